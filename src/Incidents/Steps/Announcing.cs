using Incidents.Rules;

namespace Incidents.Steps;

/// <summary>Steps 5, 6 and 7: identified, monitoring, resolved. The support contact approves the text for the company, an IRM the one for the public.</summary>
static class Announcing
{
    public static readonly PlanPart Part = new("Announcing", React, i => i.AwaitedEdits.Values.Select(at => (DateTimeOffset?)at));

    static readonly NoticeKind[] Order = [NoticeKind.Investigating, NoticeKind.Identified, NoticeKind.Monitoring, NoticeKind.Resolved];

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        ProblemIdentified e => Begin(i, e.At, NoticeKind.Identified, by: null, policy),
        FixApplied e => Begin(i, e.At, NoticeKind.Monitoring, e.By, policy),
        ResolutionDeclared e => Begin(i, e.At, NoticeKind.Resolved, e.By, policy),
        NoticeDrafted { Notice: { Audience: Audience.Internal, Kind: not NoticeKind.Investigating } n } e => AskInternal(i, e.At, n, Team.Voice(i, policy, e.At), policy),
        RequestExpired e when i.Request(e.RequestId)!.Request is { Kind: RequestKind.ApproveInternal, Notice: { } kind } && i.Draft.GetValueOrDefault((kind, Audience.Internal)) is { } n
            && !i.ToldCompany.Contains(kind) && !i.Superseded.Contains(kind) => AskInternal(i, e.At, n, [.. Team.Voice(i, policy, e.At).Concat(Team.Lead(i, policy, e.At)).Distinct()], policy),
        // Who reads it has changed: what was asked for one audience is not answered for the other.
        BreachSuspected or BreachCleared when i.OpenRequests(RequestKind.ApproveInternal).FirstOrDefault() is { Request: { Notice: { } kind } asked } && i.Draft.GetValueOrDefault((kind, Audience.Internal)) is { } n =>
            AskInternal(i, occurrence.At, n, asked.Approvers, policy, i.IsPrivate ? "A breach is suspected: only the team is told. A new mail is on its way." : "There was no breach: the company is told. A new mail is on its way."),
        DecisionMade e when i.Request(e.RequestId)!.Request is { Kind: RequestKind.ApproveInternal, Notice: { } kind } => e.Choice == "approve"
            ? TellCompany(i, e.At, i.Draft[(kind, Audience.Internal)], e.By, policy)
            : Decision.Of(new Noted(e.At, e.By, $"Not approved: {e.Note}")).And(AwaitEdit(i, e.At, kind, e.Note, policy)),
        ClockStruck s => i.AwaitedEdits.Where(edit => edit.Value <= s.At).Aggregate(Decision.Nothing, (d, edit) => d.And(AwaitEdit(i, s.At, edit.Key, "The company still waits for this announcement.", policy))),
        NoticePublished { Notice.Kind: NoticeKind.Investigating or NoticeKind.Update or NoticeKind.Workaround } e => CatchUp(i, e.At, policy),
        NoticePublished { Notice.Kind: var kind } e => Check(i, e.At, kind),
        InternalAnnounced { Notice.Kind: not NoticeKind.Investigating } e => Check(i, e.At, e.Notice.Kind),
        _ => Decision.Nothing,
    };

    /// <summary>Posts to the company. In the breach lane only the team is told, by mail.</summary>
    public static Decision TellCompany(Incident i, DateTimeOffset at, Notice n, string? approvedBy, PlanPolicy policy) => Decision.Of(new InternalAnnounced(at, n, approvedBy),
        i.IsPrivate ? Team.Mail(Team.Of(i).Concat(policy.Roster.With(Role.DataProtectionOfficer)), Ask.Subject(i, n.Title), n.Text)
            : policy.InternalChannels.Select(c => new PostInternally(c, $"{n.Title}\n{n.Text}")));

    static Decision Begin(Incident i, DateTimeOffset at, NoticeKind kind, string? by, PlanPolicy policy)
    {
        if (i.Superseded.Contains(kind))
        {
            return Decision.Nothing;
        }

        var overtaken = Order.TakeWhile(k => k != kind).Where(k => (k != NoticeKind.Investigating || kind == NoticeKind.Resolved) && !i.Made.Contains(k) && !i.Superseded.Contains(k)).ToList();
        var decision = overtaken.Aggregate(Decision.Nothing, (d, k) => d.And(new AnnouncementSuperseded(at, k, kind))
            .And(Answers.Void(i, at, $"\"{kind}\" has overtaken it.", r => r.Request.Notice == k && r.Request.Kind is RequestKind.ApproveNotice or RequestKind.ReleaseNotice or RequestKind.ApproveInternal)));
        var draft = Drafting.FromTemplate(i, at, kind, Audience.Internal, policy);
        // Out of hours nobody but on-call is there to approve what the company is told.
        decision = i.Plan == PlanKind.Simplified && i.Manager is null ? decision.And(TellCompany(i, at, draft.Notice, by ?? i.OnCall, policy)) : decision.And(draft);
        return i.IsPublic ? decision.And(Drafting.FromTemplate(i with { Drafts = i.Drafts + 1 }, at, kind, Audience.Public, policy)) : decision;
    }

    // The incident became public while an announcement was already under way inside the company: the public is told that too.
    static Decision CatchUp(Incident i, DateTimeOffset at, PlanPolicy policy) =>
        Order.Skip(1).FirstOrDefault(k => i.Draft.ContainsKey((k, Audience.Internal)) && !i.Made.Contains(k) && !i.Superseded.Contains(k) && !i.Draft.ContainsKey((k, Audience.Public))
            && (k != NoticeKind.Identified || i.IdentifiedAt is not null)) is { } kind and not NoticeKind.Investigating
            ? Decision.Of(Drafting.FromTemplate(i, at, kind, Audience.Public, policy)) : Decision.Nothing;

    static Decision Check(Incident i, DateTimeOffset at, NoticeKind kind) =>
        !i.Made.Contains(kind) && i.ToldCompany.Contains(kind) && (!i.IsPublic || i.ToldPublic.Contains(kind)) ? Decision.Of(new AnnouncementMade(at, kind)) : Decision.Nothing;

    // Whoever may write it is told again until it is edited or overtaken: a rejection must not end in silence.
    static Decision AwaitEdit(Incident i, DateTimeOffset at, NoticeKind kind, string? why, PlanPolicy policy) => Decision.Of(new EditAwaited(at, kind, at + policy.Times.Reminder),
        Team.Mail(Team.Lead(i, policy, at).Concat(Team.Voice(i, policy, at)).Distinct(), Ask.Subject(i, $"The internal text \"{kind}\" was not approved"), $"{why}\n\nEdit it in the console: \"Write or edit a notice\", for the company."));

    static Decision AskInternal(Incident i, DateTimeOffset at, Notice n, IReadOnlyList<string> approvers, PlanPolicy policy, string why = "The text was edited. A new mail with the new text is on its way.") =>
        Answers.Void(i, at, why, r => r.Request.Kind == RequestKind.ApproveInternal && r.Request.Notice == n.Kind)
            .And(Ask.Request(i, at, policy, Ask.About(RequestKind.ApproveInternal, n, i.IsPrivate ? $"May this go to the team: {n.Kind}?" : $"May this go to the company: {n.Kind}?", approvers, at + policy.Times.LinkLife, SilenceKind.AsksAgain, null,
                "If nobody answers, nothing is sent, and you are asked again.", new Choice("approve", i.IsPrivate ? "Mail this text to the team" : "Post this text"), new Choice("reject", "Not like this", NeedsNote: true))));
}
