using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

/// <summary>
/// The incident log in Azure Tables, with large values in blobs. One partition per incident, changed by entity-group transactions under the ETag of its head;
/// the layout is in docs/decisions. Several processes may use it at once. What is slow or fails is answered as <see cref="LogUnavailableException"/>; a write
/// whose answer was lost is looked for before that, so that it is not reported as another's.
/// </summary>
public sealed partial class TableIncidentLog : IIncidentLog
{
    // An entity-group transaction takes 100 operations: https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.
    const int MostOperations = 100;

    // Each lost round means that another writer made progress.
    const int MostRounds = 50;

    // Reads of single rows at the same time.
    const int Parallel = 16;

    readonly TableClient incidents;
    readonly TableClient inbox;
    readonly TableClient index;
    readonly TableClient records;
    readonly BlobContainerClient blobs;
    readonly LargeValues values;
    readonly TimeProvider time;

    /// <summary>On four tables and one container; <see cref="InitializeAsync"/> makes them.</summary>
    /// <param name="tables">With a connection string or a managed identity that has "Storage Table Data Contributor".</param>
    /// <param name="blobs">The container of large values, with "Storage Blob Data Contributor"; never a public one.</param>
    /// <param name="time">Orders signals; the clocks of several processes may differ by what separates two signals of people.</param>
    /// <param name="prefix">Of the tables' names: letters and digits, a letter first, at most 50.</param>
    /// <exception cref="ArgumentException">The prefix is no beginning of a table's name.</exception>
    public TableIncidentLog(TableServiceClient tables, BlobContainerClient blobs, TimeProvider time, string prefix = "incidents")
    {
        if (prefix is not { Length: > 0 and <= 50 } || !char.IsAsciiLetter(prefix[0]) || !prefix.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"\"{prefix}\" cannot begin a table's name: letters and digits, a letter first, at most 50.", nameof(prefix));
        }

        incidents = tables.GetTableClient($"{prefix}Log");
        inbox = tables.GetTableClient($"{prefix}Inbox");
        index = tables.GetTableClient($"{prefix}Index");
        records = tables.GetTableClient($"{prefix}Records");
        this.blobs = blobs;
        this.time = time;
        values = new LargeValues(blobs);
    }

    /// <summary>
    /// Makes what is missing of the tables and the container, and the lists where they are not marked as built; at every start, before anything else.
    /// </summary>
    /// <exception cref="LogUnavailableException">Storage cannot be reached, or does not let this identity do so.</exception>
    public Task InitializeAsync(CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        await Task.WhenAll(incidents.CreateIfNotExistsAsync(ct), inbox.CreateIfNotExistsAsync(ct), index.CreateIfNotExistsAsync(ct), records.CreateIfNotExistsAsync(ct),
            blobs.CreateIfNotExistsAsync(cancellationToken: ct));
        await BuildListsAsync(ct);
        return true;
    }, ct);

    // Tells our own write from another's when an answer was lost.
    static string NewWriteId() => Guid.NewGuid().ToString("N");

    static async Task<TableEntity?> FindAsync(TableClient table, string partition, string row, CancellationToken ct) =>
        await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: ct) is { HasValue: true, Value: { } found } ? found : null;

    // Rows from one key on and before another, in the order of their keys.
    static Task<List<TableEntity>> RangeAsync(TableClient table, string partition, string from, string before, CancellationToken ct) => RowsAsync(table, Range(partition, from, before), ct);

    static async Task<List<TableEntity>> RowsAsync(TableClient table, string filter, CancellationToken ct)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: ct))
        {
            rows.Add(row);
        }

        return rows;
    }

    // Keys have no quotes in them (TableKeys).
    static string Range(string partition, string from, string before) => $"PartitionKey eq '{partition}' and RowKey ge '{from}' and RowKey lt '{before}'";

    // An operation on a row that is not there fails a whole transaction: it is left out, and the rest tried again.
    static async Task<IReadOnlyList<Response>> SubmitAsync(TableClient table, List<TableTransactionAction> actions, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return (await table.SubmitTransactionAsync(actions, ct)).Value;
            }
            catch (TableTransactionFailedException e) when (e.ErrorCode == TableErrorCode.ResourceNotFound && e.FailedTransactionActionIndex is { } gone
                && gone < actions.Count && actions[gone].ActionType is TableTransactionActionType.Delete or TableTransactionActionType.UpdateMerge)
            {
                actions.RemoveAt(gone);
                if (actions.Count == 0)
                {
                    return [];
                }
            }
        }
    }

    // True when the row is there and our write made it.
    static async Task<bool> WroteAsync(TableClient table, string partition, string row, string writeId, CancellationToken ct) =>
        (await FindAsync(table, partition, row, ct))?.GetString("WriteId") == writeId;

    // Adds rows of one partition unless the first is there. An answer that was lost on the way is asked for again.
    static async Task<bool> AddAsync(TableClient table, TableEntity first, TableEntity second, CancellationToken ct)
    {
        var writeId = NewWriteId();
        first["WriteId"] = writeId;
        try
        {
            await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, first), new(TableTransactionActionType.Add, second)], ct);
            return true;
        }
        catch (RequestFailedException e) when (TableErrors.Conflict(e))
        {
            return await WroteAsync(table, first.PartitionKey, first.RowKey, writeId, ct);
        }
        catch (Exception e) when (TableErrors.Unavailable(e, ct))
        {
            if (await WroteAsync(table, first.PartitionKey, first.RowKey, writeId, ct))
            {
                return true;
            }

            throw;
        }
    }
}
