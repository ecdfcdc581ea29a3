using Azure;
using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    const string Lists = "lists";
    const string Keys = "keys";
    const string Built = "built";

    // No write is under way for so long; a row that its head does not name by then is what a crash left.
    static readonly TimeSpan Leftover = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public Task<IncidentHead?> HeadAsync(string incidentId, CancellationToken ct) => TableErrors.GuardAsync(async () =>
        await FindAsync(incidents, TableKeys.Of(incidentId), HeadRow.Key, ct) is { } row ? await HeadAsync(row, ct) : null, ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IncidentHead>> HeadsAsync(HeadFilter filter, int max, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<IncidentHead>>(async () =>
    {
        var listed = new List<IncidentHead>();
        var range = Range(Lists, ListKeys.Prefix(filter), ListKeys.Prefix(filter)[..^1] + ".");
        await foreach (var page in index.QueryAsync<TableEntity>(range, maxPerPage: Math.Clamp(max, 1, 1_000), cancellationToken: ct).AsPages())
        {
            foreach (var some in page.Values.Chunk(Parallel))
            {
                listed.AddRange((await Task.WhenAll(some.Select(row => ListedAsync(row, ct)))).OfType<IncidentHead>());
                if (listed.Count >= max)
                {
                    return listed[..Math.Max(max, 0)];
                }
            }
        }

        return listed;
    }, ct);

    // The list only says where to look: the head itself is the truth, also of whether it belongs into this list.
    async Task<IncidentHead?> ListedAsync(TableEntity row, CancellationToken ct)
    {
        var head = await FindAsync(incidents, TableKeys.Of(row.GetString("Id")), HeadRow.Key, ct);
        if (head is not null && ListKeys.Of(head).Rows.Contains(row.RowKey, StringComparer.Ordinal))
        {
            return await HeadAsync(head, ct);
        }

        if (head is not null && row.Timestamp < time.GetUtcNow() - Leftover)
        {
            await RemoveFromListsAsync([row.RowKey], ct);
        }

        return null;
    }

    async Task<IncidentHead> HeadAsync(TableEntity row, CancellationToken ct) => LogJson.Read<IncidentHead>(await values.TextAsync(row, "Head", ct) ?? "null");

    Task AddToListsAsync(string incidentId, ListKeys before, ListKeys after, CancellationToken ct)
    {
        var missing = after.Rows.Except(before.Rows, StringComparer.Ordinal).Select(key => new TableTransactionAction(TableTransactionActionType.UpsertReplace,
            new TableEntity(Lists, key) { ["Id"] = incidentId })).ToList();
        return missing.Count == 0 ? Task.CompletedTask : index.SubmitTransactionAsync(missing, ct);
    }

    // Lists that were never written, or whose mark an operator removed after a restore, are written anew from the heads. Appends may go on meanwhile: a row
    // that is out of date by then is one that its head does not name.
    async Task BuildListsAsync(CancellationToken ct)
    {
        if (await FindAsync(index, Lists, Built, ct) is not null)
        {
            return;
        }

        var stored = incidents.QueryAsync<TableEntity>($"RowKey eq '{HeadRow.Key}'", select: ["PartitionKey", "RowKey", "Id", "InAll", "InOpen", "InPublic"], cancellationToken: ct);
        await foreach (var head in stored)
        {
            await AddToListsAsync(head.GetString("Id"), ListKeys.None, ListKeys.Of(head), ct);
        }

        await index.UpsertEntityAsync(new TableEntity(Lists, Built), TableUpdateMode.Replace, ct);
    }

    Task RemoveFromListsAsync(ListKeys before, ListKeys after, CancellationToken ct) => RemoveFromListsAsync([.. before.Rows.Except(after.Rows, StringComparer.Ordinal)], ct);

    Task RemoveFromListsAsync(IReadOnlyList<string> keys, CancellationToken ct) => keys.Count == 0 ? Task.CompletedTask
        : SubmitAsync(index, [.. keys.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Lists, key), ETag.All))], ct);

    /// <inheritdoc/>
    public Task<string> CorrelateAsync(string key, string candidate, string? replaces, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var wanted = new TableEntity(Keys, TableKeys.Of(key)) { ["Key"] = key, ["Incident"] = candidate };
        for (var round = 0; round < MostRounds; round++)
        {
            // Most alerts are of an incident that is known, so one look comes first.
            var found = await FindAsync(index, Keys, wanted.RowKey, ct);
            if (found is not null && (replaces is null || found.GetString("Incident") != replaces))
            {
                return found.GetString("Incident");
            }

            try
            {
                await (found is null ? index.AddEntityAsync(wanted, ct) : index.UpdateEntityAsync(wanted, found.ETag, TableUpdateMode.Replace, ct));
                return candidate;
            }
            catch (RequestFailedException e) when (TableErrors.Conflict(e))
            {
                // Another one came first, or it was ours and the answer was lost: what stands there now is the answer.
            }
        }

        throw new LogUnavailableException($"The key of a correlation was changed by others {MostRounds} times in a row.");
    }, ct);

    /// <inheritdoc/>
    public Task<string?> CorrelatedAsync(string key, CancellationToken ct) =>
        TableErrors.GuardAsync(async () => (await FindAsync(index, Keys, TableKeys.Of(key), ct))?.GetString("Incident"), ct);
}
