using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>
/// Delivers one effect: read the log again, drop what is not wanted any more, take the lease, reconcile an unknown outcome, make one attempt, record what came
/// of it. A row of stages, read from top to bottom. The next advance of the incident reads the record and tells the plan.
/// </summary>
public sealed partial class DeliveryDesk(IIncidentLog log, IncidentDesk desk, IEnumerable<IChannel> channels, TimeProvider time, DeliveryOptions options, Func<double> jitter, ILogger<DeliveryDesk> logger)
{
    readonly Dictionary<string, IChannel> channelsByName = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>How the channels fare.</summary>
    public ChannelStates States { get; } = new(channels.Select(c => c.Name));

    /// <summary>
    /// Makes the attempt that is due, and returns when it is recorded. Does nothing when the ledger does not stand any more where the advance saw it: another
    /// one has the lease, or has finished. The incident must be advanced afterwards, whatever came of it.
    /// </summary>
    /// <remarks>Three calls of the log: new events, the lease, the outcome; two when the effect is not wanted any more.</remarks>
    public async Task DeliverAsync(string incidentId, DueEffect due, CancellationToken ct)
    {
        var before = due.Entry;
        var now = time.GetUtcNow();
        if (before is { Finished: true } || before?.Until > now || await desk.OpenAsync(incidentId, ct) is not { Version: > 0 } folded)
        {
            return;
        }

        var incident = folded.Incident;
        // From the first attempt on the same ones share the message, so that a second one says the same.
        var shared = before is null ? Sharing.Of(folded, due.EffectId, now) : before.Folded;
        var delivery = new Delivery(due.EffectId, incidentId, due.Effect, incident, Sharing.Effects(folded, shared));
        var unknown = before is { State: LedgerState.Attempting };
        var unwanted = Plan.Unwanted(incident, due.EffectId, due.Effect, now);
        var lease = new LedgerEntry(due.EffectId, incidentId, (before?.Revision ?? 0) + 1, LedgerState.Attempting, (before?.Attempts ?? 0) + 1, now, now + options.Lease, "", before?.FirstAt ?? before?.At ?? now, Folded: shared);
        if (unwanted is not null && !unknown)
        {
            await log.WriteLedgerAsync(lease with { State = LedgerState.Dropped, Attempts = lease.Attempts - 1, Until = null, Detail = Dropped(unwanted, before) }, before?.Revision ?? 0, ct);
            return;
        }

        if (!await log.WriteLedgerAsync(lease, before?.Revision ?? 0, ct))
        {
            return;
        }

        // From here on the outcome is recorded even when the host is stopping: an attempt that was made must not look as if it was not.
        var after = await StagesAsync(delivery, lease, unknown, unwanted, ct);
        await ShareAsync(after, CancellationToken.None);
        await log.WriteLedgerAsync(after with { Revision = lease.Revision + 1, At = time.GetUtcNow(), Until = after.Finished ? null : after.Until }, lease.Revision, CancellationToken.None);
    }

