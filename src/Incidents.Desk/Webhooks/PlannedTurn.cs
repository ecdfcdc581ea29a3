using Incidents.Planned;

namespace Incidents.Desk;

/// <summary>
/// One turn of one planned work: what a person wants sent again, then every word that the public was told after the cursor. The record holds how the work stands and not how it stood, so a message
/// is kept with the cursor before it is sent: what comes again after a crash is the same, whatever was said meanwhile.
/// </summary>
sealed class PlannedTurn(WebhookBodies bodies, WebhookAttempts attempts, WebhookRecords store, DateTimeOffset since)
{
    public async Task<TurnEnd> RunAsync(Followed at, PlannedWork? work, CancellationToken ct)
    {
        if (work is null)
        {
            return default;
        }

        if (await attempts.AgainAsync(at, lost => Task.FromResult(bodies.Remade(work, lost)), ct) is { Stopped: not null } stopped)
        {
            return stopped;
        }

        while ((at.Cursor.Next ?? bodies.Next(work, at.Cursor)) is { } next)
        {
            if (at.Cursor.Next is null)
            {
                if (next.At < since)
                {
                    // Written with the next attempt. What was changed since, without a word, follows.
                    at.Cursor = Past(at.Cursor, work.PublicAt >= since ? next with { Revision = next.Revision - 1 } : next);
                    continue;
                }

                at.Cursor = at.Cursor with { Next = next };
                await store.PutAsync(at, ct);
            }

            if (await attempts.TellAsync(at, WebhookBodies.Of(next), next.Sequence, part: 0, cursor => Past(cursor, next), ct) is { } end)
            {
                return end;
            }
        }

        return default;
    }

    static WebhookCursor Past(WebhookCursor cursor, WebhookDraft told) => cursor with { Sequence = told.Sequence, Revision = told.Revision, Next = null };
}
