namespace Incidents.Tests;

/// <summary>What must hold after every decision of the plan.</summary>
static class Invariants
{
    public static Trace Follow(Trace trace, Signal signal, Decision decision, PlanPolicy policy)
    {
        if (decision.Refusal is not null)
        {
            Assert.Empty(decision.Steps);
            return trace;
        }

        var events = trace.Events.ToList();
        var incident = trace.Incident;
        foreach (var @event in decision.Events)
        {
            NothingUnapprovedIsPublic(incident, @event, policy);
            incident = incident.Apply(@event);
            events.Add(@event);
        }

        if (incident.IsPrivate && decision.Events.All(e => e is not (NoticePublished or ReportPublished)))
        {
            Assert.DoesNotContain(decision.Effects, e => e.IsPublic && signal is not SendAgain);
        }

        if (signal is ClockStruck)
        {
            Assert.False(Plan.NextDeadline(incident) <= signal.At, $"A deadline is left after the strike: {Path(events)}");
        }

        // What is counted beside the alerts is what a look through all of them finds.
        Assert.Equal(incident.Alerts.Where(a => a.Value.Firing).Select(a => a.Key).Order(StringComparer.Ordinal), incident.Firing.Order(StringComparer.Ordinal));
        Assert.Equal(incident.Alerts.Values.Max(a => a.Alert?.AffectedUsers), incident.AlertUsers);
        Assert.Equal(incident.Alerts.Values.Max(a => a.Alert?.Severity), incident.AlertSeverity);
        // Each wrong code counts; everything else said twice adds nothing.
        var again = Plan.Decide(incident, signal, policy);
        Assert.True(again.Steps.IsEmpty, $"{signal} twice added {string.Join(", ", again.Events)}: {Path(events)}");
        Assert.Equal(Abstraction.Whole(Incident.None.Apply(events)), Abstraction.Whole(incident));
        return new Trace(incident, events, signal.At);
    }

    /// <summary>People who do their part bring every incident to its end.</summary>
    public static void CanBeFinished(Trace trace, PlanPolicy policy)
    {
        var (incident, now) = (trace.Incident, trace.Now);
        for (var round = 0; round < 12 && !incident.Ended; round++)
        {
            now = now.AddSeconds(1);
            foreach (var signal in Helpful(incident, now))
            {
                incident = incident.Apply(Plan.Decide(incident, signal(incident), policy).Events);
            }
        }

        Assert.True(incident.Ended, $"It cannot be finished; it stays {Abstraction.Key(incident)} after {Path(trace.Events)}");
    }

    static void NothingUnapprovedIsPublic(Incident before, Event @event, PlanPolicy policy)
    {
        var (notice, releasedBy, bySilence) = @event switch
        {
            NoticePublished e => (e.Notice, e.ReleasedBy, e.BySilence),
            ReportPublished e => (e.Notice, e.ReleasedBy, false),
            _ => (null, null, false),
        };
        if (notice is null)
        {
            return;
        }

        var about = before.Requests.Where(r => r.Request.TextHash == notice.Hash).ToList();
        var approved = about.Exists(r => r.Request.Kind == RequestKind.ApproveNotice && r.Answer == "approve" && policy.Roster.Has(r.AnsweredBy!, Role.Manager));
        Assert.True(bySilence ? notice.Template is not null && !before.IsPrivate && policy.Times.SilentInvestigating is not null && notice.Kind == NoticeKind.Investigating : approved, $"{notice.Kind} was published unapproved.");
        Assert.True(!before.IsPrivate || (releasedBy is not null && about.Exists(r => r.Request.Kind == RequestKind.ReleaseNotice && r.Answer == "release" && policy.Roster.Has(r.AnsweredBy!, Role.DataProtectionOfficer))),
            $"{notice.Kind} was published in the breach lane without a release.");
    }

    static IEnumerable<Func<Incident, Signal>> Helpful(Incident start, DateTimeOffset at)
    {
        yield return _ => new DeclareIncident(at, "ana", "Sure", null);
        yield return _ => new AcceptCommand(at, "mia");
        yield return i => new RecordSupportPlan(at, i.Support ?? "bea", "Wait", DirectContact: false, "No need", PublishWorkaround: false);
        yield return _ => new DeclareResolved(at, "ana", "Fine");
        // A text that was not approved is sent for approval once more.
        foreach (var kind in new[] { NoticeKind.Investigating, NoticeKind.Resolved })
        {
            yield return i => Redraft(i, at, kind, Audience.Internal);
            yield return i => Redraft(i, at, kind, Audience.Public);
        }

        for (var n = 0; n < 6; n++)
        {
            yield return i => i.Requests.FirstOrDefault(r => r.Open && r.Request.Kind is RequestKind.ApproveNotice or RequestKind.ApproveInternal or RequestKind.ReleaseNotice && r.Open && r.Request.ExpiresAt > at) is { Request: var r }
                ? new AnswerRequest(at, r.Approvers[0], r.Id, r.TextHash, r.Choices[0].Name, null) : new AddNote(at, "ana", "Nothing to approve");
        }

        yield return _ => new WriteReport(at, "mia", "# The report");
        yield return i => new ClockStruck(Plan.NextDeadline(i) is { } d && d > at ? d : at);
        yield return _ => new RecordContactsMade(at, "bea", "By phone");
        yield return _ => new HoldPostmortem(at, "mia", "Notes");
        yield return _ => new ConfirmActions(at, "mia", "All");
        yield return _ => new ConfirmReport(at, "mia");
        yield return _ => new WaiveNotification(at, "dora", "No risk");
        yield return i => new MarkTold(at, "ana", i.AwaitingEnding.FirstOrDefault("nobody"), "By telephone");
        foreach (var action in start.Actions)
        {
            yield return _ => new CloseAction(at, "ana", action.Id, "Done");
        }
    }

    static DraftNotice Redraft(Incident i, DateTimeOffset at, NoticeKind kind, Audience audience) =>
        i.Draft.GetValueOrDefault((kind, audience)) is { } n ? new(at, "ana", kind, audience, n.Title, n.Text) : new(at, "ana", kind, audience, "Title", "Text");

    static string Path(IEnumerable<Event> events) => string.Join(" > ", events.Select(e => e.GetType().Name));
}
