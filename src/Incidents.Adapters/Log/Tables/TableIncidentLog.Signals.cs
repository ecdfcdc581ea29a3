using Azure;
using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    const string Waiting = "w-";
    const string AfterWaiting = "w.";

    readonly Lock ordering = new();
    long lastOrder;

    /// <inheritdoc/>
    public Task<bool> StoreSignalAsync(StoredSignal signal, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var partition = TableKeys.Of(signal.IncidentId);
        var fate = new TableEntity(partition, Fate(signal.Id)) { ["Id"] = signal.Id };
        var waiting = new TableEntity(partition, Waiting + TableKeys.Of(signal.Id)) { ["Id"] = signal.Id, ["Order"] = NextOrder() };
        await values.PutTextAsync(waiting, "Signal", LogJson.Write(signal.Signal), ct);
        return await AddAsync(incidents, fate, waiting, ct);
    }, ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSignal>> WaitingSignalsAsync(string incidentId, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<StoredSignal>>(async () =>
    {
        while (true)
        {
            // The head stands before the waiting signals, and one answer shows both as they were at one moment.
            var rows = await RangeAsync(incidents, TableKeys.Of(incidentId), HeadRow.Key, AfterWaiting, ct);
            if (rows.Find(r => r.RowKey == HeadRow.Key) is { } head && HeadRow.Of(head).HasOverflow)
            {
                await SettledHeadAsync(incidentId, ct);
                continue;
            }

            return await SignalsAsync(incidentId, rows, ct);
        }
    }, ct);

    async Task<List<StoredSignal>> SignalsAsync(string incidentId, IEnumerable<TableEntity> rows, CancellationToken ct)
    {
        var signals = new List<StoredSignal>();
        foreach (var row in rows.Where(r => r.RowKey.StartsWith(Waiting, StringComparison.Ordinal)).OrderBy(r => r.GetInt64("Order")).ThenBy(r => r.RowKey, StringComparer.Ordinal))
        {
            signals.Add(new StoredSignal(row.GetString("Id"), incidentId, LogJson.Read<Signal>(await values.TextAsync(row, "Signal", ct) ?? "null")));
        }

        return signals;
    }

    /// <inheritdoc/>
    public Task<SignalOutcome?> OutcomeAsync(string incidentId, string signalId, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var partition = TableKeys.Of(incidentId);
        var fate = await FindAsync(incidents, partition, Fate(signalId), ct);
        if (fate is not null && fate.GetInt32("Kind") is null && (await FindHeadAsync(incidentId, ct)).HasOverflow)
        {
            await SettledHeadAsync(incidentId, ct);
            fate = await FindAsync(incidents, partition, Fate(signalId), ct);
        }

        return fate?.GetInt32("Kind") is { } kind ? new SignalOutcome(signalId, (OutcomeKind)kind, fate.GetString("Reason")) : null;
    }, ct);

    static string Fate(string signalId) => $"d-{TableKeys.Of(signalId)}";

    // A signal that was never stored (the desk reports deliveries without storing them) has neither row; both operations are left out then.
    static IEnumerable<TableTransactionAction> Decide(string partition, SignalOutcome outcome, string appendId)
    {
        var fate = new TableEntity(partition, Fate(outcome.SignalId)) { ["Kind"] = (int)outcome.Kind, ["AppendId"] = appendId };
        if (outcome.Reason is { } reason)
        {
            fate["Reason"] = LargeValues.Short(reason);
        }

        yield return new TableTransactionAction(TableTransactionActionType.UpdateMerge, fate, ETag.All);
        yield return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, Waiting + TableKeys.Of(outcome.SignalId)), ETag.All);
    }

    // The head after writing out the outcomes that only it holds. Anybody may do it, twice over as well; a crash in between leaves it to the next reader.
    async Task<HeadRow> SettledHeadAsync(string incidentId, CancellationToken ct)
    {
        var partition = TableKeys.Of(incidentId);
        while (true)
        {
            var row = await FindAsync(incidents, partition, HeadRow.Key, ct);
            var head = heads.Keep(incidentId, HeadRow.Of(row));
            if (!head.HasOverflow)
            {
                return head;
            }

            var outcomes = LogJson.Read<List<SignalOutcome>>(await values.TextAsync(row!, "Overflow", ct) ?? "[]");
            foreach (var some in outcomes.Chunk(MostOperations / 2))
            {
                await SubmitAsync(incidents, [.. some.SelectMany(o => Decide(partition, o, head.AppendId))], ct);
            }

            foreach (var name in row!.Keys.Where(k => k.StartsWith("Overflow", StringComparison.Ordinal)).ToList())
            {
                row.Remove(name);
            }

            row["HasOverflow"] = false;
            try
            {
                await incidents.UpdateEntityAsync(row, head.ETag, TableUpdateMode.Replace, ct);
            }
            catch (RequestFailedException e) when (TableErrors.Conflict(e))
            {
                // Another one did the same; the head is read again.
            }
        }
    }

    // Signals of one process keep their order even when its clock does not tell them apart.
    long NextOrder()
    {
        lock (ordering)
        {
            return lastOrder = Math.Max(lastOrder + 1, time.GetUtcNow().UtcTicks);
        }
    }
}
