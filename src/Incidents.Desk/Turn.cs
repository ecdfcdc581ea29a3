namespace Incidents.Desk;

/// <summary>One turn of an incident in memory: what was decided and is not appended yet.</summary>
sealed class Turn(string incidentId, IReadOnlyList<StoredEvent> stored, PlanPolicy policy)
{
    readonly List<StoredEvent> events = [];
    readonly List<SignalOutcome> outcomes = [];

    public string IncidentId => incidentId;

    public Incident Incident { get; private set; } = Incident.None.Apply(stored.Select(e => e.Event));

    public IReadOnlyList<StoredEvent> Events => events;

    public IReadOnlyList<SignalOutcome> Outcomes => outcomes;

    /// <summary>True when a strike left its deadline standing: a bug of the plan that must not become an endless loop.</summary>
    public bool Stuck { get; private set; }

    public void Decide(StoredSignal signal)
    {
        var decision = Take(signal.Signal);
        outcomes.Add(new SignalOutcome(signal.Id, decision.Refusal is not null ? OutcomeKind.Refused : decision.Steps.IsEmpty ? OutcomeKind.Nothing : OutcomeKind.Accepted, decision.Refusal));
    }

    /// <summary>Strikes the clock when a deadline is due: what was due before a signal is decided before it.</summary>
    public void StrikeIfDue(DateTimeOffset at)
    {
        if (Plan.NextDeadline(Incident) <= at && !Stuck)
        {
            Take(new ClockStruck(at));
            Stuck = Plan.NextDeadline(Incident) <= at;
        }
    }

    Decision Take(Signal signal)
    {
        var decision = Plan.Decide(Incident, signal, policy);
        foreach (var step in decision.Steps)
        {
            Incident = Incident.Apply(step.Event);
            events.Add(new StoredEvent(Incident.Version, step.Event, [.. step.Effects]));
        }

        return decision;
    }
}
