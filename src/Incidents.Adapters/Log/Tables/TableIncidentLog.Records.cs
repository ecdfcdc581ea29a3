using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

/// <summary>Records in a table of their own: a partition per kind, a row per record, whose ETag is its version.</summary>
public sealed partial class TableIncidentLog : IRecordStore
{
    /// <inheritdoc/>
    public Task<StoredRecord?> RecordAsync(string kind, string key, CancellationToken ct)
    {
        StoredRecord.Check(kind, key);
        return TableErrors.GuardAsync(async () => await FindAsync(records, kind, key, ct) is { } row ? await RecordAsync(row, ct) : null, ct);
    }

    /// <inheritdoc/>
    public Task<RecordPage> RecordsAsync(string kind, string? after, int max, CancellationToken ct)
    {
        StoredRecord.Check(kind);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 1_000);
        return TableErrors.GuardAsync(async () =>
        {
            // A key has no quotes in it; what is asked for after may be any text.
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {kind} and RowKey gt {after ?? ""}");
            var page = new List<StoredRecord>();
            await foreach (var row in records.QueryAsync<TableEntity>(filter, maxPerPage: Math.Min(max + 1, 1_000), cancellationToken: ct))
            {
                if (page.Count == max)
                {
                    return new RecordPage(page, page[^1].Key);
                }

                page.Add(await RecordAsync(row, ct));
            }

            return new RecordPage(page, null);
        }, ct);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> RecordKindsAsync(CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<string>>(async () =>
    {
        // From the first row of a kind to the first of the next: one request to a kind, however many records it has.
        var kinds = new List<string>();
        for (var more = true; more;)
        {
            more = false;
            var after = kinds.LastOrDefault() ?? "";
            await foreach (var row in records.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey gt {after}"), maxPerPage: 1, select: ["PartitionKey"], cancellationToken: ct))
            {
                kinds.Add(row.PartitionKey);
                more = true;
                break;
            }
        }

        return kinds;
    }, ct);

    /// <inheritdoc/>
    public Task<string?> PutRecordAsync(string kind, string key, string json, string? expectedVersion, CancellationToken ct)
    {
        StoredRecord.Check(kind, key, json);
        return TableErrors.GuardAsync(async () =>
        {
            var row = new TableEntity(kind, key) { ["WriteId"] = NewWriteId() };
            await values.PutTextAsync(row, "Json", json, ct);
            try
            {
                var answer = await (expectedVersion is { } version ? records.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Replace, ct) : records.AddEntityAsync(row, ct));
                return answer.Headers.ETag?.ToString();
            }
            catch (RequestFailedException e) when (TableErrors.Conflict(e) || e.ErrorCode == TableErrorCode.ResourceNotFound)
            {
                return await OwnAsync(row, ct);
            }
            catch (Exception e) when (TableErrors.Unavailable(e, ct))
            {
                return await OwnAsync(row, ct) ?? throw new LogUnavailableException("A record could not be written to Azure Storage. The same can be tried again.", e);
            }
        }, ct);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteRecordAsync(string kind, string key, string expectedVersion, CancellationToken ct)
    {
        StoredRecord.Check(kind, key);
        return TableErrors.GuardAsync(async () =>
        {
            try
            {
                return (await records.DeleteEntityAsync(kind, key, new ETag(expectedVersion), ct)).Status != 404;
            }
            catch (RequestFailedException e) when (TableErrors.Conflict(e) || e.Status == 404)
            {
                return false;
            }
        }, ct);
    }

    // What is there was written by this very call, whose answer was lost.
    async Task<string?> OwnAsync(TableEntity row, CancellationToken ct) =>
        await FindAsync(records, row.PartitionKey, row.RowKey, ct) is { } found && found.GetString("WriteId") == row.GetString("WriteId") ? found.ETag.ToString() : null;

    async Task<StoredRecord> RecordAsync(TableEntity row, CancellationToken ct) =>
        new(row.PartitionKey, row.RowKey, row.ETag.ToString(), await values.TextAsync(row, "Json", ct) ?? "");
}
