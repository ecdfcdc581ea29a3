namespace Incidents;

public static partial class Fold
{
    static Incident? Respond(Incident i, Event @event) => @event switch
    {
        ManagerCalled e => i with { ManagerCalling = new Calling(e.Person, e.Turn, e.NextAt) },
        CommandAccepted e => i with { Manager = e.By, ManagerCalling = null, OnCallCalling = null, SetUpRemindAt = i.TeamSetAt is null && i.Resolution is null ? e.RemindAt : null },
        CommandDeclined => i with { ManagerCalling = null },
        ContactsProposed e => i with { ProposedTechnical = e.Technical, ProposedSupport = e.Support },
        TechnicalContactNamed e => i with { Technical = e.Person },
        SupportContactNamed e => i with { Support = e.Person },
        SetUpReminded e => i with { SetUpRemindAt = e.NextAt },
        TeamSet e => i with
        {
            TeamSetAt = e.At,
            SetUpRemindAt = null,
            SupportRemindAt = i.SupportPlan is null ? e.RemindAt : null,
            FindingsRemindAt = i.IdentifiedAt is null ? e.RemindAt : null,
        },
        CallOpened e => i with { CallAddress = e.Address },
        SeveritySuggested e => i with { SeveritySuggested = e.Severity },
        SeverityConfirmed e => i with { SeverityConfirmed = e.Severity },
        SupportPlanRecorded e => i with { SupportPlan = e, SupportRemindAt = null },
        SupportReminded e => i with { SupportRemindAt = e.NextAt },
        FindingRecorded e => i with { Mitigation = e.Mitigation ?? i.Mitigation, Scope = e.Scope ?? i.Scope, Cause = e.Cause ?? i.Cause },
        ProblemIdentified e => i with { IdentifiedAt = e.At, FindingsRemindAt = null, Phase = i.Phase == Phase.Investigating ? Phase.Identified : i.Phase },
        FindingsReminded e => i with { FindingsRemindAt = e.NextAt },
        ProblemContained e => i with { ContainedAt = e.At, ContainBy = null },
        ContainmentOverdue => i with { ContainBy = null },
        FullPlanBegan => i with { Plan = PlanKind.Full, HandOverAt = null, ContainBy = null },
        FixApplied e => i with { Fix = e.What, Phase = Phase.Monitoring, FindingsRemindAt = null },
        ResolutionDeclared e => i with
        {
            AwaitingRelease = i.AwaitingRelease.RemoveRange([NoticeKind.Investigating, NoticeKind.Update, NoticeKind.Workaround]),
            Resolution = e,
            SetUpRemindAt = null,
            SupportRemindAt = null,
            FindingsRemindAt = null,
            ContainBy = null,
        },
        Relapsed e => BackToInvestigating(i, e),
        Noted e => e.By is null ? i : i with { LastNote = e },
        RoleOffered => i,
        RolePassed e => e.Role switch
        {
            Role.Manager => i with { Manager = e.To },
            Role.TechnicalContact => i with { Technical = e.To },
            Role.SupportContact => i with { Support = e.To },
            Role.OnCall => i with { OnCall = e.To },
            _ => i,
        },
        _ => null,
    };

    static Incident BackToInvestigating(Incident i, Relapsed e) => i with
    {
        Phase = Phase.Investigating,
        Relapses = i.Relapses + 1,
        RelapseReason = e.Reason,
        QuietToldAt = null,
        Scope = null,
        Cause = null,
        Mitigation = null,
        Fix = null,
        IdentifiedAt = null,
        Resolution = null,
        ResolvedAt = null,
        ContainedAt = null,
        ToldCompany = [],
        AwaitedEdits = i.AwaitedEdits.Clear(),
        AwaitedPublicEdits = i.AwaitedPublicEdits.Clear(),
        ToldPublic = [],
        Made = [],
        Superseded = [],
        Draft = i.Draft.Clear(),
        AwaitingRelease = i.AwaitingRelease.Clear(),
        RelapseUntil = null,
        PostmortemBy = null,
        MeetAt = null,
        MeetReason = null,
        FollowUpChaseAt = null,
        ConclusionRemindAt = null,
        Postmortem = null,
        ActionsConfirmedAt = null,
        ReportConfirmedAt = null,
        ConcludedAt = null,
        ConcludedReason = null,
    };
}
