namespace Incidents.Rules;

/// <summary>A public incident promises its next update: the team is reminded before it is due, and an overdue one is escalated.</summary>
static class Cadence
{
    public static readonly PlanPart Part = new("Cadence", React, i => [i.PromiseRemindAt, i.PromiseChaseAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        ClockStruck s when i.PromiseChaseAt <= s.At => Decision.Of(new UpdateOverdue(s.At, i.OverdueTurn + 1, s.At + (policy.Times.Cadence(i.Severity) / 2)),
            Team.Wake(Team.Of(i).Concat(i.OverdueTurn > 0 ? policy.Roster.With(Role.Manager) : Team.Approvers(i, policy)), policy, Ask.Subject(i, "The promised update is overdue"),
                $"The status page promised an update by {policy.Time(i.PromiseBy!.Value)}. Write it in the console, even if there is no news.")),
        ClockStruck s when i.PromiseRemindAt <= s.At => Decision.Of(new UpdateReminded(s.At, i.PromiseBy!.Value),
            Team.Mail(Team.Voice(i, policy, s.At).Concat(Team.Lead(i, policy, s.At)), Ask.Subject(i, "An update is due soon"),
                $"The status page promises an update by {policy.Time(i.PromiseBy!.Value)}. Write it in the console; it needs an approval before it goes out.")),
        _ => Decision.Nothing,
    };
}
