using Incidents.Rules;

namespace Incidents.Steps;

/// <summary>Step 2: the company is told at once; the public is told once an IRM approves, or is not told, with a reason.</summary>
static class AnnounceInvestigating
{
    public static readonly PlanPart Part = new("AnnounceInvestigating", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        IncidentDeclared e => Announcing.TellCompany(i, e.At, Drafting.FromTemplate(i, e.At, NoticeKind.Investigating, Audience.Internal, policy).Notice, approvedBy: e.By, policy)
            .AndIf(e.Plan == PlanKind.Full, () => Decision.Of(Drafting.FromTemplate(i, e.At, NoticeKind.Investigating, Audience.Public, policy))),
        FullPlanBegan e when i is { IsUnresolved: true, IsPublic: false, KeptInternal: null, Resolution: null } && !i.Draft.ContainsKey((NoticeKind.Investigating, Audience.Public)) =>
            Decision.Of(Drafting.FromTemplate(i, e.At, NoticeKind.Investigating, Audience.Public, policy)),
        KeepInternal s => Keep(i, s.At, s.By, s.Reason),
        DecisionMade { Choice: "keep-internal" } e => Keep(i, e.At, e.By, e.Note!),
        KeptInternal e => Answers.Void(i, e.At, "It is kept internal.", r => r.Request.Notice == NoticeKind.Investigating).And(new AnnouncementMade(e.At, NoticeKind.Investigating)),
        NoticePublished { Notice.Kind: NoticeKind.Investigating } e => Decision.Of(new AnnouncementMade(e.At, NoticeKind.Investigating)),
        Relapsed e => Announcing.TellCompany(i, e.At, Drafting.FromTemplate(i, e.At, NoticeKind.Investigating, Audience.Internal, policy, text: e.Reason).Notice, approvedBy: e.By, policy)
            .AndIf(i.IsPublic, () => Decision.Of(Drafting.FromTemplate(i, e.At, NoticeKind.Investigating, Audience.Public, policy, text: e.Reason))),
        _ => Decision.Nothing,
    };

    static Decision Keep(Incident i, DateTimeOffset at, string by, string reason) => i switch
    {
        { KeptInternal: not null } => Decision.Nothing,
        _ when string.IsNullOrWhiteSpace(reason) => Decision.Refuse("Please say why the public is not told; it goes on the record."),
        { DeclaredAt: null } or { IsOver: true } => Decision.Refuse("There is no open incident to keep internal."),
        { IsPublic: true } => Decision.Refuse("The public knows already; everyone told that it began is told that it ended."),
        { Resolution: not null } => Decision.Refuse("The team has said that it is resolved; nothing of it was made public."),
        _ => Decision.Of(new KeptInternal(at, by, reason)),
    };
}
