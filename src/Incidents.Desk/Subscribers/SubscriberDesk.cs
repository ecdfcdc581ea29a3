namespace Incidents.Desk.Subscribers;

/// <summary>What became of a confirmation.</summary>
public enum Confirmation
{
    /// <summary>It holds from now on.</summary>
    Done,

    /// <summary>It holds already.</summary>
    Already,

    /// <summary>There is nothing to confirm: too old, withdrawn, or never asked for.</summary>
    Nothing,
}

/// <summary>What is kept of one address.</summary>
/// <param name="Subscriber">The subscription; null when there is none.</param>
/// <param name="Ask">What waits for confirmation; null when nothing does.</param>
public sealed record KeptOf(Subscriber? Subscriber, SubscriptionAsk? Ask);

/// <summary>What people do with subscriptions. Nothing here tells whether an address is known.</summary>
public sealed class SubscriberDesk(SubscriberStore store, SubscriberKeys keys, TimeProvider time, ISubscriberTraces? traces = null)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// Stores a wish until its address confirms it. What an address has confirmed stays as it is until then, whoever wishes something else in its name. Beyond
    /// <see cref="SubscriberOptions.AsksPerDay"/> a day the wish is kept without another question.
    /// </summary>
    /// <param name="way">How.</param>
    /// <param name="address">As <see cref="SubscriberAddress"/> returned it.</param>
    /// <param name="services">What for; null for all.</param>
    /// <param name="reports">Post-mortems as well.</param>
    /// <param name="ct">Gives up.</param>
    public async Task AskAsync(SubscriberWay way, string address, IReadOnlyList<string>? services, bool reports, CancellationToken ct)
    {
        var id = keys.IdOf(way, address);
        while (true)
        {
            var now = time.GetUtcNow();
            var before = await store.AskAsync(id, ct);
            var recent = before?.Value.Recent.Where(at => at > now - Day).ToList() ?? [];
            var quiet = recent.Count >= SubscriberOptions.AsksPerDay;
            var ask = quiet ? before!.Value : new SubscriptionAsk(id, way, address, now, services, reports, way == SubscriberWay.Webhook ? before?.Value.Secret ?? SubscriberKeys.NewSecret() : null, IsSent: false, [.. recent, now]);
            if (await store.PutAsync(ask, before?.Version, ct) is not null)
            {
                return;
            }
        }
    }

    /// <summary>What a confirmation would bring about; null when there is nothing to confirm.</summary>
    public async Task<SubscriptionAsk?> AskedAsync(string id, CancellationToken ct) => (await store.AskAsync(id, ct))?.Value;

    /// <summary>Makes a wish hold. Whoever dies in the middle of it confirms again, and nothing changes.</summary>
    public async Task<Confirmation> ConfirmAsync(string id, CancellationToken ct)
    {
        if (await store.AskAsync(id, ct) is not { } asked)
        {
            return await FindAsync(id, ct) is { State: SubscriberState.Active } ? Confirmation.Already : Confirmation.Nothing;
        }

        var (ask, now) = (asked.Value, time.GetUtcNow());
        await WriteAsync(id, before => before is { State: SubscriberState.Active } ? Wishing(before, ask.Services, ask.Reports, now)
            : new Subscriber(id, ask.Way, ask.Address, SubscriberState.Active, now, now) { Services = ask.Services, Reports = ask.Reports, Secret = ask.Secret }, ct);
        await store.DeleteAskAsync(id, asked.Version, ct);
        return Confirmation.Done;
    }

    /// <summary>A subscriber, also one who is not told any more; null when there is none.</summary>
    public async Task<Subscriber?> FindAsync(string id, CancellationToken ct) => (await store.FindAsync(id, ct))?.Value;

    /// <summary>Changes what a subscriber wants to be told; null when nobody is subscribed there.</summary>
    public async Task<Subscriber?> WishAsync(string id, IReadOnlyList<string>? services, bool reports, CancellationToken ct) =>
        await store.ChangeAsync(id, who => who.State == SubscriberState.Active ? Wishing(who, services, reports, time.GetUtcNow()) : null, ct) is { State: SubscriberState.Active } now ? now : null;

    /// <summary>Ends a subscription, and what waits for confirmation; the address is gone at once. Doing it twice is doing it once.</summary>
    public async Task LeaveAsync(string id, CancellationToken ct)
    {
        while (await store.AskAsync(id, ct) is { } ask && !await store.DeleteAskAsync(id, ask.Version, ct))
        {
        }

        await store.ChangeAsync(id, who => who.State == SubscriberState.Left ? null : new Subscriber(id, who.Way, "", SubscriberState.Left, time.GetUtcNow(), who.Since) { Origin = who.Origin }, ct);
        await EraseTracesAsync(id, ct);
    }

    /// <summary>Everything that is kept of an address, for the person it belongs to (GDPR article 15).</summary>
    public async Task<KeptOf> KeptAsync(SubscriberWay way, string address, CancellationToken ct) =>
        new(await FindAsync(keys.IdOf(way, address), ct), (await store.AskAsync(keys.IdOf(way, address), ct))?.Value);

    /// <summary>Erases everything that is kept of an address, the hash of who left included (GDPR article 17). False when there was nothing.</summary>
    public async Task<bool> EraseAsync(SubscriberWay way, string address, CancellationToken ct)
    {
        var any = await store.EraseAsync(keys.IdOf(way, address), ct);
        return await EraseTracesAsync(keys.IdOf(way, address), ct) || any;
    }

    /// <summary>The id of an address.</summary>
    public string IdOf(SubscriberWay way, string address) => keys.IdOf(way, address);

    Task<bool> EraseTracesAsync(string id, CancellationToken ct) => traces?.EraseAsync(id, ct) ?? Task.FromResult(false);

    /// <summary>Writes whatever a subscriber becomes, also one who was not there before.</summary>
    internal async Task<Subscriber?> WriteAsync(string id, Func<Subscriber?, Subscriber?> become, CancellationToken ct)
    {
        while (true)
        {
            var before = await store.FindAsync(id, ct);
            if (become(before?.Value) is not { } after)
            {
                return null;
            }

            if (await store.PutAsync(after, before?.Version, ct) is not null)
            {
                return after;
            }
        }
    }

    // Words that were said about a service before somebody followed it are no news to them.
    static Subscriber Wishing(Subscriber who, IReadOnlyList<string>? services, bool reports, DateTimeOffset now) =>
        who with { Services = services, Reports = reports, Since = IsWider(who.Services, services) || (reports && !who.Reports) ? now : who.Since };

    static bool IsWider(IReadOnlyList<string>? before, IReadOnlyList<string>? after) => before is not null && (after is null || after.Except(before, StringComparer.Ordinal).Any());
}
