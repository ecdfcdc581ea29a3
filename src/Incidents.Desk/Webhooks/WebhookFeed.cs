using Incidents.Planned;
using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>
/// Tells one endpoint of every event, and of planned work, each incident's and each work's in order: one message at a time, the next only when the one before was taken or given up. How far it came is on disk after every attempt.
/// Not thread-safe: one round or incident at a time.
/// </summary>
/// <param name="sender">The endpoint.</param>
/// <param name="log">The events.</param>
/// <param name="records">Holds cursors and the endpoint's state.</param>
/// <param name="bodies">What is told.</param>
/// <param name="planned">Planned work, of which the public's endpoints are told.</param>
/// <param name="time">The clock.</param>
/// <param name="options">The desk's rules of trying again and giving up.</param>
/// <param name="jitter">0 to 1.</param>
/// <param name="logger">Says what was given up.</param>
public sealed partial class WebhookFeed(IWebhookSender sender, IIncidentLog log, IRecordStore records, WebhookBodies bodies, PlannedWorkDesk planned, TimeProvider time, DeliveryOptions options, Func<double> jitter, ILogger<WebhookFeed> logger)
{
    // Opened and over between two rounds, with so many newer ones beside it: it would be found after the next start.
    const int NewestHeads = 50;

    readonly WebhookRecords store = new(records, sender.Endpoint.Name);
    readonly Dictionary<string, Followed> followed = new(StringComparer.Ordinal);
    bool looked;

    /// <summary>The endpoint.</summary>
    public WebhookEndpoint Endpoint => sender.Endpoint;

    /// <summary>Looks through everything that may have news, and tells it.</summary>
    /// <returns>When something is to be tried again; null: nothing is.</returns>
    public async Task<DateTimeOffset?> RoundAsync(CancellationToken ct)
    {
        if (await StateAsync(ct) is not { StoppedAt: null } current)
        {
            return null;
        }

        // The first round finds whatever a process before this one left; the others what happened since.
        var heads = looked ? [.. await log.HeadsAsync(HeadFilter.Open, int.MaxValue, ct), .. await log.HeadsAsync(HeadFilter.All, NewestHeads, ct)] : await log.HeadsAsync(HeadFilter.All, int.MaxValue, ct);
        if (!looked)
        {
            await store.ReadPositionsAsync(ct);
        }

        var news = heads.DistinctBy(head => head.Id, StringComparer.Ordinal).Where(head => HasNews(head, current.Since)).OrderBy(head => head.OpenedAt).Select(head => head.Id).ToList();
        var failing = followed.Values.Where(f => f.Cursor.NextAt is not null).Select(f => f.Id).ToList();
        DateTimeOffset? wake = null;
        news.AddRange(await PlannedNewsAsync(current, ct));
        foreach (var incident in failing.Union(news, StringComparer.Ordinal).Union(current.Wanted ?? [], StringComparer.Ordinal))
        {
            if (await ServeAsync(incident, ct) is { } next && (wake is null || next < wake))
            {
                wake = next;
            }
        }

        looked = true;
        if (current.Wanted is { Count: > 0 } served)
        {
            await store.ChangeStateAsync(now => now with { Wanted = [.. (now.Wanted ?? []).Except(served)] }, ct);
        }

        return wake;
    }

    /// <summary>Tells what one incident, or one planned work, has to tell.</summary>
    /// <returns>When it is to be tried again; null when all is told, or the endpoint is stopped.</returns>
    public async Task<DateTimeOffset?> ServeAsync(string incident, CancellationToken ct)
    {
        if (await StateAsync(ct) is not { StoppedAt: null } current)
        {
            return null;
        }

        if (!followed.TryGetValue(incident, out var at))
        {
            at = followed[incident] = new Followed(incident, await store.CursorAsync(incident, ct));
        }
        else
        {
            await store.RefreshAsync(at, ct);
        }

        var attempts = new WebhookAttempts(sender, store, time, options, jitter, LogGivenUp);
        var end = PlannedWork.IsId(incident) ? await new PlannedTurn(bodies, attempts, store, current.PlannedSince ?? time.GetUtcNow()).RunAsync(at, Endpoint.Public ? await planned.FindAsync(incident, ct) : null, ct)
            : await new WebhookTurn(Endpoint, log, bodies, attempts, current.Since).RunAsync(at, ct);
        if (end.Stopped is { } reason)
        {
            await store.ChangeStateAsync(now => now with { StoppedAt = time.GetUtcNow(), Reason = reason }, ct);
            LogStopped(logger, Endpoint.Name);
            return null;
        }

        if (end.At is null && !PlannedWork.IsId(incident) && await log.HeadAsync(incident, ct) is { Ended: true } head && head.Version <= at.Folded.Version)
        {
            await store.KeepAsync(at, ct);
            followed.Remove(incident);
        }

        return end.At;
    }

    // An endpoint that was there before planned work was told of hears what is said from now on.
    async Task<IEnumerable<string>> PlannedNewsAsync(WebhookState current, CancellationToken ct)
    {
        if (!Endpoint.Public)
        {
            return [];
        }

        if ((current.PlannedSince ?? (await store.ChangeStateAsync(now => now with { PlannedSince = now.PlannedSince ?? time.GetUtcNow() }, ct))?.PlannedSince) is not { } since)
        {
            return [];
        }

        return (await planned.ListAsync(ct)).Where(work => work.IsPublic && (followed.TryGetValue(work.Id, out var at) ? bodies.Next(work, at.Cursor) is not null : work.Updates[^1].At >= since || work.PublicAt >= since)).Select(work => work.Id);
    }

    // What was over before the endpoint was there is not looked at.
    bool HasNews(IncidentHead head, DateTimeOffset since) => followed.TryGetValue(head.Id, out var at) ? at.Folded.Version < head.Version
        : store.Position(head.Id) is { } position ? position < head.Version
        : !head.Ended || head.OpenedAt >= since;

    // A person may have let a stopped endpoint go on, in another process.
    async Task<WebhookState> StateAsync(CancellationToken ct) => await store.StateAsync(ct) ?? await store.BeginAsync(new WebhookState(time.GetUtcNow()) { PlannedSince = time.GetUtcNow() }, ct);

    void LogGivenUp(string message, int attempts) => LogGivenUp(logger, Endpoint.Name, message, attempts);

    [LoggerMessage(1301, LogLevel.Warning, "Webhook {Endpoint}: message {Message} was given up after {Attempts} attempts; the next one follows.")]
    static partial void LogGivenUp(ILogger logger, string endpoint, string message, int attempts);

    [LoggerMessage(1302, LogLevel.Warning, "Webhook {Endpoint} wants nothing any more (410) and is stopped until a person lets it go on.")]
    static partial void LogStopped(ILogger logger, string endpoint);
}

/// <summary>An incident that an endpoint is told of.</summary>
sealed class Followed(string id, (WebhookCursor Cursor, string? Version) kept)
{
    public string Id => id;

    public WebhookCursor Cursor { get; set; } = kept.Cursor;

    /// <summary>The record's version; null when there is none.</summary>
    public string? Version { get; set; } = kept.Version;

    /// <summary>The incident up to the cursor, without its alerts, which nothing told here needs.</summary>
    public Incident Folded { get; set; } = Incident.None;
}
