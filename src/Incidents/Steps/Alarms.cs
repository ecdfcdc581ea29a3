namespace Incidents.Steps;

/// <summary>Step 0, the alerts: one or a thousand at once, they join and end as one occurrence of the plan, and what is known already counts for nothing.</summary>
static class Alarms
{
    // Alerts that come and go would else mail whoever leads at every turn.
    static readonly TimeSpan QuietToldEvery = TimeSpan.FromHours(1);

    public static Decision Fire(Incident i, DateTimeOffset at, IReadOnlyList<Alert> told, PlanPolicy policy)
    {
        var alerts = told.Where(a => !i.Alerts.ContainsKey(a.Identity)).DistinctBy(a => a.Identity, StringComparer.Ordinal).Select(a => a.StartedAt > at ? a with { StartedAt = at } : a).ToList();
        if (alerts.Count == 0)
        {
            return Decision.Nothing;
        }

        if (i.IsOver || i.RelapseUntil < at)
        {
            return Decision.Refuse("This incident takes no more alerts; a new one opens.");
        }

        var began = alerts.Min(a => a.StartedAt);
        var askAt = at + policy.Times.StillFiring;
        Event joined = alerts is [var only] ? new AlertJoined(at, only, askAt) : new AlertsJoined(at, alerts, askAt);
        return i.OpenedAt is null ? Detect.Open(at, alerts[0].Service, alerts[0].Summary, began, policy).And(joined)
            : began < i.DetectedAt && i.Phase == Phase.Detecting ? Decision.Of(new StartMoved(at, began, began + policy.Times.MinDuration)).And(joined)
            : Decision.Of(joined);
    }

    public static Decision End(Incident i, DateTimeOffset at, IReadOnlyList<AlertEnd> told)
    {
        if (i.OpenedAt is null || i.IsOver)
        {
            return Decision.Nothing;
        }

        var ends = told.Where(e => i.Alerts.GetValueOrDefault(e.Identity) is not { EndedAt: not null }).DistinctBy(e => e.Identity, StringComparer.Ordinal).ToList();
        return ends.Count == 0 ? Decision.Nothing : Decision.Of(ends is [var only] ? new AlertEnded(at, only.Key, only.Episode, only.EndedAt) : new AlertsEnded(at, ends));
    }

    public static Decision Ended(Incident i, DateTimeOffset at, PlanPolicy policy) => i switch
    {
        { Firing.Count: > 0 } => Decision.Nothing,
        { Phase: Phase.Detecting, AlertsJoined: > 0 } => Decision.Of(new NearMissClosed(at, "All alerts ended before it was an incident."), new EraseContacts()),
        { IsUnresolved: true, Resolution: null } when i.QuietToldAt is null || i.QuietToldAt + QuietToldEvery <= at => Decision.Of(new QuietTold(at),
            Team.News(Team.Lead(i, policy, at), Ask.Subject(i, "All alerts have ended"), "All alerts have ended. If you are satisfied, say in the console that it is resolved.")),
        _ => Decision.Nothing,
    };
}
