namespace Incidents.Steps;

/// <summary>Step 0: something was reported; on-call looks, minutes and users are counted, and the rule, a person or silence decides.</summary>
static class Detect
{
    public static readonly PlanPart Part = new("Detect", React, i => [i.DecideAt, i.AskStillFiringAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        AlertFired s => Fire(i, s, policy),
        UserReported s => Report(i, s, policy),
        AlertResolved s when i.OpenedAt is null || i.Alerts.GetValueOrDefault($"{s.Key}|{s.Episode}") is { EndedAt: not null } => Decision.Nothing,
        AlertResolved s when !i.IsOver => Decision.Of(new AlertEnded(s.At, s.Key, s.Episode, s.EndedAt)),
        AlertEnded e when i.Phase == Phase.Detecting && i.Alerts.Values.Any(a => a.Alert is not null) && !i.Alerts.Values.Any(a => a.Firing) =>
            Decision.Of(new NearMissClosed(e.At, "All alerts ended before it was an incident."), new EraseContacts()),
        AlertEnded e when i.IsUnresolved && i.Resolution is null && !i.Alerts.Values.Any(a => a.Firing) => Decision.Of(new Noted(e.At, null, "All alerts have ended."),
            Team.Mail(Team.Lead(i, policy, e.At), Ask.Subject(i, "All alerts have ended"), "All alerts have ended. If you are satisfied, say in the console that it is resolved.")),
        CountUsers { Users: < 0 } => Decision.Refuse("The number of users cannot be negative."),
        CountUsers s when i.Phase == Phase.Detecting => i.UsersEstimated == s.Users ? Decision.Nothing : Decision.Of(new UsersEstimated(s.At, s.By, s.Users)),
        CountUsers => Decision.Refuse("Whether it is an incident is already decided; write the scope as a finding instead."),
        DismissAlarm s => Dismiss(i, s.At, s.By, s.Reason),
        DecisionMade { Choice: "dismiss" } e when i.Request(e.RequestId)!.Request.Kind is RequestKind.Acknowledge or RequestKind.CountUsers => Dismiss(i, e.At, e.By, e.Note!),
        DecisionMade e when i.Request(e.RequestId)!.Request.Kind == RequestKind.CountUsers => Decision.Of(
            new UsersEstimated(e.At, e.By, e.Choice == "enough" ? Math.Max(policy.Times.MinUsers, Users.Count(i)) : Math.Min(policy.Times.MinUsers - 1, Users.Count(i)))),
        DecisionMade { Choice: "over" } e when i.Request(e.RequestId)!.Request.Kind == RequestKind.StillFiring => EndAll(i, e.At),
        StillFiringAsked e when !i.OpenRequests(RequestKind.StillFiring).Any() && (i.Phase == Phase.Detecting || i.Alerts.Values.Any(a => a.Firing)) => AskStill(i, e.At, policy),
        ClockStruck s when !i.IsOver && i.AskStillFiringAt <= s.At => Decision.Of(new StillFiringAsked(s.At, s.At + policy.Times.StillFiring)).And(Reach(i, s.At)),
        ClockStruck s => Reach(i, s.At),
        _ => Decision.Nothing,
    };

    static Decision Reach(Incident i, DateTimeOffset at) => i.DecideAt <= at ? Decision.Of(new DurationReached(at)) : Decision.Nothing;

    static Decision Fire(Incident i, AlertFired s, PlanPolicy policy)
    {
        if (i.Alerts.ContainsKey(s.Alert.Identity))
        {
            return Decision.Nothing;
        }

        if (i.IsOver || i.RelapseUntil < s.At)
        {
            return Decision.Refuse("This incident takes no more alerts; a new one opens.");
        }

        var began = s.Alert.StartedAt < s.At ? s.Alert.StartedAt : s.At;
        var joined = new AlertJoined(s.At, s.Alert with { StartedAt = began }, s.At + policy.Times.StillFiring);
        return i.OpenedAt is null ? Open(s.At, s.Alert.Service, s.Alert.Summary, began, policy).And(joined)
            : began < i.DetectedAt && i.Phase == Phase.Detecting ? Decision.Of(new StartMoved(s.At, began, began + policy.Times.MinDuration)).And(joined)
            : Decision.Of(joined);
    }

    static Decision Report(Incident i, UserReported s, PlanPolicy policy)
    {
        // Asked first: unlike an alert, a report names no occurrence, so a user of an earlier incident who reports again reports something new.
        if (i.IsOver || i.RelapseUntil < s.At)
        {
            return Decision.Refuse("This incident takes no more reports; a new one opens.");
        }

        if (i.Reporters.Contains(s.Reporter))
        {
            return Decision.Nothing;
        }

        var counted = new UserCounted(s.At, s.Reporter, s.Summary, s.At + policy.Times.StillFiring);
        return i.OpenedAt is null ? Open(s.At, s.Service, s.Summary, s.At, policy).And(counted) : Decision.Of(counted);
    }

    static Decision Open(DateTimeOffset at, string service, string title, DateTimeOffset began, PlanPolicy policy) =>
        Decision.Of(new Opened(at, service, policy.ServiceName(service), title, began, began + policy.Times.MinDuration, policy.Drill));

    static Decision Dismiss(Incident i, DateTimeOffset at, string by, string reason) => i.Phase switch
    {
        Phase.Dismissed => Decision.Nothing,
        _ when string.IsNullOrWhiteSpace(reason) => Decision.Refuse("Please say why it is a false alarm; it goes on the record."),
        Phase.Detecting => Decision.Of(new AlarmDismissed(at, by, reason), new EraseContacts()),
        _ => Decision.Refuse("It is already an incident and cannot be dismissed. If nothing is wrong, say that it is resolved."),
    };

    static Decision EndAll(Incident i, DateTimeOffset at) => i.Alerts.Values.Any(a => a.Firing)
        ? i.Alerts.Values.Where(a => a.Firing).Aggregate(Decision.Nothing, (d, a) => d.And(new AlertEnded(at, a.Alert!.Key, a.Alert.Episode, at)))
        : i.Phase == Phase.Detecting ? Decision.Of(new NearMissClosed(at, "A person says it is over."), new EraseContacts()) : Decision.Nothing;

    static Decision AskStill(Incident i, DateTimeOffset at, PlanPolicy policy) => Ask.Request(i, at, policy, Ask.Question(RequestKind.StillFiring,
        "Nothing has ended for a long time. Is it still so?", i.Title, Team.Finder(i, policy, at), at + policy.Times.StillFiring, SilenceKind.AsksAgain, null,
        "If nobody answers, it stays as it is and the question comes again.", new Choice("still", "It is still so"), new Choice("over", "It is over")));
}
