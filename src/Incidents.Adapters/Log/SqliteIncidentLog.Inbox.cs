using System.Runtime.InteropServices;
using Incidents.Desk;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

public sealed partial class SqliteIncidentLog
{
    const int Settled = 1;
    const int Quarantined = 2;
    const int Dropped = 3;

    /// <inheritdoc/>
    public async Task<bool> StoreInputAsync(RawInput input, CancellationToken ct)
    {
        var headers = input.Headers is { } needed ? LogJson.Write(needed) : null;
        // The driver binds a whole array only.
        var body = MemoryMarshal.TryGetArray(input.Body, out var whole) && whole is { Offset: 0, Array: { } array } && array.Length == whole.Count ? array : input.Body.ToArray();
        return await writer.WriteAsync(s => s.Run("INSERT INTO inputs (id, source, at, content_type, body, headers) VALUES ($id, $source, $at, $type, $body, $headers) ON CONFLICT DO NOTHING",
            ("$id", input.Id), ("$source", input.Source), ("$at", input.At.UtcTicks), ("$type", input.ContentType), ("$body", body), ("$headers", headers)) == 1, ct);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RawInput>> WaitingInputsAsync(int max, CancellationToken ct) =>
        await QueryAsync("SELECT id, source, at, content_type, body, headers FROM inputs WHERE state = 0 ORDER BY at, rowid LIMIT $max", Input, ct, ("$max", max));

    /// <inheritdoc/>
    public Task SettleInputAsync(string inputId, string? quarantineReason, CancellationToken ct) => SettleInputsAsync([new SettledInput(inputId, quarantineReason)], ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QuarantinedInput>> QuarantineAsync(int max, CancellationToken ct) =>
        await QueryAsync("SELECT id, source, at, content_type, body, headers, reason FROM inputs WHERE state = 2 ORDER BY at DESC LIMIT $max", r => new QuarantinedInput(Input(r), r.GetString(6)), ct, ("$max", max));

    /// <inheritdoc/>
    public async Task<int> QuarantineCountAsync(int max, CancellationToken ct) =>
        (await QueryAsync("SELECT COUNT(*) FROM (SELECT 1 FROM inputs WHERE state = 2 LIMIT $max)", r => r.GetInt32(0), ct, ("$max", max)))[0];

    /// <inheritdoc/>
    public async Task<QuarantinedInput?> QuarantinedAsync(string inputId, CancellationToken ct) =>
        (await QueryAsync("SELECT id, source, at, content_type, body, headers, reason FROM inputs WHERE id = $id AND state = 2", r => new QuarantinedInput(Input(r), r.GetString(6)), ct, ("$id", inputId))).FirstOrDefault();

    /// <inheritdoc/>
    public Task<bool> RequeueInputAsync(string inputId, CancellationToken ct) =>
        writer.WriteAsync(s => s.Run("UPDATE inputs SET state = 0, reason = NULL WHERE id = $id AND state = 2", ("$id", inputId)) == 1, ct);

    /// <inheritdoc/>
    public Task<bool> DiscardInputAsync(string inputId, Discarded discarded, CancellationToken ct)
    {
        var json = LogJson.Write(discarded);
        return writer.WriteAsync(s => s.Run("UPDATE inputs SET state = $state, discarded = $discarded WHERE id = $id AND state = 2",
            ("$id", inputId), ("$state", Dropped), ("$discarded", json)) == 1, ct);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DiscardedInput>> DiscardedAsync(int max, CancellationToken ct) =>
        await QueryAsync("SELECT id, source, at, content_type, body, headers, reason, discarded FROM inputs WHERE state = 3 ORDER BY at DESC LIMIT $max",
            r => new DiscardedInput(Input(r), r.GetString(6), LogJson.Read<Discarded>(r.GetString(7))), ct, ("$max", max));

    /// <inheritdoc/>
    public Task<bool> StoreSignalAsync(StoredSignal signal, CancellationToken ct)
    {
        var json = LogJson.Write(signal.Signal);
        return writer.WriteAsync(s => s.Run("INSERT INTO signals (incident, id, signal) VALUES ($incident, $id, $signal) ON CONFLICT DO NOTHING",
            ("$incident", signal.IncidentId), ("$id", signal.Id), ("$signal", json)) == 1, ct);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSignal>> WaitingSignalsAsync(string incidentId, CancellationToken ct) =>
        await QueryAsync("SELECT id, signal FROM signals WHERE incident = $incident AND outcome IS NULL ORDER BY number",
            r => new StoredSignal(r.GetString(0), incidentId, LogJson.Read<Signal>(r.GetString(1))), ct, ("$incident", incidentId));

    /// <inheritdoc/>
    public async Task<SignalOutcome?> OutcomeAsync(string incidentId, string signalId, CancellationToken ct) =>
        (await QueryAsync("SELECT outcome, reason FROM signals WHERE incident = $incident AND id = $id AND outcome IS NOT NULL",
            r => new SignalOutcome(signalId, (OutcomeKind)r.GetInt32(0), r.IsDBNull(1) ? null : r.GetString(1)), ct, ("$incident", incidentId), ("$id", signalId))).FirstOrDefault();

    static RawInput Input(SqliteDataReader r) => new(r.GetString(0), r.GetString(1), new DateTimeOffset(r.GetInt64(2), TimeSpan.Zero), r.GetString(3), (byte[])r.GetValue(4),
        r.IsDBNull(5) ? null : LogJson.Read<Dictionary<string, string>>(r.GetString(5)));
}
