using System.Collections.Concurrent;
using System.Globalization;

namespace Incidents.Desk.Subscribers;

/// <summary>
/// Asks addresses whether they want what somebody asked for in their name. The wish is stored before its asker is answered, so a crash forgets none; what is not confirmed is erased
/// after a week.
/// </summary>
public sealed class SubscriberQuestions(SubscriberStore store, SubscriberDesk desk, SubscriberAttempts attempts, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);
    readonly ConcurrentDictionary<string, SubscriberTrouble> troubles = new(StringComparer.Ordinal);

    /// <summary>Sends every question that waits. Hosts call it after a wish was stored, and with every round.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await foreach (var ask in store.AsksAsync(ct))
            {
                await ServeAsync(ask, ct);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    async Task ServeAsync(Versioned<SubscriptionAsk> stored, CancellationToken ct)
    {
        var (ask, now) = (stored.Value, time.GetUtcNow());
        if (now - ask.At >= SubscriberOptions.AskLife)
        {
            await ForgetAsync(stored, ct);
            return;
        }

        if (ask.IsSent || troubles.GetValueOrDefault(ask.Id)?.NextAt > now || (ask.Way == SubscriberWay.Mail && attempts.Held() is not null))
        {
            return;
        }

        var known = await store.FindAsync(ask.Id, ct);
        var to = new Subscriber(ask.Id, ask.Way, ask.Address, SubscriberState.Active, ask.At, ask.At) { Services = ask.Services, Reports = ask.Reports, Secret = ask.Secret };
        var id = string.Create(CultureInfo.InvariantCulture, $"subscriber/{ask.Id}/ask/{ask.At.ToUnixTimeMilliseconds()}");
        switch (await attempts.TryAsync(new SubscriberMessage.Question(id, to, ask.At, known?.Value.State == SubscriberState.Active), ct))
        {
            case Attempt.Delivered { Reference: ISubscriberPost.Echoed }:
                await desk.ConfirmAsync(ask.Id, ct);
                break;
            case Attempt.Delivered:
                troubles.TryRemove(ask.Id, out _);
                await store.PutAsync(ask with { IsSent = true }, stored.Version, ct);
                break;
            case Attempt.Refused:
                await ForgetAsync(stored, ct);
                break;
            default:
                var before = troubles.GetValueOrDefault(ask.Id);
                var count = (before?.Count ?? 0) + 1;
                troubles[ask.Id] = new SubscriberTrouble(count, before?.FirstAt ?? now, now + SubscriberOptions.Backoff(count));
                break;
        }
    }

    async Task ForgetAsync(Versioned<SubscriptionAsk> stored, CancellationToken ct)
    {
        troubles.TryRemove(stored.Value.Id, out _);
        await store.DeleteAskAsync(stored.Value.Id, stored.Version, ct);
    }
}
