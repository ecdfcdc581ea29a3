namespace Incidents.Steps;

/// <summary>Step 8: the public report is published, and affected users are contacted where that was planned. Skipped when never public.</summary>
static class Conclude
{
    public static readonly PlanPart Part = new("Conclude", React, i => [i.ConclusionRemindAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        IncidentResolved e when !i.IsPublic => Decision.Of(new CommunicationConcluded(e.At, "It was never public."), new EraseContacts()),
        IncidentResolved e => Decision.Of(Drafting.FromTemplate(i, e.At, NoticeKind.Report, Audience.Public, policy))
            .And(new ConclusionReminded(e.At, e.At + policy.Times.Chase), Team.Mail(Team.Of(i), Ask.Subject(i, "Please write the public report"),
                "A draft from the record waits in the console. Edit it and send it for approval; it is published on the status page as the post-mortem.")),
        WriteReport s => Write(i, s),
        WriteDirectMessage s => Message(i, s),
        EffectSettled { Outcome: DeliveryOutcome.Delivered, Effect: MailAffectedUsers } e when i.ContactsMade is null => Decision.Of(new ContactsMade(e.At, null, e.Detail)),
        RecordContactsMade s => i.ContactsMade is not null ? Decision.Nothing
            : i.SupportPlan is not { DirectContact: true } ? Decision.Refuse("The support plan needs no direct contact.")
            : string.IsNullOrWhiteSpace(s.How) ? Decision.Refuse("Please say how users were contacted.") : Decision.Of(new ContactsMade(s.At, s.By, s.How)),
        ReportPublished or ContactsMade when i is { Phase: Phase.Resolved, ConcludedAt: null } && Missing(i) is null =>
            Decision.Of(new CommunicationConcluded(occurrence.At, "The report is published and contacts are made."), new EraseContacts()),
        ClockStruck s when i.ConclusionRemindAt <= s.At => Decision.Of(new ConclusionReminded(s.At, s.At + policy.Times.Chase),
            Team.News(Team.Lead(i, policy, s.At).Concat(Team.Voice(i, policy, s.At)), Ask.Subject(i, "Customer communication is not concluded"), $"Still owed: {Missing(i)}.")),
        _ => Decision.Nothing,
    };

    static string? Missing(Incident i) => (i.Reports.Any(r => r.At >= i.ResolvedAt), i is { SupportPlan.DirectContact: true, ContactsMade: null }) switch
    {
        (false, true) => "the public report, and the direct contact of affected users",
        (false, false) => "the public report",
        (true, true) => "the direct contact of affected users",
        _ => null,
    };

    static Decision Write(Incident i, WriteReport s)
    {
        var title = i.Draft.GetValueOrDefault((NoticeKind.Report, Audience.Public))?.Title;
        return i switch
        {
            { Phase: not Phase.Resolved } => Decision.Refuse("The report is written after the resolution is announced and until the incident is closed."),
            { IsPublic: false } => Decision.Refuse("It was never public, so there is no public report; write the post-mortem's notes instead."),
            _ when Drafting.Problem(title!, s.Text) is { } problem => Decision.Refuse(problem),
            _ when i.Reports.LastOrDefault() is { } last && last.Notice.Text == s.Text.Trim() && !i.OpenRequests(NoticeKind.Report).Any() => Decision.Nothing,
            _ when i.Draft[(NoticeKind.Report, Audience.Public)] is { } current && current.Text == s.Text.Trim() && i.OpenRequests(NoticeKind.Report).Any(r => r.Request.Version == current.Version) => Decision.Nothing,
            _ => Decision.Of(Drafting.ByPerson(i, s.At, s.By, NoticeKind.Report, Audience.Public, title!, s.Text)),
        };
    }

    static Decision Message(Incident i, WriteDirectMessage s) => i switch
    {
        { SupportPlan: not { DirectContact: true } } => Decision.Refuse("The support plan needs no direct contact. Change the plan first if that is wrong."),
        // Users who were written to while it went on are owed the word that it ended.
        { ContactsMade: not null } when !(i.ResolvedAt is not null && i.AwaitingEnding.Contains(MailAffectedUsers.Name)) => Decision.Nothing,
        { DirectMessage: { } sent } when sent.Subject == s.Subject.Trim() && sent.Text == s.Text.Trim() => Decision.Nothing,
        { IsOver: true } or { ConcludedAt: not null } => Decision.Refuse("The contact data has been erased; users cannot be written to any more."),
        { IsPrivate: true } => Decision.Refuse("A breach is suspected: what affected persons are told is decided with the data protection officer, outside this tool."),
        _ when i.Support != s.By && i.Manager != s.By => Decision.Refuse("Only the support contact or the manager writes to users."),
        _ when Drafting.Problem(s.Subject, s.Text) is { } problem => Decision.Refuse(problem),
        _ => Decision.Of(new DirectMessageSent(s.At, s.By, s.Subject.Trim(), s.Text.Trim()), new MailAffectedUsers(s.Subject.Trim(), s.Text.Trim())),
    };
}
