using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    const string Attempts = "a-";
    const string AfterAttempts = "a.";

    readonly SeenRows<LedgerRow> ledger = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string incidentId, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<LedgerEntry>>(
        async () => await EntriesAsync(await RangeAsync(incidents, TableKeys.Of(incidentId), Attempts, AfterAttempts, ct), ct), ct);

    async Task<List<LedgerEntry>> EntriesAsync(IEnumerable<TableEntity> rows, CancellationToken ct)
    {
        var entries = new List<LedgerEntry>();
        foreach (var row in rows.Where(r => r.RowKey.StartsWith(Attempts, StringComparison.Ordinal)))
        {
            var entry = LogJson.Read<LedgerEntry>(await values.TextAsync(row, "Entry", ct) ?? "null");
            ledger.Keep(entry.EffectId, LedgerRow.Of(row));
            entries.Add(entry);
        }

        return entries;
    }

    /// <inheritdoc/>
    public Task<bool> WriteLedgerAsync(LedgerEntry entry, int expectedRevision, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var row = new TableEntity(TableKeys.Of(entry.IncidentId), Attempts + TableKeys.Of(entry.EffectId)) { ["Revision"] = entry.Revision, ["WriteId"] = NewWriteId() };
        await values.PutTextAsync(row, "Entry", LogJson.Write(entry), ct);
        var before = ledger.Find(entry.EffectId);
        if (expectedRevision > 0 && before?.Revision != expectedRevision)
        {
            before = await FindAsync(incidents, row.PartitionKey, row.RowKey, ct) is { } stored ? LedgerRow.Of(stored) : null;
            if (before?.Revision != expectedRevision)
            {
                return false;
            }
        }

        return await TryWriteAsync(entry.EffectId, row, expectedRevision > 0 ? before!.ETag : null, ct);
    }, ct);

    async Task<bool> TryWriteAsync(string effectId, TableEntity row, ETag? expected, CancellationToken ct)
    {
        try
        {
            var answer = await (expected is { } etag ? incidents.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, ct) : incidents.AddEntityAsync(row, ct));
            ledger.Keep(effectId, LedgerRow.Of(row) with { ETag = answer.Headers.ETag ?? default });
            return true;
        }
        catch (RequestFailedException e) when (TableErrors.Conflict(e) || e.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            ledger.Forget(effectId);
            return TableErrors.Conflict(e) && await WroteAsync(incidents, row.PartitionKey, row.RowKey, row.GetString("WriteId"), ct);
        }
        catch (Exception e) when (TableErrors.Unavailable(e, ct))
        {
            ledger.Forget(effectId);
            if (await WroteAsync(incidents, row.PartitionKey, row.RowKey, row.GetString("WriteId"), ct))
            {
                return true;
            }

            throw;
        }
    }

    sealed record LedgerRow(int Revision, ETag ETag)
    {
        public static LedgerRow Of(TableEntity row) => new(row.GetInt32("Revision") ?? 0, row.ETag);
    }
}
