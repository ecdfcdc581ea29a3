using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>An incident in the record and what follows from it alone, worked out once when it comes in.</summary>
/// <param name="incident">Clean.</param>
/// <param name="month">The first day of the month in which it began.</param>
/// <param name="version">Of the record with which it came in.</param>
sealed class Entry(PublicIncident incident, DateOnly month, long version)
{
    IReadOnlyList<Suffering>? over;

    /// <summary>Clean.</summary>
    public PublicIncident Incident { get; } = incident;

    /// <summary>The first day of the month in which it began.</summary>
    public DateOnly Month { get; } = month;

    /// <summary>Of the record with which it came in.</summary>
    public long Version { get; } = version;

    /// <summary>When its page last changed.</summary>
    public DateTimeOffset ChangedAt { get; } = Site.ChangedAt(incident);

    /// <summary>After this moment no service suffered from it; null while it is active.</summary>
    public DateTimeOffset? EndedAt { get; } = incident.State == PublicState.Resolved
        ? (incident.Effects ?? []).Select(effect => effect.To).Append(Site.ResolvedAt(incident)).Max()
        : null;

    /// <summary>What it did to its services. Once it is over, no day changes that any more.</summary>
    /// <param name="today">The beginning of the day at which the page stands.</param>
    public IReadOnlyList<Suffering> Sufferings(DateTimeOffset today) => EndedAt is null ? [.. Suffering.By(Incident, today)] : over ??= [.. Suffering.By(Incident, today)];
}
