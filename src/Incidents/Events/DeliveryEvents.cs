namespace Incidents;

/// <summary>What became of an effect.</summary>
public sealed record EffectSettled(DateTimeOffset At, string EffectId, Effect Effect, DeliveryOutcome Outcome, string Detail) : Event(At);

/// <summary>An undelivered effect is sent again under a new id.</summary>
public sealed record EffectRepeated(DateTimeOffset At, string By, string EffectId) : Event(At);

/// <summary>A person settled an undelivered effect.</summary>
public sealed record EffectMarked(DateTimeOffset At, string By, string EffectId, string Note) : Event(At);
