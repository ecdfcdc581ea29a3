using Incidents.Rules;

namespace Incidents.Steps;

/// <summary>Step 0, the verdict: long enough and enough users make an incident; a person may say so earlier, and silence says so too.</summary>
static class Declare
{
    public static readonly PlanPart Part = new("Declare", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        DeclareIncident s => ByPerson(i, s.At, s.By, s.Reason, s.Severity, policy),
        DecisionMade { Choice: "declare" } e => ByPerson(i, e.At, e.By, e.Note!, null, policy),
        SilenceFell e when i.Phase == Phase.Detecting && i.Request(e.RequestId)!.Request.Silence == SilenceKind.Declares =>
            Now(i, e.At, null, "Nobody said in time how many users are affected, so it counts as an incident.", null, policy),
        DurationReached or UsersEstimated or UserCounted or AlertJoined or AlertsJoined when i is { Phase: Phase.Detecting, DecideAt: null } => Judge(i, occurrence, policy),
        _ => Decision.Nothing,
    };

    static Decision Judge(Incident i, Occurrence occurrence, PlanPolicy policy)
    {
        var users = Users.Count(i);
        return users >= policy.Times.MinUsers
            ? Now(i, occurrence.At, null, $"It has lasted longer than {Words.Duration(policy.Times.MinDuration)} and affects at least {policy.Times.MinUsers} users.", null, policy)
            : occurrence is DurationReached && !Users.AreKnown(i) ? AskUsers(i, occurrence.At, policy) : Decision.Nothing;
    }

    static Decision AskUsers(Incident i, DateTimeOffset at, PlanPolicy policy) => Ask.Request(i, at, policy, Ask.Question(RequestKind.CountUsers,
        $"Are at least {policy.Times.MinUsers} users affected?", $"It has lasted {Words.Duration(policy.Times.MinDuration)}: {i.Title}",
        i.OnCall is { } onCall ? [onCall] : [.. policy.Roster.CallOrder(at).Take(2)], at + policy.Times.LinkLife + policy.Times.CountUsersWait, SilenceKind.Declares, policy.Times.CountUsersWait,
        $"If nobody answers within {Words.Duration(policy.Times.CountUsersWait)}, it is declared an incident.",
        new Choice("enough", $"Yes, {policy.Times.MinUsers} or more"), new Choice("fewer", "No, fewer"), new Choice("dismiss", "It is a false alarm", NeedsNote: true)));

    static Decision ByPerson(Incident i, DateTimeOffset at, string by, string reason, Severity? severity, PlanPolicy policy) => i switch
    {
        { DeclaredAt: not null } => Decision.Nothing,
        { IsOver: true } => Decision.Refuse("This record is closed. A new alert or report opens a new one."),
        _ when string.IsNullOrWhiteSpace(reason) => Decision.Refuse("Please say why you declare it; it goes on the record."),
        _ => Now(i, at, by, reason, severity, policy),
    };

    static Decision Now(Incident i, DateTimeOffset at, string? by, string reason, Severity? severity, PlanPolicy policy)
    {
        var full = policy.Hours.IsOpen(at);
        var suggested = severity ?? i.AlertSeverity ?? i.SeveritySuggested ?? Severity.Major;
        if (i.SeveritySuggested > suggested)
        {
            suggested = i.SeveritySuggested.Value;
        }

        return Answers.Void(i, at, "It was declared an incident meanwhile.", r => r.Request.Kind == RequestKind.CountUsers)
            .And(new IncidentDeclared(at, by, reason, full ? PlanKind.Full : PlanKind.Simplified, suggested, full ? null : policy.Hours.NextOpening(at),
                full ? null : at + policy.Times.ContainMajor));
    }
}
