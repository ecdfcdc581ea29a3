namespace Incidents.Desk;

/// <summary>An effect that is to be delivered.</summary>
/// <param name="EffectId">incident/sequence/ordinal; the idempotency key of every attempt.</param>
/// <param name="Effect">What.</param>
/// <param name="DueAt">When its next attempt is due.</param>
/// <param name="Entry">The ledger's word on it when the incident was moved; null when nothing was tried yet. An attempt begins only while this still stands.</param>
public sealed record DueEffect(string EffectId, Effect Effect, DateTimeOffset DueAt, LedgerEntry? Entry = null);

/// <summary>What came of moving an incident.</summary>
/// <param name="Due">Effects to deliver now, at most one per lane: the first that is not finished.</param>
/// <param name="WakeAt">When to move it again: the earliest of the plan's deadline, the next attempt and the end of a lease; null when never.</param>
/// <param name="Ended">True when nothing will happen any more by itself.</param>
public sealed record Advance(IReadOnlyList<DueEffect> Due, DateTimeOffset? WakeAt, bool Ended);

/// <summary>Wakes whoever moves incidents in this host.</summary>
public interface IBell
{
    /// <summary>This incident has news. Must not block and must not throw: the signal is stored, so a ring that is not heard is a delay only.</summary>
    /// <param name="signal">What was said.</param>
    /// <param name="step">The step it speaks to, or <see cref="PlanStep.Across"/>.</param>
    void Ring(StoredSignal signal, string step);

    /// <summary>Events of this incident were appended. Must not block and must not throw: whoever follows them finds them by itself, later.</summary>
    void Appended(string incidentId)
    {
    }
}
