using Incidents.Alerts;

namespace Incidents.Desk;

/// <summary>An alert that is to join an incident.</summary>
/// <param name="Alert">With its occurrence named.</param>
/// <param name="Incident">Where its key fires already; null when the service says where it belongs.</param>
sealed record Arrival(Alert Alert, string? Incident = null);

/// <summary>
/// Pairs the beginnings of alerts with their ends, in whatever order both arrive. Each side first writes what it knows and then reads the other's, so that of two at the
/// same moment at least one sees the other.
/// </summary>
interface IEndings
{
    /// <summary>Of alerts that fire, those that are news: neither repeats nor over already.</summary>
    Task<IReadOnlyList<Arrival>> NewsAsync(IReadOnlyList<Alert> told, CancellationToken ct);

    /// <summary>Remembers where alerts fire, so that a repeat and their ends find them, and ends those whose end overtook them.</summary>
    Task FiredAsync(IReadOnlyList<Arrival> joined, DateTimeOffset at, CancellationToken ct);

    /// <summary>Ends what began; what arrives later is over already.</summary>
    Task EndedAsync(IReadOnlyList<EndedAlert> ended, DateTimeOffset at, CancellationToken ct);
}
