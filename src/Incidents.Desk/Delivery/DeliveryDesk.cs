using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>
/// Delivers one effect: take the lease, read the log again, drop what is not wanted any more, reconcile an unknown outcome, make one attempt, record what came
/// of it, tell the plan. A row of stages, read from top to bottom.
/// </summary>
public sealed partial class DeliveryDesk(IIncidentLog log, IncidentDesk desk, IEnumerable<IChannel> channels, TimeProvider time, DeliveryOptions options, Func<double> jitter, ILogger<DeliveryDesk> logger)
{
    readonly Dictionary<string, IChannel> channelsByName = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>Makes the attempt that is due. Returns when it is recorded; does nothing when another one holds the lease.</summary>
    public async Task DeliverAsync(string incidentId, DueEffect due, CancellationToken ct)
    {
        var before = (await log.LedgerAsync(incidentId, ct)).FirstOrDefault(e => e.EffectId == due.EffectId);
        var now = time.GetUtcNow();
        if (before is { Finished: true } || before?.Until > now || await desk.LookAsync(incidentId, ct) is not { } incident)
        {
            return;
        }

        var lease = new LedgerEntry(due.EffectId, incidentId, (before?.Revision ?? 0) + 1, LedgerState.Attempting, (before?.Attempts ?? 0) + 1, now, now + options.Lease, "");
        if (!await log.WriteLedgerAsync(lease, before?.Revision ?? 0, ct))
        {
            return;
        }

        var delivery = new Delivery(due.EffectId, incidentId, due.Effect, incident);
        var unknown = before is { State: LedgerState.Attempting };
        // From here on the outcome is recorded even when the host is stopping: an attempt that was made must not look as if it was not.
        var after = Plan.Unwanted(incident, due.Effect) is { } why ? lease with { State = LedgerState.Dropped, Detail = why } : await StagesAsync(delivery, lease, unknown, ct);
        await RecordAsync(after with { Revision = lease.Revision + 1, At = time.GetUtcNow() }, lease.Revision, due.Effect);
    }

    async Task<LedgerEntry> StagesAsync(Delivery delivery, LedgerEntry lease, bool unknown, CancellationToken ct)
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
                case Attempt.Delivered found:
                    return lease with { State = LedgerState.Delivered, Detail = found.Reference };
                case Attempt.Refused unsure:
                    return lease with { State = LedgerState.Uncertain, Detail = unsure.Reason };
            }
        }

        return await TryAsync(c => channel.AttemptAsync(delivery, c), throwing: e => new Attempt.Deferred($"{e.GetType().Name}: {e.Message}"), ct) switch
        {
            null => StillUnknown(lease, "The attempt was cut short, so it is not known whether it arrived."),
            Attempt.Delivered done => lease with { State = LedgerState.Delivered, Detail = done.Reference },
            Attempt.Refused no => lease with { State = LedgerState.GivenUp, Detail = no.Reason },
            Attempt.Deferred later when lease.Attempts >= options.MaxAttempts => lease with { State = LedgerState.GivenUp, Detail = $"Tried {lease.Attempts} times. Last: {later.Reason}" },
            Attempt.Deferred later => lease with { State = LedgerState.Deferred, Detail = later.Reason, Until = time.GetUtcNow() + Wait(lease.Attempts, later.RetryAfter) },
            _ => throw new InvalidOperationException("An attempt is delivered, deferred or refused."),
        };
    }

    // The entry stays "attempting", so that the next turn reconciles before it sends anything a second time.
    LedgerEntry StillUnknown(LedgerEntry lease, string why) => lease.Attempts >= options.MaxAttempts
        ? lease with { State = LedgerState.Uncertain, Detail = why }
        : lease with { Detail = why, Until = time.GetUtcNow() + Wait(lease.Attempts, null) };

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

    TimeSpan Wait(int attempts, TimeSpan? retryAfter)
    {
        var doubled = TimeSpan.FromTicks((long)Math.Min(options.FirstRetry.Ticks * Math.Pow(2, attempts - 1), options.LongestRetry.Ticks));
        var asked = retryAfter > doubled ? retryAfter.Value : doubled;
        return (asked < options.LongestRetry ? asked : options.LongestRetry) * (1 + (jitter() / 4));
    }

    async Task RecordAsync(LedgerEntry entry, int expected, Effect effect)
    {
        var written = entry.Finished ? entry with { Until = null } : entry;
        if (await log.WriteLedgerAsync(written, expected, CancellationToken.None) && written.Finished)
        {
            await desk.TellAsync(IncidentDesk.Report(written, effect, time.GetUtcNow()), CancellationToken.None);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "An attempt failed with {Exception}; it is tried again.")]
    static partial void LogFailed(ILogger logger, string exception);
}
