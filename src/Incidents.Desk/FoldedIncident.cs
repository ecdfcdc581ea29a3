namespace Incidents.Desk;

/// <summary>An effect that the log does not show as settled.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Effect">What.</param>
/// <param name="At">When it was decided.</param>
sealed record OpenEffect(string Id, Effect Effect, DateTimeOffset At);

/// <summary>An incident folded up to a version, with what its events still want done. Immutable: two turns may build on the same one.</summary>
sealed record FoldedIncident(string Id, Incident Incident, IReadOnlyList<OpenEffect> Open)
{
    /// <summary>The version of the log that this is the fold of.</summary>
    public int Version => Incident.Version;

    /// <summary>Nothing read yet.</summary>
    public static FoldedIncident None(string id) => new(id, Incident.None, []);

    /// <summary>The same after the events that follow.</summary>
    /// <exception cref="InvalidOperationException">They do not follow.</exception>
    public FoldedIncident After(IReadOnlyList<StoredEvent> events) => After(events, folded: null);

    /// <summary>The same for whoever folded them already.</summary>
    public FoldedIncident After(IReadOnlyList<StoredEvent> events, Incident? folded)
    {
        if (events.Count == 0)
        {
            return this;
        }

        if (events[0].Sequence != Version + 1)
        {
            throw new InvalidOperationException($"Event {events[0].Sequence} of incident {Id} does not follow version {Version}.");
        }

        var incident = folded ?? Incident.Apply(events.Select(e => e.Event));
        var added = events.SelectMany(e => e.Effects.Select((effect, ordinal) => new OpenEffect(EffectId.Of(Id, e.Sequence, ordinal), effect, e.Event.At)));
        return new FoldedIncident(Id, incident, [.. Open.Concat(added).Where(e => !incident.Settled.Contains(e.Id))]);
    }
}
