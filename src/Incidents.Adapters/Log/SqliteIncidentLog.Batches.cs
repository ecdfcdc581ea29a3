using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Adapters.Log;

/// <summary>What a storm of alerts needs done for many at once: one job of the writer, and one statement of a reader.</summary>
public sealed partial class SqliteIncidentLog
{
    const int PageLength = 1 << 20;

    /// <inheritdoc/>
    public async Task SettleInputsAsync(IReadOnlyList<SettledInput> inputs, CancellationToken ct)
    {
        if (inputs.Count > 0)
        {
            var served = JsonSerializer.Serialize(inputs.Where(i => i.QuarantineReason is null).Select(i => i.Id));
            await writer.WriteAsync(s => s.Run($"UPDATE inputs SET state = {Settled}, reason = NULL WHERE id IN (SELECT value FROM json_each($ids))", ("$ids", served)) + inputs.Where(i => i.QuarantineReason is not null)
                .Sum(i => s.Run($"UPDATE inputs SET state = {Quarantined}, reason = $reason WHERE id = $id", ("$id", i.Id), ("$reason", i.QuarantineReason))), ct);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> CorrelateAllAsync(IReadOnlyList<Correlation> wanted, CancellationToken ct) =>
        wanted.Count == 0 ? [] : await writer.WriteAsync(s => s.Correlations.Correlate(wanted), ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> CorrelatedAsync(IReadOnlyCollection<string> keys, CancellationToken ct) =>
        // By the writer, whose cache holds the pages: a reader's is empty after every commit, and hashed keys are all over the file.
        keys.Count == 0 ? new Dictionary<string, string>() : await writer.WriteAsync(s => s.Correlations.Find(keys), ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadPageAsync(string incidentId, int fromSequence, CancellationToken ct) => (await PageAsync(incidentId, fromSequence, ct)).Events;

    /// <inheritdoc/>
    public async Task<IncidentNews> NewsAsync(string incidentId, int fromSequence, bool withLedger, CancellationToken ct)
    {
        var (events, hasMore) = await PageAsync(incidentId, fromSequence, ct);
        return hasMore ? new IncidentNews(events, [], null, HasMore: true)
            : new IncidentNews(events, await WaitingSignalsAsync(incidentId, ct), withLedger ? await LedgerAsync(incidentId, ct) : null);
    }

    async Task<(List<StoredEvent> Events, bool IsFull)> PageAsync(string incidentId, int fromSequence, CancellationToken ct)
    {
        var length = 0;
        var events = await QueryAsync("SELECT sequence, event, effects FROM events WHERE incident = $incident AND sequence >= $from ORDER BY sequence", r =>
        {
            var (json, effects) = (r.GetString(1), r.GetString(2));
            length += json.Length + effects.Length;
            return new StoredEvent(r.GetInt32(0), LogJson.Read<Event>(json), LogJson.Read<List<Effect>>(effects));
        }, () => length < PageLength, ct, ("$incident", incidentId), ("$from", fromSequence));
        return (events, length >= PageLength);
    }
}
