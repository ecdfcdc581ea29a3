using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

/// <summary>What a storm of alerts needs done for many at once: single rows side by side, and new keys in transactions of a hundred.</summary>
public sealed partial class TableIncidentLog
{
    // Rows of events in one answer; each holds what one append said.
    const int PageRows = 20;

    /// <inheritdoc/>
    public Task SettleInputsAsync(IReadOnlyList<SettledInput> inputs, CancellationToken ct) =>
        SideBySideAsync(inputs, (input, inner) => SettleInputAsync(input.Id, input.QuarantineReason, inner), ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> CorrelatedAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var found = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await SideBySideAsync(keys, async (key, inner) =>
        {
            if (await CorrelatedAsync(key, inner) is { } incident)
            {
                found[key] = incident;
            }
        }, ct);
        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> CorrelateAllAsync(IReadOnlyList<Correlation> wanted, CancellationToken ct)
    {
        var stand = new string?[wanted.Count];
        // Most keys of a storm are new; a hundred of them are one transaction, unless one is there already.
        foreach (var some in wanted.Index().Where(w => w.Item.Replaces is null).DistinctBy(w => TableKeys.Of(w.Item.Key), StringComparer.Ordinal).Chunk(MostOperations))
        {
            if (await TryAddAsync(some.Select(w => w.Item), ct))
            {
                foreach (var (index, correlation) in some)
                {
                    stand[index] = correlation.Candidate;
                }
            }
        }

        // The first of a key's candidates stands, so those of one key take turns.
        await SideBySideAsync(Enumerable.Range(0, stand.Length).Where(n => stand[n] is null).GroupBy(n => wanted[n].Key, StringComparer.Ordinal), async (same, inner) =>
        {
            foreach (var n in same)
            {
                stand[n] = await CorrelateAsync(wanted[n].Key, wanted[n].Candidate, wanted[n].Replaces, inner);
            }
        }, ct);
        return stand!;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadPageAsync(string incidentId, int fromSequence, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<StoredEvent>>(async () =>
    {
        var range = Range(TableKeys.Of(incidentId), Events + TableKeys.Of(Math.Max(fromSequence, 0)), HeadRow.Key);
        await foreach (var page in incidents.QueryAsync<TableEntity>(range, maxPerPage: PageRows, cancellationToken: ct).AsPages())
        {
            if (await EventsAsync(page.Values, fromSequence, ct) is { Count: > 0 } events)
            {
                return events;
            }
        }

        return [];
    }, ct);

    async Task<bool> TryAddAsync(IEnumerable<Correlation> wanted, CancellationToken ct)
    {
        try
        {
            await index.SubmitTransactionAsync(wanted.Select(w => new TableTransactionAction(TableTransactionActionType.Add,
                new TableEntity(Keys, TableKeys.Of(w.Key)) { ["Key"] = w.Key, ["Incident"] = w.Candidate })), ct);
            return true;
        }
        catch (RequestFailedException e) when (TableErrors.Conflict(e) || TableErrors.Unavailable(e, ct))
        {
            // Each by itself finds out which was there, and what became of this one when its answer was lost.
            return false;
        }
    }

    static Task SideBySideAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken ct) =>
        System.Threading.Tasks.Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct }, async (item, inner) => await work(item, inner));
}