    /// <summary>
    /// Ends what a process before this one left under way, so that it is reconciled now and not only when its lease ends. Only for a host that knows that it is
    /// alone with the log, before its first delivery.
    /// </summary>
    public async Task EndLeasesAsync(string incidentId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var left in (await log.LedgerAsync(incidentId, ct)).Where(entry => entry.State == LedgerState.Attempting && entry.Until > now))
        {
            await log.WriteLedgerAsync(left with { Revision = left.Revision + 1, Until = now }, left.Revision, ct);
        }
    }

    // What became of the message became of all that share it. Theirs is written first: after a crash between, the message is sent again, and none of them alone.
    async Task ShareAsync(LedgerEntry first, CancellationToken ct)
    {
        if (first is not { Folded: { } shared, State: LedgerState.Delivered or LedgerState.GivenUp or LedgerState.Uncertain })
        {
            return;
        }

        var entries = (await log.LedgerAsync(first.IncidentId, ct)).ToDictionary(entry => entry.EffectId, StringComparer.Ordinal);
        foreach (var id in shared.Where(id => id != first.EffectId && entries.GetValueOrDefault(id) is not { Finished: true }))
        {
            var revision = entries.GetValueOrDefault(id)?.Revision ?? 0;
            await log.WriteLedgerAsync(first with { EffectId = id, Revision = revision + 1, At = time.GetUtcNow(), Until = null, Folded = null, Detail = $"In one mail with {shared.Count - 1} others: {first.Detail}" }, revision, ct);
        }
    }

    async Task<LedgerEntry> StagesAsync(Delivery delivery, LedgerEntry lease, bool unknown, string? unwanted, CancellationToken ct)
    {
        if (!channelsByName.TryGetValue(delivery.Effect.Channel, out var channel))
        {
            return lease with { State = LedgerState.GivenUp, Detail = $"No channel \"{delivery.Effect.Channel}\" is configured. Configure it in response.json, or tell people in another way." };
        }

        if (unknown)
        {
            switch (await TryAsync(c => channel.ReconcileAsync(delivery, c), throwing: Unknown, ct))
            {
                case null:
                    return StillUnknown(lease, "It is not known whether an earlier attempt arrived, and asking failed.");
                case Attempt.Unknown still:
                    return StillUnknown(lease, still.Reason, still.RetryAfter);
                case Attempt.Delivered found:
                    return lease with { State = LedgerState.Delivered, Detail = found.Reference };
                case Attempt.Refused unsure:
                    return lease with { State = LedgerState.Uncertain, Detail = unsure.Reason };
            }
        }

        if (unwanted is not null)
        {
            return lease with { State = LedgerState.Dropped, Detail = unwanted };
        }

        var attempt = await TryAsync(c => channel.AttemptAsync(delivery, c), throwing: e => new Attempt.Deferred($"{e.GetType().Name}: {e.Message}"), ct);
        States.Keep(channel.Name, attempt, time.GetUtcNow());
        return attempt switch
        {
            null => StillUnknown(lease, "The attempt was cut short, so it is not known whether it arrived."),
            Attempt.Delivered done => lease with { State = LedgerState.Delivered, Detail = done.Reference },
            Attempt.Unknown unclear => StillUnknown(lease, unclear.Reason, unclear.RetryAfter),
            Attempt.Refused no => lease with { State = LedgerState.GivenUp, Detail = no.Reason, Refused = true },
            Attempt.Deferred later => Later(lease, time.GetUtcNow() + Wait(lease.Attempts, later.RetryAfter), later.Reason),
            _ => throw new InvalidOperationException("An attempt is delivered, deferred, unknown or refused."),
        };
    }

    // Part of it may be done already, such as one of a person's ways.
    static string Dropped(string why, LedgerEntry? before) => before is { State: LedgerState.Deferred, Detail.Length: > 0 } ? $"{why} Before that: {before.Detail}" : why;

    // Tried too often or for too long: a person sees "not delivered", and can send it again or tell people in another way.
    LedgerEntry Later(LedgerEntry lease, DateTimeOffset next, string reason) =>
        lease.Attempts >= options.MaxAttempts ? lease with { State = LedgerState.GivenUp, Detail = $"Tried {lease.Attempts} times. Last: {reason}" }
        : next > lease.FirstAt + options.GiveUpAfter ? lease with { State = LedgerState.GivenUp, Detail = $"Tried {lease.Attempts} times in {Words.Duration(options.GiveUpAfter)}. Last: {reason}" }
        : lease with { State = LedgerState.Deferred, Detail = reason, Until = next };

    // The entry stays "attempting", so that the next turn reconciles before it sends anything a second time.
    LedgerEntry StillUnknown(LedgerEntry lease, string why, TimeSpan? retryAfter = null) => lease.Attempts >= options.MaxAttempts || time.GetUtcNow() >= lease.FirstAt + options.GiveUpAfter
        ? lease with { State = LedgerState.Uncertain, Detail = why }
        : lease with { Detail = why, Until = time.GetUtcNow() + Wait(lease.Attempts, retryAfter) };

    static Attempt? Unknown(Exception e) => null;

    // A channel's exception or time-out is the channel's way of failing; it must not stop the plan. Null when cut short: then the outcome is unknown.
    async Task<Attempt?> TryAsync(Func<CancellationToken, Task<Attempt>> attempt, Func<Exception, Attempt?> throwing, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.AttemptTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await attempt(both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            LogFailed(logger, e.GetType().Name);
            return throwing(e);
        }
    }

    TimeSpan Wait(int attempts, TimeSpan? retryAfter) => options.Wait(attempts, retryAfter, jitter());

    [LoggerMessage(1101, LogLevel.Warning, "An attempt failed with {Exception}; it is tried again.")]
    static partial void LogFailed(ILogger logger, string exception);
}
