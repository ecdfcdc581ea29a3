using System.Collections.Immutable;

namespace Incidents;

/// <summary>An event with what is to be done because of it.</summary>
public sealed record Decided(Event Event, ImmutableArray<Effect> Effects);

/// <summary>What the plan says to an occurrence: events with their effects, nothing, or no and why.</summary>
/// <param name="Steps">The events in order, each with its effects.</param>
/// <param name="Refusal">Why not, in words for a person at three in the morning; null when not refused.</param>
public sealed record Decision(ImmutableArray<Decided> Steps, string? Refusal)
{
    /// <summary>Nothing to do: it is already so, or it does not matter here.</summary>
    public static readonly Decision Nothing = new([], null);

    /// <summary>The events.</summary>
    public IEnumerable<Event> Events => Steps.Select(s => s.Event);

    /// <summary>The effects of all events.</summary>
    public IEnumerable<Effect> Effects => Steps.SelectMany(s => s.Effects);

    /// <summary>One event and its effects.</summary>
    public static Decision Of(Event @event, params IEnumerable<Effect> effects) => new([new Decided(@event, [.. effects])], null);

    /// <summary>No, and why.</summary>
    public static Decision Refuse(string reason) => new([], reason);

    /// <summary>This and then more; a refusal of either refuses both.</summary>
    public Decision And(Decision next) => (Refusal ?? next.Refusal) is { } no ? Refuse(no) : new(Steps.AddRange(next.Steps), null);

    /// <summary>This and then one more event.</summary>
    public Decision And(Event @event, params IEnumerable<Effect> effects) => And(Of(@event, effects));

    /// <summary>This, and more only where a condition holds.</summary>
    public Decision AndIf(bool condition, Func<Decision> next) => condition ? And(next()) : this;
}
