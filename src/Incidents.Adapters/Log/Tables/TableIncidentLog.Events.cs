using Azure;
using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    // The rows of an incident's partition: attempts (ledger), signals' fates, events, the head, waiting signals.
    const string Events = "e-";
    const string AfterHead = "h.";

    // The head, and two operations for each outcome; the event row is one more.
    const int MostOutcomes = (MostOperations - 2) / 2;

    readonly SeenRows<HeadRow> heads = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAsync(string incidentId, int fromSequence, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<StoredEvent>>(async () =>
    {
        // An append is one row under its last sequence, so this finds the append that a number in its middle belongs to. The head comes with it, for the next append.
        var rows = await RangeAsync(incidents, TableKeys.Of(incidentId), Events + TableKeys.Of(Math.Max(fromSequence, 0)), AfterHead, ct);
        heads.Keep(incidentId, HeadRow.Of(rows.Find(r => r.RowKey == HeadRow.Key)));
        return await EventsAsync(rows, fromSequence, ct);
    }, ct);

    /// <inheritdoc/>
    /// <remarks>One read: events, head and waiting signals stand behind each other, and one answer shows them as they were at one moment, the ledger as well.</remarks>
    public Task<IncidentNews> NewsAsync(string incidentId, int fromSequence, bool withLedger, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        while (true)
        {
            var partition = TableKeys.Of(incidentId);
            var news = Range(partition, Events + TableKeys.Of(Math.Max(fromSequence, 0)), AfterWaiting);
            var rows = await RowsAsync(incidents, withLedger ? $"({news}) or ({Range(partition, Attempts, AfterAttempts)})" : news, ct);
            var head = HeadRow.Of(rows.Find(r => r.RowKey == HeadRow.Key));
            heads.Keep(incidentId, head);
            if (!head.HasOverflow)
            {
                return new IncidentNews(await EventsAsync(rows, fromSequence, ct), await SignalsAsync(incidentId, rows, ct), withLedger ? await EntriesAsync(rows, ct) : null);
            }

            await SettledHeadAsync(incidentId, ct);
        }
    }, ct);

    async Task<List<StoredEvent>> EventsAsync(IEnumerable<TableEntity> rows, int fromSequence, CancellationToken ct)
    {
        var events = new List<StoredEvent>();
        foreach (var row in rows.Where(r => r.RowKey.StartsWith(Events, StringComparison.Ordinal)))
        {
            events.AddRange(LogJson.Read<List<StoredEvent>>(await values.TextAsync(row, "Events", ct) ?? "[]").Where(e => e.Sequence >= fromSequence));
        }

        return events;
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(LogAppend append, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var appendId = NewWriteId();
        var partition = TableKeys.Of(append.IncidentId);
        var rows = await RowsAsync(append, partition, appendId, ct);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = round == 0 && heads.Find(append.IncidentId) is { HasOverflow: false } seen && seen.Version == append.ExpectedVersion
                ? seen : await SettledHeadAsync(append.IncidentId, ct);
            if (before.Version != append.ExpectedVersion)
            {
                return false;
            }

            // In the lists first: a crash after this leaves rows that no head names and that nobody counts. The other way round an incident could be in no list.
            var lists = before.Lists.For(append.Head, append.ExpectedVersion);
            await AddToListsAsync(append.IncidentId, before.Lists, lists, ct);
            lists.Put(rows.Head);
            if (await TryAppendAsync(append, partition, appendId, rows, before, ct) is not { } after)
            {
                continue;
            }

            heads.Keep(append.IncidentId, after);
            await TidyAsync(append.IncidentId, before.Lists, after, ct);
            return true;
        }

        return false;
    }, ct);

    async Task<AppendRows> RowsAsync(LogAppend append, string partition, string appendId, CancellationToken ct)
    {
        var head = new TableEntity(partition, HeadRow.Key) { ["Id"] = append.IncidentId, ["Version"] = append.Head.Version, ["AppendId"] = appendId, ["HasOverflow"] = append.Outcomes.Count > MostOutcomes };
        await values.PutTextAsync(head, "Head", LogJson.Write(append.Head), ct);
        if (append.Outcomes.Count > MostOutcomes)
        {
            await values.PutTextAsync(head, "Overflow", LogJson.Write(append.Outcomes.Skip(MostOutcomes).ToList()), ct);
        }

        if (append.Events.Count == 0)
        {
            return new AppendRows(head, null);
        }

        // All events of an append in one row: however many there are, they appear together.
        var events = new TableEntity(partition, Events + TableKeys.Of(append.Events[^1].Sequence)) { ["WriteId"] = appendId, ["First"] = append.Events[0].Sequence };
        await values.PutTextAsync(events, "Events", LogJson.Write(append.Events), ct);
        return new AppendRows(head, events);
    }

    // Null when another append came first. One of ours whose answer was lost, and that was sent again, is found and counts.
    async Task<HeadRow?> TryAppendAsync(LogAppend append, string partition, string appendId, AppendRows rows, HeadRow before, CancellationToken ct)
    {
        List<TableTransactionAction> actions = [before.IsNone ? new(TableTransactionActionType.Add, rows.Head) : new(TableTransactionActionType.UpdateReplace, rows.Head, before.ETag)];
        if (rows.Events is not null)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, rows.Events));
        }

        actions.AddRange(append.Outcomes.Take(MostOutcomes).SelectMany(o => Decide(partition, o, appendId)));
        try
        {
            var answers = await SubmitAsync(incidents, actions, ct);
            return HeadRow.Of(rows.Head) with { ETag = answers[0].Headers.ETag ?? default };
        }
        catch (RequestFailedException e) when (TableErrors.Conflict(e))
        {
            return await AppendedAsync(append, partition, appendId, ct) ? heads.Find(append.IncidentId) : null;
        }
        catch (Exception e) when (TableErrors.Unavailable(e, ct))
        {
            if (await AppendedAsync(append, partition, appendId, ct))
            {
                return heads.Find(append.IncidentId);
            }

            heads.Forget(append.IncidentId);
            throw;
        }
    }

    // The head may be a later append's already; then our events, or the fate of a signal, prove that ours was there before it.
    async Task<bool> AppendedAsync(LogAppend append, string partition, string appendId, CancellationToken ct)
    {
        if ((await FindHeadAsync(append.IncidentId, ct)).AppendId == appendId)
        {
            return true;
        }

        return append.Events.Count > 0 ? await WroteAsync(incidents, partition, Events + TableKeys.Of(append.Events[^1].Sequence), appendId, ct)
            : append.Outcomes.Count > 0 && (await FindAsync(incidents, partition, Fate(append.Outcomes[0].SignalId), ct))?.GetString("AppendId") == appendId;
    }

    async Task<HeadRow> FindHeadAsync(string incidentId, CancellationToken ct) =>
        heads.Keep(incidentId, HeadRow.Of(await FindAsync(incidents, TableKeys.Of(incidentId), HeadRow.Key, ct)));

    // What the append made superfluous. It stands without this: lists do not count what the head does not name, and readers settle the overflow first.
    async Task TidyAsync(string incidentId, ListKeys before, HeadRow after, CancellationToken ct)
    {
        try
        {
            await RemoveFromListsAsync(before, after.Lists, ct);
            if (after.HasOverflow)
            {
                await SettledHeadAsync(incidentId, ct);
            }
        }
        catch (Exception e) when (TableErrors.Unavailable(e, ct) || e is OperationCanceledException)
        {
            heads.Forget(incidentId);
        }
    }

    sealed record AppendRows(TableEntity Head, TableEntity? Events);
}
