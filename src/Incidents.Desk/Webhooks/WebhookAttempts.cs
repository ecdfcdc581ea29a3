namespace Incidents.Desk;

/// <summary>What came of a turn.</summary>
/// <param name="At">When the next attempt is due; null: all is told.</param>
/// <param name="Stopped">Why the receiver wants nothing any more; null: it does.</param>
readonly record struct TurnEnd(DateTimeOffset? At, string? Stopped);

/// <summary>One attempt at a time at the messages of an incident or of planned work, and what is kept of each.</summary>
sealed class WebhookAttempts(IWebhookSender sender, WebhookRecords store, TimeProvider time, DeliveryOptions options, Func<double> jitter, Action<string, int> gaveUp)
{
    /// <summary>Tells the message that is next.</summary>
    /// <param name="at">Of what.</param>
    /// <param name="message">The message.</param>
    /// <param name="sequence">Of the event, or of the public's word.</param>
    /// <param name="part">Which of the event's messages.</param>
    /// <param name="past">The cursor once the message is done with.</param>
    /// <param name="ct">Gives up the attempt.</param>
    /// <returns>Null when the message is done with: taken, or given up.</returns>
    public async Task<TurnEnd?> TellAsync(Followed at, WebhookMessage message, int sequence, int part, Func<WebhookCursor, WebhookCursor> past, CancellationToken ct)
    {
        if (at.Cursor.NextAt > time.GetUtcNow())
        {
            return new TurnEnd(at.Cursor.NextAt, null);
        }

        var attempts = at.Cursor.Attempts + 1;
        var attempt = await TryAsync(message, ct);
        var now = time.GetUtcNow();
        WebhookTry Tried(LedgerState became, string detail) => new(message.Id, message.Type, sequence, part, became, now, attempts, detail);
        if (attempt is Attempt.Refused gone)
        {
            return new TurnEnd(null, gone.Reason);
        }

        if (attempt is Attempt.Delivered done)
        {
            at.Cursor = past(at.Cursor.Done(Tried(LedgerState.Delivered, done.Reference)));
            await store.PutAsync(at, ct);
            return null;
        }

        var (reason, retryAfter) = attempt is Attempt.Deferred later ? (later.Reason, later.RetryAfter) : attempt is Attempt.Unknown unclear ? (unclear.Reason, unclear.RetryAfter) : ("", null);
        var next = now + options.Wait(attempts, retryAfter, jitter());
        // Counted from when it happened, so that a receiver that is gone for days is asked once for each message then, and does not hold up the rest for a day each.
        if (attempts >= options.MaxAttempts || next > message.At + options.GiveUpAfter)
        {
            at.Cursor = past(at.Cursor.GaveUp(Tried(LedgerState.GivenUp, reason)));
            await store.PutAsync(at, ct);
            gaveUp(message.Id, attempts);
            return null;
        }

        var failing = Tried(LedgerState.Deferred, reason);
        at.Cursor = at.Cursor.Noted(failing) with { Attempts = attempts, NextAt = next, Failing = failing };
        await store.PutAsync(at, ct);
        return new TurnEnd(next, null);
    }

    /// <summary>What a person wants sent again: one attempt for each press of the button; what fails stays given up.</summary>
    /// <param name="at">Of what.</param>
    /// <param name="remade">The message of then; null when it would not be told any more.</param>
    /// <param name="ct">Gives up the attempt.</param>
    public async Task<TurnEnd> AgainAsync(Followed at, Func<WebhookTry, Task<WebhookMessage?>> remade, CancellationToken ct)
    {
        while (at.Cursor.Again.Count > 0)
        {
            var id = at.Cursor.Again[0];
            if (at.Cursor.GivenUp.FirstOrDefault(g => g.Id == id) is { } lost && await remade(lost) is { } message)
            {
                var attempt = await TryAsync(message, ct);
                if (attempt is Attempt.Refused gone)
                {
                    return new TurnEnd(null, gone.Reason);
                }

                var tried = lost with { At = time.GetUtcNow(), Attempts = lost.Attempts + 1 };
                tried = attempt switch
                {
                    Attempt.Delivered done => tried with { State = LedgerState.Delivered, Detail = done.Reference },
                    Attempt.Deferred later => tried with { Detail = later.Reason },
                    Attempt.Unknown unclear => tried with { Detail = unclear.Reason },
                    _ => tried,
                };
                at.Cursor = at.Cursor.Noted(tried) with { GivenUp = [.. at.Cursor.GivenUp.SelectMany(g => g.Id != id ? [g] : tried.State == LedgerState.Delivered ? (WebhookTry[])[] : [tried])] };
            }

            at.Cursor = at.Cursor with { Again = [.. at.Cursor.Again.Where(a => a != id)] };
            await store.PutAsync(at, ct);
        }

        return default;
    }

    async Task<Attempt> TryAsync(WebhookMessage message, CancellationToken ct)
    {
        try
        {
            return await sender.SendAsync(message, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return new Attempt.Deferred($"{e.GetType().Name}: {e.Message}");
        }
    }
}
