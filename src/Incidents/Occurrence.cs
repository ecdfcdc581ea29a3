namespace Incidents;

/// <summary>Something the plan reacts to: a signal from outside, or an event that the plan itself has just decided.</summary>
/// <param name="At">When it happened, in UTC. The core has no clock: time always arrives with the occurrence.</param>
public abstract record Occurrence(DateTimeOffset At);

/// <summary>What somebody said, or what struck: an alert, a decision, the clock. A signal may be refused; it is never history by itself.</summary>
/// <inheritdoc cref="Occurrence"/>
public abstract partial record Signal(DateTimeOffset At) : Occurrence(At);

/// <summary>A signal that a named person sent.</summary>
/// <inheritdoc cref="Occurrence"/>
/// <param name="At">When it arrived.</param>
/// <param name="By">The person's id on the roster, such as <c>ana</c>.</param>
public abstract record PersonSignal(DateTimeOffset At, string By) : Signal(At);

/// <summary>What happened, in the past tense. Events are storage formats: never renamed, every old one still read.</summary>
/// <inheritdoc cref="Occurrence"/>
public abstract partial record Event(DateTimeOffset At) : Occurrence(At);
