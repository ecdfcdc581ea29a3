using System.Collections;
using System.Collections.Immutable;
using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>Incidents in one order of the record, without a copy of it.</summary>
sealed class IncidentList(ImmutableSortedSet<Entry> entries) : IReadOnlyList<PublicIncident>
{
    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <inheritdoc/>
    public PublicIncident this[int index] => entries[index].Incident;

    /// <inheritdoc/>
    public IEnumerator<PublicIncident> GetEnumerator() => entries.Select(entry => entry.Incident).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
