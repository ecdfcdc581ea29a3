namespace Incidents.Tests;

/// <summary>Everything that can be said to an incident, once each, with people who may and one who may not.</summary>
static class Alphabet
{
    public static IEnumerable<Signal> At(Trace trace)
    {
        var (i, at) = (trace.Incident, trace.Now.AddSeconds(1));
        yield return new AlertFired(at, Company.Alert("a1", "e1", at));
        if (i.OpenedAt is null)
        {
            yield return new UserReported(at, "h1", "checkout", "Cannot pay");
            yield break;
        }

        foreach (var signal in People(i, at).Concat(Answers(i, at)).Concat(Deliveries(i, at)))
        {
            yield return signal;
        }

        if (Plan.NextDeadline(i) is { } deadline)
        {
            yield return new ClockStruck(deadline > at ? deadline : at);
            yield return new ClockStruck((deadline > at ? deadline : at).AddDays(1));
        }
    }

    // The chat learned of the beginning and of the end, or a person told it.
    static IEnumerable<Signal> Deliveries(Incident i, DateTimeOffset at)
    {
        foreach (var said in i.Announcements.Where(a => a.Value is { Audience: Audience.Internal, Kind: NoticeKind.Investigating or NoticeKind.Resolved }).Select(a => a.Key))
        {
            yield return new DeliveryReported(at, $"i/{said}/0", new PostInternally("chat", "t"), DeliveryOutcome.Delivered, "ok");
        }

        yield return new MarkTold(at, "bea", "chat", "By telephone");
    }

    static IEnumerable<Signal> Answers(Incident i, DateTimeOffset at)
    {
        foreach (var request in i.Requests.Where(r => r.Open).Select(r => r.Request))
        {
            yield return new DeliveryReported(at, $"i/0/{request.Id}", new MailPerson(request.Approvers[0], "s", "t", request.Id), DeliveryOutcome.Delivered, "ok");
            foreach (var choice in request.Choices)
            {
                yield return new AnswerRequest(at, request.Approvers[0], request.Id, request.TextHash, choice.Name, "Because");
            }
        }
    }

    static IEnumerable<Signal> People(Incident i, DateTimeOffset at) =>
    [
        new AlertFired(at, Company.Alert("a2", $"e{i.Relapses}", at, users: 50, severity: Severity.Critical)), new AlertResolved(at, "a1", "e1", at), new AlertResolved(at, "a2", "e0", at),
        new AlertsFired(at, [Company.Alert("a1", "e1", at), Company.Alert("a3", $"e{i.Relapses}", at), Company.Alert("a4", $"e{i.Relapses}", at)]),
        new AlertsResolved(at, [new AlertEnd("a1", "e1", at), new AlertEnd("a2", "e0", at), new AlertEnd("a3", $"e{i.Relapses}", at), new AlertEnd("a4", $"e{i.Relapses}", at)]),
        new UserReported(at, "h1", "checkout", "Cannot pay"), new Acknowledge(at, "ana"), new CountUsers(at, "ana", 3), new CountUsers(at, "ana", 9), new DeclareIncident(at, "ana", "Sure", null),
        new DismissAlarm(at, "ana", "A test"), new AcceptCommand(at, "mia"), new AcceptCommand(at, "ana"), new DeclineCommand(at, "mia", "Ill"), new NameTechnicalContact(at, "mia", "rui"),
        new NameSupportContact(at, "mia", "bea"), new AssessImpact(at, "ana", Extent.Whole, 60, DataAtRisk: false), new ConfirmSeverity(at, "mia", Severity.Minor, "Small"), new SuspectBreach(at, "ana", "A dump"),
        new RecordBreach(at, "dora", "Loss", "Mail addresses", 10, "Spam", "Reset"), new NotifyAuthority(at, "dora", "CNPD 1", "Late"), new WaiveNotification(at, "dora", "No risk"), new ClearBreach(at, "dora", "None"),
        new DraftNotice(at, "bea", NoticeKind.Investigating, Audience.Public, "Title", "We look into it"), new DraftNotice(at, "bea", NoticeKind.Update, Audience.Public, "Title", "News"),
        new DraftNotice(at, "bea", NoticeKind.Identified, Audience.Internal, "Title", "Found"), new KeepInternal(at, "mia", "Staff only"), new KeepInternal(at, "guest", "Staff only"),
        new RecordSupportPlan(at, "bea", "Wait", DirectContact: true, "Lost orders", PublishWorkaround: true), new RecordFinding(at, "ana", "Rolled back", null, null),
        new RecordFinding(at, "ana", null, "All", "unknown"), new ContainProblem(at, "ana", "Switched off"), new ApplyFix(at, "ana", "Rolled back"), new DeclareResolved(at, "mia", "Fine"),
        new ReportRelapse(at, "ana", "Again"), new WriteReport(at, "mia", "# Report"), new WriteDirectMessage(at, "bea", "Sorry", "We lost it"), new RecordContactsMade(at, "bea", "By phone"),
        new MovePostmortem(at, "mia", at.AddHours(3), "Sleep"), new HoldPostmortem(at, "mia", "Notes"), new AddAction(at, "mia", "Canary", "ana", at.AddDays(1)), new ConfirmActions(at, "mia", "All"),
        new CloseAction(at, "ana", "a1", "Done"), new ConfirmReport(at, "mia"), new OfferRole(at, "mia", Role.Manager, "max"), new AddNote(at, "guest", "Hello"),
        new DeliveryReported(at, "i/1/0", new PostInternally("chat", "t"), DeliveryOutcome.GivenUp, "down"), new SendAgain(at, "ana", "i/1/0"), new MarkDelivered(at, "ana", "i/1/0", "Seen"),
        new ReturnReported(at, "i/1/0", new PostInternally("chat", "t"), "It came back."),
    ];
}
