using Incidents.Alerts;

namespace Incidents.Desk;

/// <summary>
/// Alerts whose senders name the alert alone (<see cref="ISender.EndsByKey"/>): an end reaches every occurrence that began by then, wherever it is.
/// </summary>
sealed class EndsByKey(IIncidentLog log, IncidentSignals incidents) : IEndings
{
    readonly AlertPlaces _places = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Arrival>> NewsAsync(IReadOnlyList<Alert> told, CancellationToken ct)
    {
        var found = await log.CorrelatedAsync([.. told.Select(a => a.Key).Distinct(StringComparer.Ordinal).SelectMany(key => new[] { _places.Over(key), _places.Alert(key) })], ct);
        var looks = await incidents.LookAsync(found.Values, ct);
        var (news, firstOf) = (new Dictionary<string, Arrival>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var alert in told)
        {
            var place = found.GetValueOrDefault(_places.Alert(alert.Key));
            var there = place is null ? null : looks.GetValueOrDefault(place);
            var firing = there is { IsOver: false } ? there.FiringOf(alert.Key).ToList() : [];
            // Without an occurrence it is a repeat while the key fires, else a new one that is named by its start.
            if (alert.StartedAt <= Places.Time(found, _places.Over(alert.Key)) || (alert.Episode.Length == 0 && (firing.Count > 0 || !firstOf.Add(alert.Key))))
            {
                continue;
            }

            var named = alert.Episode.Length > 0 ? alert : alert with { Episode = Places.Write(alert.StartedAt) };
            if (there?.Alerts.ContainsKey(named.Identity) != true)
            {
                news.TryAdd(named.Identity, new Arrival(named, firing.Count > 0 ? place : null));
            }
        }

        return [.. news.Values];
    }

    /// <inheritdoc/>
    public async Task FiredAsync(IReadOnlyList<Arrival> joined, DateTimeOffset at, CancellationToken ct)
    {
        await Places.KeepAsync(log, joined.DistinctBy(j => j.Alert.Key, StringComparer.Ordinal).Select(j => (_places.Alert(j.Alert.Key), j.Incident!)), ct);
        var found = await log.CorrelatedAsync([.. joined.Select(j => _places.Over(j.Alert.Key)).Distinct(StringComparer.Ordinal)], ct);
        foreach (var over in joined.Where(j => j.Alert.StartedAt <= Places.Time(found, _places.Over(j.Alert.Key))).GroupBy(j => j.Incident!, StringComparer.Ordinal))
        {
            await incidents.EndAsync(over.Key, [.. over.Select(j => new AlertEnd(j.Alert.Key, j.Alert.Episode, Places.Time(found, _places.Over(j.Alert.Key))!.Value))], at, ct);
        }
    }

    /// <inheritdoc/>
    public async Task EndedAsync(IReadOnlyList<EndedAlert> ended, DateTimeOffset at, CancellationToken ct)
    {
        var last = ended.GroupBy(e => e.Key, StringComparer.Ordinal).Select(same => same.MaxBy(e => e.EndedAt)!).ToList();
        await WriteAsync(last, ct);
        var found = await log.CorrelatedAsync([.. last.Select(e => _places.Alert(e.Key))], ct);
        var looks = await incidents.LookAsync(found.Values, ct);
        foreach (var some in last.GroupBy(e => found.GetValueOrDefault(_places.Alert(e.Key)), StringComparer.Ordinal))
        {
            if (some.Key is { } incidentId && looks.GetValueOrDefault(incidentId) is { } incident)
            {
                await incidents.EndAsync(incidentId, [.. some.SelectMany(e => incident.FiringOf(e.Key).Where(a => a.StartedAt <= e.EndedAt).Select(a => new AlertEnd(a.Key, a.Episode, e.EndedAt)))], at, ct);
            }
        }
    }

    // The latest end stands.
    async Task WriteAsync(List<EndedAlert> ended, CancellationToken ct)
    {
        var wanted = ended.ConvertAll(e => new Correlation(_places.Over(e.Key), Places.Write(e.EndedAt)));
        while (wanted.Count > 0)
        {
            var stand = await log.CorrelateAllAsync(wanted, ct);
            wanted = [.. wanted.Select((w, n) => w with { Replaces = stand[n] }).Where(w => w.Replaces != w.Candidate && Places.Read(w.Replaces!) < Places.Read(w.Candidate))];
        }
    }
}
