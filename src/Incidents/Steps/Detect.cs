namespace Incidents.Steps;

/// <summary>Step 0: something was reported; on-call looks, minutes and users are counted, and the rule, a person or silence decides.</summary>
static class Detect
{
    public static readonly PlanPart Part = new("Detect", React, i => [i.DecideAt, i.AskStillFiringAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        AlertFired s => Alarms.Fire(i, s.At, [s.Alert], policy),
        AlertsFired s => Alarms.Fire(i, s.At, s.Alerts, policy),
        AlertResolved s => Alarms.End(i, s.At, [new AlertEnd(s.Key, s.Episode, s.EndedAt)]),
        AlertsResolved s => Alarms.End(i, s.At, s.Ends),
        AlertEnded or AlertsEnded or EveryAlertEnded => Alarms.Ended(i, occurrence.At, policy),
        UserReported s => Report(i, s, policy),
        CountUsers { Users: < 0 } => Decision.Refuse("The number of users cannot be negative."),
        CountUsers s when i.Phase == Phase.Detecting => i.UsersEstimated == s.Users ? Decision.Nothing : Decision.Of(new UsersEstimated(s.At, s.By, s.Users)),
        CountUsers => Decision.Refuse("Whether it is an incident is already decided; write the scope as a finding instead."),
        DismissAlarm s => Dismiss(i, s.At, s.By, s.Reason),
        DecisionMade { Choice: "dismiss" } e when i.Request(e.RequestId)!.Request.Kind is RequestKind.Acknowledge or RequestKind.CountUsers => Dismiss(i, e.At, e.By, e.Note!),
        DecisionMade e when i.Request(e.RequestId)!.Request.Kind == RequestKind.CountUsers => Decision.Of(
            new UsersEstimated(e.At, e.By, e.Choice == "enough" ? Math.Max(policy.Times.MinUsers, Users.Count(i)) : Math.Min(policy.Times.MinUsers - 1, Users.Count(i)))),
        DecisionMade { Choice: "over" } e when i.Request(e.RequestId)!.Request.Kind == RequestKind.StillFiring => EndAll(i, e.At),
        StillFiringAsked e when !i.OpenRequests(RequestKind.StillFiring).Any() && (i.Phase == Phase.Detecting || i.Firing.Count > 0) => AskStill(i, e.At, policy),
        ClockStruck s when !i.IsOver && i.AskStillFiringAt <= s.At => Decision.Of(new StillFiringAsked(s.At, s.At + policy.Times.StillFiring)).And(Reach(i, s.At)),
        ClockStruck s => Reach(i, s.At),
        _ => Decision.Nothing,
    };

    static Decision Reach(Incident i, DateTimeOffset at) => i.DecideAt <= at ? Decision.Of(new DurationReached(at)) : Decision.Nothing;

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

    internal static Decision Open(DateTimeOffset at, string service, string title, DateTimeOffset began, PlanPolicy policy) =>
        Decision.Of(new Opened(at, service, policy.ServiceName(service), title, began, began + policy.Times.MinDuration, policy.Drill));

    static Decision Dismiss(Incident i, DateTimeOffset at, string by, string reason) => i.Phase switch
    {
        Phase.Dismissed => Decision.Nothing,
        _ when string.IsNullOrWhiteSpace(reason) => Decision.Refuse("Please say why it is a false alarm; it goes on the record."),
        Phase.Detecting => Decision.Of(new AlarmDismissed(at, by, reason), new EraseContacts()),
        _ => Decision.Refuse("It is already an incident and cannot be dismissed. If nothing is wrong, say that it is resolved."),
    };

    static Decision EndAll(Incident i, DateTimeOffset at) => i.Firing.Count > 0 ? Decision.Of(new EveryAlertEnded(at))
        : i.Phase == Phase.Detecting ? Decision.Of(new NearMissClosed(at, "A person says it is over."), new EraseContacts()) : Decision.Nothing;

    static Decision AskStill(Incident i, DateTimeOffset at, PlanPolicy policy) => Ask.Request(i, at, policy, Ask.Question(RequestKind.StillFiring,
        "Nothing has ended for a long time. Is it still so?", i.Title, Team.Finder(i, policy, at), at + policy.Times.StillFiring, SilenceKind.AsksAgain, null,
        "If nobody answers, it stays as it is and the question comes again.", new Choice("still", "It is still so"), new Choice("over", "It is over")));
}
