namespace Incidents.Desk;

/// <summary>One turn of an incident in memory: what was decided and is not appended yet.</summary>
sealed class Turn(FoldedIncident before, PlanPolicy policy)
{
    readonly List<StoredEvent> events = [];
    readonly List<SignalOutcome> outcomes = [];

    public string IncidentId => before.Id;

    public Incident Incident { get; private set; } = before.Incident;

    public IReadOnlyList<StoredEvent> Events => events;

    public IReadOnlyList<SignalOutcome> Outcomes => outcomes;

    /// <summary>True when a strike left its deadline standing: a bug of the plan that must not become an endless loop.</summary>
    public bool Stuck { get; private set; }

    /// <summary>The incident with what was decided.</summary>
    public FoldedIncident After => before.After(events, Incident);

    /// <summary>Decides a signal of the log; its outcome is recorded with the events.</summary>
    public void Decide(StoredSignal signal)
    {
        var decision = Take(signal.Signal);
        outcomes.Add(new SignalOutcome(signal.Id, decision.Refusal is not null ? OutcomeKind.Refused : decision.Steps.IsEmpty ? OutcomeKind.Nothing : OutcomeKind.Accepted, decision.Refusal));
    }

    /// <summary>Tells the plan what became of a delivery. The ledger has it already, so no signal is stored and no outcome is recorded.</summary>
    public void Report(DeliveryReported report) => Take(report);

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
        var version = Incident.Version;
        (var decision, Incident) = Plan.Advance(Incident, signal, policy);
        foreach (var step in decision.Steps)
        {
            events.Add(new StoredEvent(++version, step.Event, [.. step.Effects]));
        }

        return decision;
    }
}
