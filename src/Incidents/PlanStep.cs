using System.Collections.Immutable;

namespace Incidents;

/// <summary>The steps of the plan, by number.</summary>
public static class PlanStep
{
    /// <summary>Their names, 0 to 9, for programs: a host that waits for each step waits under these. Never renamed: an incident in flight waits under them.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "Detect", "SetUp", "AnnounceInvestigating", "PrepareSupport", "IdentifyAndMitigate", "AnnounceIdentified", "AnnounceMonitoring", "AnnounceResolved",
        "ConcludeCommunication", "FollowUp",
    ];

    /// <summary>The name for what cuts across the steps.</summary>
    public const string Across = "Plan";

    /// <summary>The name of the step that a signal speaks to, or <see cref="Across"/>.</summary>
    /// <param name="signal">What was said.</param>
    /// <param name="incident">The incident, for what a request or a notice is about.</param>
    public static string NameFor(Signal signal, Incident incident) => Of(signal, incident) is { } number ? Names[number] : Across;

    /// <summary>The step that a request belongs to; null for a further update.</summary>
    public static int? Of(Request request) => request.Kind switch
    {
        RequestKind.Acknowledge or RequestKind.CountUsers or RequestKind.StillFiring => 0,
        RequestKind.TakeCommand or RequestKind.ConfirmTeam or RequestKind.TakeRole => 1,
        RequestKind.AssessSeverity => 4,
        RequestKind.ConfirmRelapse => 7,
        _ => Of(request.Notice),
    };

    /// <summary>The step that makes a kind of notice; null for a further update.</summary>
    public static int? Of(NoticeKind? notice) => notice switch
    {
        NoticeKind.Investigating => 2,
        NoticeKind.Workaround => 3,
        NoticeKind.Identified => 5,
        NoticeKind.Monitoring => 6,
        NoticeKind.Resolved => 7,
        NoticeKind.Report => 8,
        _ => null,
    };

    static int? Of(Signal signal, Incident incident) => signal switch
    {
        AlertFired or AlertResolved or AlertsFired or AlertsResolved or UserReported or Acknowledge or CountUsers or DeclareIncident or DismissAlarm => 0,
        AcceptCommand or DeclineCommand or NameTechnicalContact or NameSupportContact or AssessImpact or ConfirmSeverity or OfferRole => 1,
        KeepInternal => 2,
        RecordSupportPlan => 3,
        RecordFinding or ContainProblem => 4,
        ApplyFix => 6,
        DeclareResolved => 7,
        WriteReport or WriteDirectMessage or RecordContactsMade => 8,
        MovePostmortem or HoldPostmortem or AddAction or ConfirmActions or CloseAction or ConfirmReport => 9,
        DraftNotice draft => Of(draft.Kind),
        AnswerRequest answer => incident.Request(answer.RequestId) is { } asked ? Of(asked.Request) : null,
        MistypeCode mistyped => incident.Request(mistyped.RequestId) is { } asked ? Of(asked.Request) : null,
        _ => null,
    };
}
