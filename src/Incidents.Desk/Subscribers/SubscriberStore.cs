using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Incidents.Desk.Subscribers;

/// <summary>A value with the version that its record had when it was read.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Version">For the next write.</param>
public sealed record Versioned<T>(T Value, string Version);

/// <summary>Subscribers and asked-for subscriptions as records: addresses encrypted, keys hashed.</summary>
public sealed class SubscriberStore(IRecordStore records, SubscriberKeys keys)
{
    /// <summary>The kind of those who are told, and of the hashes of those who left.</summary>
    public const string Kind = "subscriber";

    /// <summary>The kind of those who have not confirmed.</summary>
    public const string AskKind = "subscriber-ask";

    const int Page = 500;

    /// <summary>A subscriber; null when there is none.</summary>
    /// <exception cref="CryptographicException">It was sealed under another secret.</exception>
    public async Task<Versioned<Subscriber>?> FindAsync(string id, CancellationToken ct) => await records.RecordAsync(Kind, id, ct) is { } stored ? Opened(stored) : null;

    /// <summary>All of them, page by page, so that no more than a page is in memory.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Versioned<Subscriber>>> PagesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await records.RecordsAsync(Kind, after, Page, ct);
            yield return [.. page.Records.Select(Opened)];
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Some of them, in the order of their ids, and the last one when there are more.</summary>
    public async Task<(IReadOnlyList<Subscriber> Listed, string? Next)> ListAsync(string? after, int max, CancellationToken ct)
    {
        var page = await records.RecordsAsync(Kind, after, max, ct);
        return ([.. page.Records.Select(record => Opened(record).Value)], page.Next);
    }

    /// <summary>Writes a subscriber; null when somebody else did meanwhile.</summary>
    /// <param name="who">Whom.</param>
    /// <param name="version">As it was read; null when there is none.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string?> PutAsync(Subscriber who, string? version, CancellationToken ct)
    {
        var box = who.State == SubscriberState.Left ? null : keys.Seal($"{Kind}/{who.Id}", who.Address, who.Secret ?? "");
        return await records.PutRecordAsync(Kind, who.Id, LogJson.Write(new Row(box, who.Way, who.State, who.StateAt, who.Since, who.Services, who.Reports, who.Origin, who.Why, who.Told, who.Mailed, who.Trouble, who.Bounces)), version, ct);
    }

    /// <summary>Changes a subscriber as it is stored now, however often others do meanwhile.</summary>
    /// <param name="id">Whom.</param>
    /// <param name="change">The subscriber afterwards; null: it stays as it is.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The subscriber afterwards; null when there is none.</returns>
    public async Task<Subscriber?> ChangeAsync(string id, Func<Subscriber, Subscriber?> change, CancellationToken ct)
    {
        while (await FindAsync(id, ct) is { } found)
        {
            if (change(found.Value) is not { } changed)
            {
                return found.Value;
            }

            if (await PutAsync(changed, found.Version, ct) is not null)
            {
                return changed;
            }
        }

        return null;
    }

    /// <summary>Deletes all that is stored under an id; false when there was nothing.</summary>
    public async Task<bool> EraseAsync(string id, CancellationToken ct)
    {
        var any = false;
        foreach (var kind in new[] { AskKind, Kind })
        {
            while (await records.RecordAsync(kind, id, ct) is { } stored)
            {
                any |= await records.DeleteRecordAsync(kind, id, stored.Version, ct);
            }
        }

        return any;
    }

    /// <summary>An asked-for subscription; null when there is none.</summary>
    public async Task<Versioned<SubscriptionAsk>?> AskAsync(string id, CancellationToken ct) => await records.RecordAsync(AskKind, id, ct) is { } stored ? Asked(stored) : null;

    /// <summary>All that wait for their confirmation.</summary>
    public async IAsyncEnumerable<Versioned<SubscriptionAsk>> AsksAsync([EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await records.RecordsAsync(AskKind, after, Page, ct);
            foreach (var stored in page.Records)
            {
                yield return Asked(stored);
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Writes an asked-for subscription; null when somebody else did meanwhile.</summary>
    public Task<string?> PutAsync(SubscriptionAsk ask, string? version, CancellationToken ct) => records.PutRecordAsync(AskKind, ask.Id,
        LogJson.Write(new AskRow(keys.Seal($"{AskKind}/{ask.Id}", ask.Address, ask.Secret ?? ""), ask.Way, ask.At, ask.Services, ask.Reports, ask.IsSent, ask.Recent)), version, ct);

    /// <summary>Deletes an asked-for subscription as it was read.</summary>
    public Task<bool> DeleteAskAsync(string id, string version, CancellationToken ct) => records.DeleteRecordAsync(AskKind, id, version, ct);

    Versioned<Subscriber> Opened(StoredRecord stored)
    {
        var row = LogJson.Read<Row>(stored.Json);
        string[] box = row.Box is null ? ["", ""] : keys.Open($"{Kind}/{stored.Key}", row.Box);
        return new(new Subscriber(stored.Key, row.Way, box[0], row.State, row.StateAt, row.Since)
        {
            Services = row.Services,
            Reports = row.Reports,
            Secret = box[1] is { Length: > 0 } secret ? secret : null,
            Origin = row.Origin,
            Why = row.Why,
            Told = row.Told ?? new Dictionary<string, int>(StringComparer.Ordinal),
            Mailed = row.Mailed ?? [],
            Trouble = row.Trouble,
            Bounces = row.Bounces,
        }, stored.Version);
    }

    Versioned<SubscriptionAsk> Asked(StoredRecord stored)
    {
        var row = LogJson.Read<AskRow>(stored.Json);
        var box = keys.Open($"{AskKind}/{stored.Key}", row.Box);
        return new(new SubscriptionAsk(stored.Key, row.Way, box[0], row.At, row.Services, row.Reports, box[1] is { Length: > 0 } secret ? secret : null, row.IsSent, row.Recent ?? []), stored.Version);
    }

    // What is stored; members are added and never renamed.
    sealed record Row(string? Box, SubscriberWay Way, SubscriberState State, DateTimeOffset StateAt, DateTimeOffset Since, IReadOnlyList<string>? Services, bool Reports, string Origin, string? Why,
        IReadOnlyDictionary<string, int>? Told, IReadOnlyList<DateTimeOffset>? Mailed, SubscriberTrouble? Trouble, SubscriberBounces? Bounces = null);

    sealed record AskRow(string Box, SubscriberWay Way, DateTimeOffset At, IReadOnlyList<string>? Services, bool Reports, bool IsSent, IReadOnlyList<DateTimeOffset>? Recent);
}
