using System.Globalization;
using Incidents.Alerts;

namespace Incidents.Desk;

/// <summary>
/// Occurrences of alerts whose senders name the alert alone (<see cref="ISender.EndsByKey"/>): an end reaches every occurrence that began by then, wherever it is, in
/// whatever order both arrive. Each side first writes what it knows and then reads the other's, so that of two at the same moment at least one sees the other.
/// </summary>
sealed class EndsByKey(IIncidentLog log, IncidentDesk desk)
{
    /// <summary>The alert with its occurrence: the one that fires now, else a new one that is named by its start.</summary>
    public async Task<Alert> OccurrenceAsync(Alert alert, CancellationToken ct) => alert.Episode.Length > 0 ? alert
        : alert with { Episode = await EpisodeAsync(alert.Key, ct) ?? alert.StartedAt.ToString("O", CultureInfo.InvariantCulture) };

    /// <summary>True when an end that overtook this alert reaches it.</summary>
    public async Task<bool> IsOverAsync(Alert alert, CancellationToken ct) => await EndAsync(alert.Key, ct) is { } end && alert.StartedAt <= end;

    /// <summary>Remembers where an alert fires, so that its end finds it.</summary>
    public async Task FiredAsync(Alert alert, string incidentId, DateTimeOffset at, CancellationToken ct)
    {
        var stands = await log.CorrelateAsync(PlaceKey(alert.Key), incidentId, replaces: null, ct);
        if (stands != incidentId)
        {
            await log.CorrelateAsync(PlaceKey(alert.Key), incidentId, replaces: stands, ct);
        }

        if (await EndAsync(alert.Key, ct) is { } end && alert.StartedAt <= end)
        {
            await TellAsync(incidentId, alert.Key, end, at, ct);
        }
    }

    /// <summary>Ends what began by then; what arrives later is over already.</summary>
    public async Task EndedAsync(EndedAlert ended, DateTimeOffset at, CancellationToken ct)
    {
        var (key, mine) = (OverKey(ended.Key), ended.EndedAt.ToString("O", CultureInfo.InvariantCulture));
        var stands = await log.CorrelateAsync(key, mine, replaces: null, ct);
        while (stands != mine && Parse(stands) < ended.EndedAt)
        {
            stands = await log.CorrelateAsync(key, mine, replaces: stands, ct);
        }

        if (await log.CorrelatedAsync(PlaceKey(ended.Key), ct) is { } incidentId)
        {
            await TellAsync(incidentId, ended.Key, ended.EndedAt, at, ct);
        }
    }

    async Task TellAsync(string incidentId, string key, DateTimeOffset endedAt, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var alert in (await FiringAsync(incidentId, key, ct)).Where(alert => alert.StartedAt <= endedAt))
        {
            await desk.TellAsync(new StoredSignal($"ended/{AlertIntake.Digest(alert.Identity)}", incidentId, new AlertResolved(at, key, alert.Episode, endedAt)), ct);
        }
    }

    async Task<string?> EpisodeAsync(string key, CancellationToken ct) => await log.CorrelatedAsync(PlaceKey(key), ct) is { } incidentId
        ? (await FiringAsync(incidentId, key, ct)).Select(alert => alert.Episode).FirstOrDefault() : null;

    async Task<IReadOnlyList<Alert>> FiringAsync(string incidentId, string key, CancellationToken ct) => await desk.LookAsync(incidentId, ct) is { IsOver: false } incident
        ? [.. incident.Alerts.Values.Where(state => state.Firing && state.Alert!.Key == key).Select(state => state.Alert!)] : [];

    async Task<DateTimeOffset?> EndAsync(string key, CancellationToken ct) => await log.CorrelatedAsync(OverKey(key), ct) is { } end ? Parse(end) : null;

    static DateTimeOffset Parse(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    static string OverKey(string key) => $"over/{AlertIntake.Digest(key)}";

    static string PlaceKey(string key) => $"alert/{AlertIntake.Digest(key)}";
}
