using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    const string Discards = "d-";

    /// <inheritdoc/>
    public Task<int> QuarantineCountAsync(int max, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var count = 0;
        await foreach (var _ in inbox.QueryAsync<TableEntity>(Range(Inputs, Quarantine, "q."), maxPerPage: Math.Clamp(max, 1, 1_000), select: [nameof(TableEntity.RowKey)], cancellationToken: ct))
        {
            if (count >= max)
            {
                break;
            }

            count++;
        }

        return count;
    }, ct);

    /// <inheritdoc/>
    public Task<QuarantinedInput?> QuarantinedAsync(string inputId, CancellationToken ct) => TableErrors.GuardAsync(async () =>
        await FindAsync(inbox, Inputs, $"k-{TableKeys.Of(inputId)}", ct) is { } stored && IsQuarantined(stored) && await FindAsync(inbox, Inputs, stored.GetString("Place"), ct) is { } row
            ? new QuarantinedInput(await InputAsync(row, ct), row.GetString("Reason") ?? "") : null, ct);

    /// <inheritdoc/>
    public Task<bool> RequeueInputAsync(string inputId, CancellationToken ct) =>
        MoveAsync(inputId, Leaves, stored => QueuePlace(inputId, At(stored)), _ => { }, ct);

    /// <inheritdoc/>
    public async Task<bool> DiscardInputAsync(string inputId, Discarded discarded, CancellationToken ct)
    {
        if (await QuarantinedAsync(inputId, ct) is not { } quarantined)
        {
            return false;
        }

        return await MoveAsync(inputId, Leaves, stored => $"{Discards}{TableKeys.NewestFirst(At(stored))}-{TableKeys.Of(inputId)}", moved =>
        {
            moved["Reason"] = LargeValues.Short(quarantined.Reason);
            moved["Discarded"] = LogJson.Write(discarded);
        }, ct);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DiscardedInput>> DiscardedAsync(int max, CancellationToken ct) => TableErrors.GuardAsync<IReadOnlyList<DiscardedInput>>(async () =>
    {
        var inputs = new List<DiscardedInput>();
        foreach (var row in await FirstAsync(Discards, "d.", max, ct))
        {
            inputs.Add(new DiscardedInput(await InputAsync(row, ct), row.GetString("Reason") ?? "", LogJson.Read<Discarded>(row.GetString("Discarded"))));
        }

        return inputs;
    }, ct);

    static bool IsQuarantined(TableEntity stored) => stored.GetString("Place")?.StartsWith(Quarantine, StringComparison.Ordinal) == true;

    // What stands where it should go was moved by this very call, whose answer was lost.
    static bool Leaves(TableEntity stored, string? next) => IsQuarantined(stored) || stored.GetString("Place") == next;
}
