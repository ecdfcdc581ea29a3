namespace Incidents;

/// <summary>What became of an effect.</summary>
public sealed record EffectSettled(DateTimeOffset At, string EffectId, Effect Effect, DeliveryOutcome Outcome, string Detail) : Event(At);

/// <summary>What had been delivered came back, so it counts as undelivered.</summary>
public sealed record EffectReturned(DateTimeOffset At, string EffectId, Effect Effect, string Reason) : Event(At);

/// <summary>An undelivered effect is sent again under a new id.</summary>
public sealed record EffectRepeated(DateTimeOffset At, string By, string EffectId) : Event(At);

/// <summary>A person settled an undelivered effect.</summary>
public sealed record EffectMarked(DateTimeOffset At, string By, string EffectId, string Note) : Event(At);

/// <summary>Somebody was told that it began and not yet that it ended; said again at <paramref name="RemindAt"/> unless it is true by then.</summary>
/// <param name="Who">By lane, such as <c>slack</c>, <c>status-page</c> or <c>mail/ana</c>.</param>
/// <param name="RemindAt">When it is looked at again.</param>
/// <param name="At">When.</param>
public sealed record EndingAwaited(DateTimeOffset At, IReadOnlyList<string> Who, DateTimeOffset RemindAt) : Event(At);

/// <summary>Everyone who was told that it began has been told that it ended.</summary>
public sealed record EndingTold(DateTimeOffset At) : Event(At);

/// <summary>A person says how somebody was told that it ended, past the ledger.</summary>
public sealed record EndingMarked(DateTimeOffset At, string By, string Who, string Reason) : Event(At);
