using Incidents.Steps;

namespace Incidents.Rules;

/// <summary>Outside business hours on-call contains the problem; a manager is called only if the severity asks for it, and when work begins.</summary>
static class OutOfHours
{
    public static readonly PlanPart Part = new("OutOfHours", React, i => [i.HandOverAt, i.ContainBy]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        ClockStruck s when !i.IsOver && i.HandOverAt <= s.At => Decision.Of(new FullPlanBegan(s.At, "Business hours have begun.")),
        ClockStruck s when i.ContainBy <= s.At => Decision.Of(new ContainmentOverdue(s.At)),
        _ when i is not { Plan: PlanKind.Simplified, Manager: null, ManagerCalling: null, IsUnresolved: true } => Decision.Nothing,
        IncidentDeclared or SeveritySuggested or SeverityConfirmed when i.Severity == Severity.Critical => SetUp.CallManager(occurrence.At, turn: 1, "It is critical.", policy),
        ContainmentOverdue or SeveritySuggested or SeverityConfirmed when i is { Severity: Severity.Major, ContainBy: null, ContainedAt: null } =>
            SetUp.CallManager(occurrence.At, turn: 1, $"It is major and was not contained within {Words.Duration(policy.Times.ContainMajor)}.", policy),
        _ => Decision.Nothing,
    };
}
