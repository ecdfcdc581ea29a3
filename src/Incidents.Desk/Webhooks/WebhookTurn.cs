namespace Incidents.Desk;

/// <summary>What came of a turn.</summary>
/// <param name="At">When the next attempt is due; null: all is told.</param>
/// <param name="Stopped">Why the receiver wants nothing any more; null: it does.</param>
readonly record struct TurnEnd(DateTimeOffset? At, string? Stopped);

/// <summary>One turn of one incident: what a person wants sent again, then every event after the cursor.</summary>
sealed class WebhookTurn(IWebhookSender sender, IIncidentLog log, WebhookRecords store, WebhookBodies bodies, TimeProvider time, DeliveryOptions options, Func<double> jitter, DateTimeOffset since, Action<string, int> gaveUp)
{
    public async Task<TurnEnd> RunAsync(Followed at, CancellationToken ct)
    {
        if (await AgainAsync(at, ct) is { Stopped: not null } stopped)
        {
            return stopped;
        }

        // A log that is behind its cursor is an older backup.
        while (await log.ReadPageAsync(at.Id, at.Folded.Version + 1, ct) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                var before = at.Folded;
                var after = Fold(before, stored.Event);
                if (stored.Sequence > at.Cursor.Sequence && await TellAsync(at, stored, before, after, ct) is { } end)
                {
                    return end;
                }

                at.Folded = after;
            }
        }

        return default;
    }

    // Null when the event is done with.
    async Task<TurnEnd?> TellAsync(Followed at, StoredEvent stored, Incident before, Incident after, CancellationToken ct)
    {
        var messages = stored.Event.At < since ? [] : bodies.Of(sender.Endpoint, at.Id, stored, before, after);
        for (var part = at.Cursor.Part; part < messages.Count; part = at.Cursor.Part)
        {
            if (at.Cursor.NextAt > time.GetUtcNow())
            {
                return new TurnEnd(at.Cursor.NextAt, null);
            }

            var (message, attempts) = (messages[part], at.Cursor.Attempts + 1);
            // What was decided before a breach was suspected is private too from then on.
            if (message.IsPrivateInBreach && await log.HeadAsync(at.Id, ct) is { Private: true })
            {
                at.Cursor = at.Cursor with { Part = part + 1, Attempts = 0, NextAt = null, Failing = null };
                continue;
            }

            var attempt = await TryAsync(message, ct);
            var now = time.GetUtcNow();
            WebhookTry Tried(LedgerState became, string detail) => new(message.Id, message.Type, stored.Sequence, part, became, now, attempts, detail);
            if (attempt is Attempt.Refused gone)
            {
                return new TurnEnd(null, gone.Reason);
            }

            if (attempt is Attempt.Delivered done)
            {
                at.Cursor = at.Cursor.Done(stored.Sequence - 1, Tried(LedgerState.Delivered, done.Reference));
                await store.PutAsync(at, ct);
                continue;
            }

            var (reason, retryAfter) = attempt is Attempt.Deferred later ? (later.Reason, later.RetryAfter) : attempt is Attempt.Unknown unclear ? (unclear.Reason, unclear.RetryAfter) : ("", null);
            var next = now + options.Wait(attempts, retryAfter, jitter());
            // Counted from the event, so that a receiver that is gone for days is asked once for each message then, and does not hold up the rest for a day each.
            if (attempts >= options.MaxAttempts || next > stored.Event.At + options.GiveUpAfter)
            {
                at.Cursor = at.Cursor.GaveUp(stored.Sequence - 1, Tried(LedgerState.GivenUp, reason));
                await store.PutAsync(at, ct);
                gaveUp(message.Id, attempts);
                continue;
            }

            var failing = Tried(LedgerState.Deferred, reason);
            at.Cursor = at.Cursor.Noted(failing) with { Attempts = attempts, NextAt = next, Failing = failing };
            await store.PutAsync(at, ct);
            return new TurnEnd(next, null);
        }

        // Written with the next attempt: an event that tells nothing is found again after a crash, and tells nothing again.
        at.Cursor = at.Cursor with { Sequence = stored.Sequence, Part = 0 };
        return null;
    }

    // One attempt for each press of the button; what fails stays given up.
    async Task<TurnEnd> AgainAsync(Followed at, CancellationToken ct)
    {
        while (at.Cursor.Again.Count > 0)
        {
            var id = at.Cursor.Again[0];
            if (at.Cursor.GivenUp.FirstOrDefault(g => g.Id == id) is { } lost && await MessageAsync(at.Id, lost, ct) is { } message)
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

    // The very message of then: made anew from the events, which do not change. Null when it would not be told any more, as when a breach is suspected.
    async Task<WebhookMessage?> MessageAsync(string incident, WebhookTry lost, CancellationToken ct)
    {
        var folded = Incident.None;
        while (folded.Version < lost.Sequence && await log.ReadPageAsync(incident, folded.Version + 1, ct) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                var after = Fold(folded, stored.Event);
                if (stored.Sequence == lost.Sequence)
                {
                    return bodies.Of(sender.Endpoint, incident, stored, folded, after).FirstOrDefault(m => m.Id == lost.Id) is { } message
                        && !(message.IsPrivateInBreach && await log.HeadAsync(incident, ct) is { Private: true }) ? message : null;
                }

                folded = after;
            }
        }

        return null;
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

    // A storm's hundred thousand alerts are not kept a second time: nothing that is told here comes of them.
    static Incident Fold(Incident incident, Event e) => e is AlertJoined or AlertsJoined or AlertEnded or AlertsEnded or EveryAlertEnded ? incident with { Version = incident.Version + 1 } : incident.Apply(e);
}
