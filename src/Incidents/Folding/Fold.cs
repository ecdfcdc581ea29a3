namespace Incidents;

/// <summary>Folds events into the incident. Each file folds one group; an event that none of them knows is a bug and says so.</summary>
public static partial class Fold
{
    /// <summary>The incident after one more event.</summary>
    /// <exception cref="InvalidOperationException">The event's type is unknown to every group.</exception>
    public static Incident Apply(this Incident incident, Event @event)
    {
        var next = Detect(incident, @event) ?? Respond(incident, @event) ?? Announce(incident, @event) ?? FollowUp(incident, @event) ?? Settle(incident, @event)
            ?? throw new InvalidOperationException($"No fold for {@event.GetType().Name}.");
        return Tell(incident, next, @event, incident.Version + 1) with { Version = incident.Version + 1 };
    }

    /// <summary>The incident after many events.</summary>
    public static Incident Apply(this Incident incident, IEnumerable<Event> events) => events.Aggregate(incident, Apply);
}
