using Azure;
using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    // One partition, so that an input and its places change together. Azure serves 2,000 rows a second of it, some 500 inputs; see docs/decisions.
    const string Inputs = "inputs";
    const string Queue = "w-";
    const string Quarantine = "q-";

    /// <inheritdoc/>
    public Task<bool> StoreInputAsync(RawInput input, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var stored = new TableEntity(Inputs, $"k-{TableKeys.Of(input.Id)}")
        {
            ["Id"] = input.Id,
            ["Source"] = input.Source,
            ["At"] = input.At.UtcTicks,
            ["ContentType"] = input.ContentType,
            ["Place"] = QueuePlace(input.Id, input.At),
        };
        if (input.Headers is { } headers)
        {
            // A server takes 32 KiB of headers at most, which one property holds.
            stored["Headers"] = LogJson.Write(headers);
        }

        await values.PutBodyAsync(stored, input.Body, ct);
        return await AddAsync(inbox, stored, Copy(stored, QueuePlace(input.Id, input.At)), ct);
    }, ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RawInput>> WaitingInputsAsync(int max, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<RawInput>>(async () =>
    {
        var inputs = new List<RawInput>();
        foreach (var row in await FirstAsync(Queue, "w.", max, ct))
        {
            inputs.Add(await InputAsync(row, ct));
        }

        return inputs;
    }, ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QuarantinedInput>> QuarantineAsync(int max, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<QuarantinedInput>>(async () =>
    {
        var inputs = new List<QuarantinedInput>();
        foreach (var row in await FirstAsync(Quarantine, "q.", max, ct))
        {
            inputs.Add(new QuarantinedInput(await InputAsync(row, ct), row.GetString("Reason") ?? ""));
        }

        return inputs;
    }, ct);

    /// <inheritdoc/>
    public Task SettleInputAsync(string inputId, string? quarantineReason, CancellationToken ct) => MoveAsync(inputId, (stored, _) => true,
        stored => quarantineReason is null ? null : $"{Quarantine}{TableKeys.NewestFirst(At(stored))}-{TableKeys.Of(inputId)}",
        moved => moved["Reason"] = LargeValues.Short(quarantineReason!), ct);

    // True when it is where it should be afterwards. The last word is written over another's.
    Task<bool> MoveAsync(string inputId, Func<TableEntity, string?, bool> may, Func<TableEntity, string?> to, Action<TableEntity> mark, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await FindAsync(inbox, Inputs, $"k-{TableKeys.Of(inputId)}", ct) is not { } stored)
            {
                return false;
            }

            var place = stored.GetString("Place");
            var next = to(stored);
            if (place == next && next is null)
            {
                return true;
            }

            if (!may(stored, next))
            {
                return false;
            }

            // One transaction: an input is never in two places, nor in none before it is settled.
            stored["Place"] = next;
            List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, stored, stored.ETag)];
            if (next is not null)
            {
                var moved = Copy(stored, next);
                mark(moved);
                actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, moved));
            }

            if (place is not null && place != next)
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Inputs, place), ETag.All));
            }

            try
            {
                await SubmitAsync(inbox, actions, ct);
                return true;
            }
            catch (RequestFailedException e) when (TableErrors.Conflict(e))
            {
                // Another one moved it meanwhile, or it was ours and the answer was lost: the last word is written over it.
            }
        }

        throw new LogUnavailableException($"An input was settled by others {MostRounds} times in a row.");
    }, ct);

    async Task<List<TableEntity>> FirstAsync(string from, string before, int max, CancellationToken ct)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in inbox.QueryAsync<TableEntity>(Range(Inputs, from, before), maxPerPage: Math.Clamp(max, 1, 1_000), cancellationToken: ct))
        {
            if (rows.Count >= max)
            {
                break;
            }

            rows.Add(row);
        }

        return rows;
    }

    async Task<RawInput> InputAsync(TableEntity row, CancellationToken ct) =>
        new(row.GetString("Id"), row.GetString("Source"), At(row), row.GetString("ContentType"), await values.BodyAsync(row, ct),
            row.GetString("Headers") is { } headers ? LogJson.Read<Dictionary<string, string>>(headers) : null);

    static string QueuePlace(string id, DateTimeOffset at) => $"{Queue}{TableKeys.OldestFirst(at)}-{TableKeys.Of(id)}";

    static DateTimeOffset At(TableEntity row) => new(row.GetInt64("At") ?? 0, TimeSpan.Zero);

    static TableEntity Copy(TableEntity row, string key)
    {
        var copy = new TableEntity(row.PartitionKey, key);
        foreach (var name in (string[])["Id", "Source", "At", "ContentType", "Headers", "Body", "BodyBlob"])
        {
            if (row.TryGetValue(name, out var value))
            {
                copy[name] = value;
            }
        }

        return copy;
    }
}
