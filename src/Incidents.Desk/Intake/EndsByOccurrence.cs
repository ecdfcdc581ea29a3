using Incidents.Alerts;

namespace Incidents.Desk;

/// <summary>Alerts whose senders name the occurrence at its end: the end of one says nothing of another.</summary>
sealed class EndsByOccurrence(IIncidentLog log, IncidentSignals incidents) : IEndings
{
    readonly AlertPlaces _places = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Arrival>> NewsAsync(IReadOnlyList<Alert> told, CancellationToken ct)
    {
        var alerts = told.DistinctBy(a => a.Identity, StringComparer.Ordinal).ToList();
        var found = await log.CorrelatedAsync([.. alerts.SelectMany(a => new[] { _places.Over(a.Identity), _places.Alert(a.Identity) })], ct);
        // An occurrence that its sender begins anew after its end is no repeat.
        return [.. alerts.Where(a => Places.Time(found, _places.Over(a.Identity)) is { } end ? a.StartedAt > end : !found.ContainsKey(_places.Alert(a.Identity))).Select(a => new Arrival(a))];
    }

    /// <inheritdoc/>
    public async Task FiredAsync(IReadOnlyList<Arrival> joined, DateTimeOffset at, CancellationToken ct)
    {
        await Places.KeepAsync(log, joined.Select(j => (_places.Alert(j.Alert.Identity), j.Incident!)), ct);
        var found = await log.CorrelatedAsync([.. joined.Select(j => _places.Over(j.Alert.Identity))], ct);
        foreach (var over in joined.Where(j => j.Alert.StartedAt <= Places.Time(found, _places.Over(j.Alert.Identity))).GroupBy(j => j.Incident!, StringComparer.Ordinal))
        {
            await incidents.EndAsync(over.Key, [.. over.Select(j => new AlertEnd(j.Alert.Key, j.Alert.Episode, Places.Time(found, _places.Over(j.Alert.Identity))!.Value))], at, ct);
        }
    }

    /// <inheritdoc/>
    public async Task EndedAsync(IReadOnlyList<EndedAlert> ended, DateTimeOffset at, CancellationToken ct)
    {
        var ends = ended.Select(e => (e.Service, End: new AlertEnd(e.Key, e.Episode, e.EndedAt))).DistinctBy(e => e.End.Identity, StringComparer.Ordinal).ToList();
        await log.CorrelateAllAsync([.. ends.Select(e => new Correlation(_places.Over(e.End.Identity), Places.Write(e.End.EndedAt)))], ct);
        var found = await log.CorrelatedAsync([.. ends.Select(e => _places.Alert(e.End.Identity)).Concat(ends.Select(e => Places.Service(e.Service)).Distinct(StringComparer.Ordinal))], ct);
        // The service's incident for alerts that joined before their places were kept.
        foreach (var some in ends.GroupBy(e => found.GetValueOrDefault(_places.Alert(e.End.Identity)) ?? found.GetValueOrDefault(Places.Service(e.Service)), StringComparer.Ordinal))
        {
            if (some.Key is { } incidentId)
            {
                await incidents.EndAsync(incidentId, [.. some.Select(e => e.End)], at, ct);
            }
        }
    }
}
