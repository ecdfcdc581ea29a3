namespace Incidents;

public static partial class Fold
{
    static Incident? Detect(Incident i, Event @event) => @event switch
    {
        Opened e => i with
        {
            Phase = Phase.Detecting,
            OpenedAt = e.At,
            Service = e.Service,
            ServiceName = e.ServiceName,
            Title = e.Title,
            DetectedAt = e.DetectedAt,
            DecideAt = e.DecideAt,
            Drill = e.Drill,
        },
        AlertJoined e => AlertFold.Join(i, [e.Alert], e.AskAt),
        AlertsJoined e => AlertFold.Join(i, e.Alerts, e.AskAt),
        AlertEnded e => AlertFold.End(i, [new AlertEnd(e.Key, e.Episode, e.EndedAt)]),
        AlertsEnded e => AlertFold.End(i, e.Ends),
        EveryAlertEnded e => AlertFold.EndEvery(i, e.At),
        QuietTold e => i with { QuietToldAt = e.At },
        StartMoved e => i with { DetectedAt = e.DetectedAt, DecideAt = i.DecideAt is null ? null : e.DecideAt },
        UserCounted e => i with { Reporters = i.Reporters.Add(e.Reporter), AskStillFiringAt = i.IsOver || i.ResolvedAt is not null ? null : e.AskAt },
        UsersEstimated e => i with { UsersEstimated = e.Users },
        OnCallCalled e => i with { OnCallCalling = new Calling(e.Person, e.Turn, e.NextAt) },
        Acknowledged e => i with { OnCall = i.OnCall ?? e.By, OnCallCalling = null },
        IncidentDeclared e => i with
        {
            Phase = Phase.Investigating,
            Plan = e.Plan,
            DeclaredAt = e.At,
            DecideAt = null,
            SeveritySuggested = e.Suggested,
            HandOverAt = e.HandOverAt,
            ContainBy = e.ContainBy,
        },
        DurationReached => i with { DecideAt = null },
        AlarmDismissed e => End(i, Phase.Dismissed, e.At),
        NearMissClosed e => End(i, Phase.NearMiss, e.At),
        StillFiringAsked e => i with { AskStillFiringAt = e.NextAt },
        _ => null,
    };

    static Incident End(Incident i, Phase phase, DateTimeOffset at) => i with
    {
        Phase = phase,
        EndedAt = at,
        DecideAt = null,
        AskStillFiringAt = null,
        OnCallCalling = null,
        ManagerCalling = null,
        HandOverAt = null,
        ContainBy = null,
        SetUpRemindAt = null,
        SupportRemindAt = null,
        FindingsRemindAt = null,
        PromiseBy = null,
        PromiseRemindAt = null,
        PromiseChaseAt = null,
        FollowUpChaseAt = null,
        ConclusionRemindAt = null,
        AwaitedEdits = i.AwaitedEdits.Clear(),
        AwaitedPublicEdits = i.AwaitedPublicEdits.Clear(),
    };
}
