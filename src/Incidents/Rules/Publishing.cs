namespace Incidents.Rules;

/// <summary>From a drafted public text to the public: an IRM approves exactly this text, in the breach lane the data protection officer releases it, then it goes out.</summary>
static class Publishing
{
    public static readonly PlanPart Part = new("Publishing", React, i => i.IsOver ? [] : i.AwaitedPublicEdits.Values.Select(at => (DateTimeOffset?)at));

    const string Edited = "The text was edited. A new mail with the new text is on its way.";

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        // The machine's draft of the report waits for the team's words before anybody is asked.
        NoticeDrafted { Notice: { Audience: Audience.Public } n } e => Answers.Void(i, e.At, Edited, r => About(r, n.Kind) && r.Request.Version < n.Version)
            .AndIf(!(n.Kind == NoticeKind.Report && e.By is null) && (i.Manager is not null || e.By is not null), () => AskFor(i, n, e.At, Team.Approvers(i, policy), policy)),
        CommandAccepted e => NextUnasked(i) is { } n ? AskFor(i, n, e.At, Team.Approvers(i, policy), policy) : Decision.Nothing,
        DecisionRequested { Request: { Kind: RequestKind.ApproveNotice } } e => NextUnasked(i) is { } n && i.Manager is not null ? AskFor(i, n, e.At, Team.Approvers(i, policy), policy) : Decision.Nothing,
        RolePassed { Role: Role.Manager } e => Answers.Void(i, e.At, "The incident has a new manager, who decides.", r => r.Request.Kind == RequestKind.ApproveNotice, askAgain: true),
        BreachSuspected e => Answers.Void(i, e.At, "A breach is suspected; the text needs a release too.", r => r.Request.Silence == SilenceKind.Publishes, askAgain: true),
        RequestVoided { AskAgain: true } e => Again(i, e.RequestId, e.At, Team.Approvers(i, policy), policy),
        RequestExpired e => Again(i, e.RequestId, e.At, policy.Roster.With(Role.Manager), policy),
        DecisionMade e when i.Request(e.RequestId)!.Request is { Kind: RequestKind.ApproveNotice } request => Decided(i, e, request, policy),
        DecisionMade e when i.Request(e.RequestId)!.Request is { Kind: RequestKind.ReleaseNotice, Notice: { } kind } => e.Choice == "release" && i.AwaitingRelease.GetValueOrDefault(kind) is { } approved
            ? Publish(i, e.At, DraftOf(i, kind), approved.By, e.By, bySilence: false, policy)
            : Decision.Of(new Noted(e.At, e.By, "Held back."), Team.Mail(Team.Lead(i, policy, e.At), Ask.Subject(i, "The text was held back"), e.Note ?? "")),
        NoticeApproved e => AskRelease(i, e, policy),
        SilenceFell e when i.Request(e.RequestId)!.Request is { Silence: SilenceKind.Publishes, Notice: { } kind } && !i.IsPrivate && DraftOf(i, kind) is { Template: { } template } draft =>
            Publish(i, e.At, draft, $"{policy.Templates.For(kind, Audience.Public).ApprovedBy} ({template})", null, bySilence: true, policy),
        ClockStruck s when !i.IsOver => i.AwaitedPublicEdits.Where(edit => edit.Value <= s.At).Aggregate(Decision.Nothing, (d, edit) => d.And(AwaitEdit(i, s.At, edit.Key, "The public still waits for this announcement.", policy))),
        BreachCleared e when i.AwaitingRelease.Values.FirstOrDefault() is { } approved => Answers.Void(i, e.At, "There was no breach.", r => r.Request.Kind == RequestKind.ReleaseNotice)
            .And(Publish(i, e.At, DraftOf(i, approved.Kind), approved.By, null, bySilence: false, policy)),
        _ => Decision.Nothing,
    };

    static bool About(RequestState r, NoticeKind kind) => r.Request.Notice == kind && r.Request.Kind is RequestKind.ApproveNotice or RequestKind.ReleaseNotice;

    static Notice DraftOf(Incident i, NoticeKind kind) => i.Draft[(kind, Audience.Public)];

    // A public draft that nobody was asked about and that was not overtaken.
    static Notice? NextUnasked(Incident i) => i.Draft.Values.Where(n => n.Audience == Audience.Public && n is not { Kind: NoticeKind.Report, Template: not null }
        && !i.Superseded.Contains(n.Kind) && i.KeptInternal is null && i.Requests.All(r => r.Request.Version != n.Version)).MinBy(n => n.Version);

    static Decision Again(Incident i, string id, DateTimeOffset at, IReadOnlyList<string> approvers, PlanPolicy policy)
    {
        var request = i.Request(id)!.Request;
        var current = request.Notice is { } kind && i.Draft.GetValueOrDefault((kind, Audience.Public)) is { } n && n.Version == request.Version ? n : null;
        return current is null || i.IsOver ? Decision.Nothing : request.Kind switch
        {
            RequestKind.ApproveNotice when i.OpenRequests(current.Kind).All(r => r.Request.Kind != RequestKind.ApproveNotice) => AskFor(i, current, at, approvers, policy),
            RequestKind.ReleaseNotice when i.AwaitingRelease.GetValueOrDefault(current.Kind) is { } approved => AskRelease(i, approved with { At = at }, policy),
            _ => Decision.Nothing,
        };
    }

    static Decision AskFor(Incident i, Notice n, DateTimeOffset at, IReadOnlyList<string> approvers, PlanPolicy policy)
    {
        var silent = n is { Kind: NoticeKind.Investigating, Template: not null } && !i.IsPrivate && policy.Times.SilentInvestigating is not null
            && policy.Templates.For(n.Kind, n.Audience).ApprovedBy is not null && i.Plan == PlanKind.Full;
        Choice[] choices = [new("approve", "Publish this text", NeedsCode: true), new("reject", "Not like this", NeedsNote: true)];
        var after = silent ? policy.Times.SilentInvestigating : null;
        return Ask.Request(i, at, policy, Ask.About(RequestKind.ApproveNotice, n, $"May this go to the public: {n.Kind}?", approvers, at + policy.Times.LinkLife + (after ?? TimeSpan.Zero),
            silent ? SilenceKind.Publishes : SilenceKind.AsksAgain, after,
            silent ? $"If nobody answers within {Words.Duration(after!.Value)} of this mail's delivery, it goes out, since this template was approved beforehand."
                : "If nobody answers, nothing is published, and you and the other managers are asked again.",
            n.Kind == NoticeKind.Investigating && !i.IsPublic ? [.. choices, new("keep-internal", "Do not tell the public", NeedsNote: true)] : choices));
    }

    static Decision AskRelease(Incident i, NoticeApproved e, PlanPolicy policy) => Ask.Request(i, e.At, policy, Ask.About(RequestKind.ReleaseNotice, DraftOf(i, e.Kind),
        $"A breach is suspected. May this approved text go to the public: {e.Kind}?", policy.Roster.With(Role.DataProtectionOfficer), e.At + policy.Times.LinkLife, SilenceKind.AsksAgain, null,
        "If you do not answer, nothing is published, and you are asked again.", new Choice("release", "Release this text", NeedsCode: true), new Choice("hold", "Hold it back", NeedsNote: true)));

    static Decision Decided(Incident i, DecisionMade e, Request request, PlanPolicy policy) => e.Choice switch
    {
        "approve" when i.IsPrivate => Decision.Of(new NoticeApproved(e.At, request.Notice!.Value, request.Version, e.By)),
        "approve" => Publish(i, e.At, DraftOf(i, request.Notice!.Value), e.By, null, bySilence: false, policy),
        "reject" => Decision.Of(new Noted(e.At, e.By, $"Not approved: {e.Note}")).And(AwaitEdit(i, e.At, request.Notice!.Value, e.Note, policy)),
        _ => Decision.Nothing,
    };

    // Whoever may write it is told again until it is edited or overtaken: a rejection must not end in silence.
    static Decision AwaitEdit(Incident i, DateTimeOffset at, NoticeKind kind, string? why, PlanPolicy policy) => Decision.Of(new PublicEditAwaited(at, kind, at + policy.Times.Reminder),
        Team.Mail(Team.Voice(i, policy, at).Concat(Team.Lead(i, policy, at)).Distinct(), Ask.Subject(i, $"The text \"{kind}\" was not approved"), $"{why}\n\nEdit it in the console; a new request goes out."));

    static Decision Publish(Incident i, DateTimeOffset at, Notice n, string by, string? releasedBy, bool bySilence, PlanPolicy policy)
    {
        var number = i.Published.Count + i.Reports.Count + 1;
        if (n.Kind == NoticeKind.Report)
        {
            return Decision.Of(new ReportPublished(at, i.Reports.Count + 1, n, by, releasedBy), [new PublishPage(number, n.Kind), .. Tell(i, n, by, bySilence, policy)]);
        }

        var cadence = policy.Times.Cadence(i.Severity);
        DateTimeOffset? promise = n.Kind == NoticeKind.Resolved ? null : at + cadence;
        var posts = policy.PostChannels.Select(c => new PostPublicly(c, number, n.Kind, $"{n.Title}\n{n.Text}"));
        return Decision.Of(new NoticePublished(at, number, n, by, releasedBy, bySilence, promise, promise - (cadence / 4)), [new PublishPage(number, n.Kind), .. posts, .. Tell(i, n, by, bySilence, policy)]);
    }

    // Whoever could have decided learns who did: an approval by somebody else in one's name does not go unseen.
    static IEnumerable<Effect> Tell(Incident i, Notice n, string by, bool bySilence, PlanPolicy policy) =>
        Team.News(Team.Of(i).Concat(policy.Roster.With(Role.Manager)), Ask.Subject(i, $"Published: {n.Kind}"),
            $"{(bySilence ? $"Nobody answered in time, so the template approved by {by} went out" : $"Approved by {policy.Roster.NameOf(by)}")}:\n\n{n.Title}\n\n{n.Text}");
}
