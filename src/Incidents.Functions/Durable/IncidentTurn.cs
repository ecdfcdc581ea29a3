namespace Incidents.Functions.Durable;

/// <summary>What a turn of an incident came to, in ids only: an orchestration's history is no place for texts.</summary>
/// <param name="Due">Effects to deliver now.</param>
/// <param name="WakeAt">When the next turn is due at the latest; null when only a ring can bring one.</param>
/// <param name="Ended">True when nothing will happen any more by itself.</param>
sealed record IncidentTurn(IReadOnlyList<DueEffects> Due, DateTime? WakeAt, bool Ended)
{
    /// <summary>The same, woken no later than an earlier turn asked: turns that ran beside each other may have ended in another order.</summary>
    public IncidentTurn WakingBy(DateTime? earlier) => this with { WakeAt = WakeAt is { } at && (earlier is null || at < earlier) ? at : earlier };
}

/// <summary>Due effects of one kind.</summary>
/// <param name="Activity">The activity that carries this kind out.</param>
/// <param name="Effects">Their ids.</param>
sealed record DueEffects(string Activity, IReadOnlyList<string> Effects);

/// <summary>What an activity is to carry out.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Effects">Effect ids.</param>
sealed record DeliveryBatch(string Incident, IReadOnlyList<string> Effects);
