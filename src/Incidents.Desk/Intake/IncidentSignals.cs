namespace Incidents.Desk;

/// <summary>
/// Brings what the intake has to say to the incident that it belongs to: one open incident per service. Alerts go together, so that a storm is a few hundred turns
/// and not a hundred thousand.
/// </summary>
sealed class IncidentSignals(IIncidentLog log, IncidentDesk desk, Func<string> newIncidentId, IReadOnlyList<IPlannedWork> planned)
{
    // A signal is a row of the log and an event of the incident, which people read as one line.
    const int MostAlerts = 1_000;
    const int MostCharacters = 256 * 1024;

    // What an alert's members take beside its texts.
    const int Members = 200;

    // Another input may take a service's new incident through its whole life before this one is decided; more often than this it is a bug.
    const int MaxIncidents = 5;

    /// <summary>Tells the plan of alerts that fire, in their order; returns where each is.</summary>
    public async Task<IReadOnlyList<Arrival>> FireAsync(IReadOnlyList<Arrival> arrivals, DateTimeOffset at, CancellationToken ct)
    {
        var joined = new List<Arrival>(arrivals.Count);
        foreach (var some in arrivals.GroupBy(a => (a.Alert.Service, a.Incident)))
        {
            var on = await PlannedAsync(some.Key.Service, ct);
            foreach (var alerts in Chunks(some.Select(a => on is null ? a.Alert : a.Alert with { Planned = on })))
            {
                joined.AddRange(await FireAsync(some.Key.Service, some.Key.Incident, alerts, at, ct));
            }
        }

        return joined;
    }

    /// <summary>Tells an incident of ends; what does not fire there is left out.</summary>
    public async Task EndAsync(string incidentId, IReadOnlyList<AlertEnd> ends, DateTimeOffset at, CancellationToken ct)
    {
        if (ends.Count == 0 || await desk.LookAsync(incidentId, ct) is not { IsOver: false } incident)
        {
            return;
        }

        foreach (var some in ends.Where(e => incident.Firing.Contains(e.Identity)).Chunk(MostAlerts))
        {
            Signal signal = some is [var only] ? new AlertResolved(at, only.Key, only.Episode, only.EndedAt) : new AlertsResolved(at, some);
            await desk.TellUnstoredAsync(new StoredSignal($"ended/{Name(some.Select(e => e.Identity))}", incidentId, signal), ct);
        }
    }

    /// <summary>Tells the service's open incident; the plan itself says when an incident takes no more, and then the service gets a new one.</summary>
    public async Task<string> TellAsync(string service, string signalId, Signal signal, CancellationToken ct)
    {
        var incidentId = await OfServiceAsync(service, ct);
        for (var tried = 0; tried < MaxIncidents; tried++)
        {
            var outcome = await desk.TellAsync(new StoredSignal(signalId, incidentId, signal), ct);
            if (outcome.Kind != OutcomeKind.Refused)
            {
                return incidentId;
            }

            incidentId = await NextAsync(service, incidentId, ct);
        }

        throw Endless(signal);
    }

    /// <summary>Incidents as the log has them, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Incident>> LookAsync(IEnumerable<string> ids, CancellationToken ct)
    {
        var looks = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await desk.LookAsync(id, ct) is { } incident)
            {
                looks[id] = incident;
            }
        }

        return looks;
    }

    async Task<List<Arrival>> FireAsync(string service, string? place, List<Alert> alerts, DateTimeOffset at, CancellationToken ct)
    {
        var joined = new List<Arrival>();
        var incidentId = place ?? await OfServiceAsync(service, ct);
        for (var tried = 0; tried < MaxIncidents && alerts.Count > 0; tried++)
        {
            Signal signal = alerts is [var only] ? new AlertFired(at, only) : new AlertsFired(at, alerts);
            var outcome = await desk.TellUnstoredAsync(new StoredSignal($"fired/{Name(alerts.Select(a => a.Identity))}", incidentId, signal), ct);
            if (outcome.Kind != OutcomeKind.Refused)
            {
                return [.. joined, .. alerts.Select(a => new Arrival(a, incidentId))];
            }

            // Some of them it may know already, from a batch that was put together otherwise before a crash.
            var there = await desk.LookAsync(incidentId, ct) ?? Incident.None;
            joined.AddRange(alerts.Where(a => there.Alerts.ContainsKey(a.Identity)).Select(a => new Arrival(a, incidentId)));
            alerts = [.. alerts.Where(a => !there.Alerts.ContainsKey(a.Identity))];
            incidentId = tried == 0 && place is not null ? await OfServiceAsync(service, ct) : await NextAsync(service, incidentId, ct);
        }

        return alerts.Count == 0 ? joined : throw Endless(new AlertsFired(at, alerts));
    }

    // Planned work holds up no alert; whoever is called is told of it.
    async Task<string?> PlannedAsync(string service, CancellationToken ct)
    {
        foreach (var source in planned)
        {
            if (await source.OnAsync(service, ct) is { } on)
            {
                return on;
            }
        }

        return null;
    }

    async Task<string> OfServiceAsync(string service, CancellationToken ct) =>
        await log.CorrelatedAsync(Places.Service(service), ct) ?? await log.CorrelateAsync(Places.Service(service), newIncidentId(), replaces: null, ct);

    Task<string> NextAsync(string service, string incidentId, CancellationToken ct) => log.CorrelateAsync(Places.Service(service), newIncidentId(), replaces: incidentId, ct);

    static IEnumerable<List<Alert>> Chunks(IEnumerable<Alert> alerts)
    {
        var (chunk, length) = (new List<Alert>(), 0);
        foreach (var alert in alerts)
        {
            var more = Members + alert.Key.Length + alert.Episode.Length + alert.Source.Length + alert.Service.Length + alert.Summary.Length + (alert.Host?.Length ?? 0) + (alert.Planned?.Length ?? 0) + (alert.Link?.OriginalString.Length ?? 0);
            if (chunk.Count == MostAlerts || (chunk.Count > 0 && length + more > MostCharacters))
            {
                yield return chunk;
                (chunk, length) = ([], 0);
            }

            chunk.Add(alert);
            length += more;
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    // The same alerts twice are one signal; put together otherwise they are two, of which the plan takes what it does not know.
    static string Name(IEnumerable<string> identities) => Places.Digest(string.Join('\n', identities));

    static InvalidOperationException Endless(Signal signal) => new($"{MaxIncidents} incidents in a row took no {signal.GetType().Name}.");
}
