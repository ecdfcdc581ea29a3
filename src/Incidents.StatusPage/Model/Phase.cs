using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>A stretch of an incident during which its response stood at one state.</summary>
/// <param name="State">Null before the first notice: that time belongs to the incident too, and hiding it would be a lie.</param>
/// <param name="From">In UTC.</param>
/// <param name="To">In UTC; later than <paramref name="From"/>. An active incident's last one ends at its last change, since a page has no clock.</param>
sealed record Phase(PublicState? State, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How long it lasted.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Every phase in order; neighbours of one state are one. Empty when nothing has lasted yet.</summary>
    public static IReadOnlyList<Phase> Of(PublicIncident incident)
    {
        var end = Site.ResolvedAt(incident) ?? Site.ChangedAt(incident with { Reports = [] });
        var phases = new List<Phase>();
        var (state, from) = ((PublicState?)null, incident.StartedAt);
        foreach (var update in incident.Updates.Where(update => update.State != state))
        {
            Close(update.At);
            (state, from) = (update.State, update.At > from ? update.At : from);
        }

        Close(end);
        return phases;

        void Close(DateTimeOffset at)
        {
            if (state != PublicState.Resolved && at > from)
            {
                phases.Add(phases is [.., var last] && last.State == state ? last with { To = at } : new Phase(state, from, at));
            }
        }
    }
}
