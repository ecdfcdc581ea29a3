namespace Incidents.Desk;

/// <summary>One turn of one incident: what a person wants sent again, then every event after the cursor.</summary>
sealed class WebhookTurn(WebhookEndpoint endpoint, IIncidentLog log, WebhookBodies bodies, WebhookAttempts attempts, DateTimeOffset since)
{
    public async Task<TurnEnd> RunAsync(Followed at, CancellationToken ct)
    {
        if (await attempts.AgainAsync(at, lost => MessageAsync(at.Id, lost, ct), ct) is { Stopped: not null } stopped)
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
        var messages = stored.Event.At < since ? [] : bodies.Of(endpoint, at.Id, stored, before, after);
        for (var part = at.Cursor.Part; part < messages.Count; part = at.Cursor.Part)
        {
            // What was decided before a breach was suspected is private too from then on.
            if (messages[part].IsPrivateInBreach && await log.HeadAsync(at.Id, ct) is { Private: true })
            {
                at.Cursor = at.Cursor with { Part = part + 1, Attempts = 0, NextAt = null, Failing = null };
                continue;
            }

            if (await attempts.TellAsync(at, messages[part], stored.Sequence, part, cursor => cursor with { Sequence = stored.Sequence - 1, Part = part + 1 }, ct) is { } end)
            {
                return end;
            }
        }

        // Written with the next attempt: an event that tells nothing is found again after a crash, and tells nothing again.
        at.Cursor = at.Cursor with { Sequence = stored.Sequence, Part = 0 };
        return null;
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
                    return bodies.Of(endpoint, incident, stored, folded, after).FirstOrDefault(m => m.Id == lost.Id) is { } message
                        && !(message.IsPrivateInBreach && await log.HeadAsync(incident, ct) is { Private: true }) ? message : null;
                }

                folded = after;
            }
        }

        return null;
    }

    // A storm's hundred thousand alerts are not kept a second time: nothing that is told here comes of them.
    static Incident Fold(Incident incident, Event e) => e is AlertJoined or AlertsJoined or AlertEnded or AlertsEnded or EveryAlertEnded ? incident with { Version = incident.Version + 1 } : incident.Apply(e);
}
