using Microsoft.Extensions.Logging;

namespace Incidents.Desk.Subscribers;

/// <summary>
/// Tells subscribers what the public knows, beside the plan and never in its way. What was said lies in the log, what each was told in their own record, and what is on its way in the
/// lane's: a crash loses nobody, and whoever's provider confirms is told once. One process at a time gets on; another one that tries finds the lane's record changed and stops.
/// </summary>
public sealed partial class SubscriberLane(SubscriberStore store, IRecordStore records, ISubscriberNews news, SubscriberAttempts attempts, SubscriberOptions options, TimeProvider time, ILogger<SubscriberLane> logger) : IDisposable
{
    /// <summary>The kind of the lane's record.</summary>
    public const string Kind = "subscriber-lane";

    const string Key = "lane";
    const int BatchesAhead = 4;

    // A host may stop a round that lasts longer; the next one goes on.
    static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(4);

    readonly SemaphoreSlim turn = new(1, 1);
    (LaneRecord Record, string? Version) lane;
    string passed = "";
    DateTimeOffset? again;

    /// <summary>One look at the news, and the telling that follows. Hosts do it every few seconds, or every minute; it costs next to nothing while there is no news.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        if (!await turn.WaitAsync(TimeSpan.Zero, ct))
        {
            return;
        }

        try
        {
            await RoundOnceAsync(ct);
        }
        catch (LaneTakenException)
        {
            LogTaken(logger);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    async Task RoundOnceAsync(CancellationToken ct)
    {
        var stored = await records.RecordAsync(Kind, Key, ct);
        lane = (stored is null ? new LaneRecord() : LogJson.Read<LaneRecord>(stored.Json), stored?.Version);
        var now = await news.NowAsync(ct);
        var seen = lane.Record.Seeing(now.Services, time.GetUtcNow());
        if (!ReferenceEquals(seen, lane.Record))
        {
            await SaveAsync(seen, ct);
        }

        var topics = lane.Record.Topics(now);
        if (lane.Record.Open.Count > 0)
        {
            await SaveAsync(lane.Record with { Open = await attempts.ReconcileAsync(lane.Record.Open, topics, ct) }, ct);
        }

        var words = string.Join(' ', lane.Record.Unfinished(topics).Select(topic => topic.Word));
        if (words.Length == 0 || (words == passed && again > time.GetUtcNow()))
        {
            return;
        }

        (passed, again) = (words, null);
        again = await PassAsync(topics, ct);
        if (again is null)
        {
            await SaveAsync(lane.Record.Finishing(topics), ct);
        }
    }

    // Everybody once. Null when all were told; else when it is worth another pass.
    async Task<DateTimeOffset?> PassAsync(IReadOnlyList<Topic> topics, CancellationToken ct)
    {
        DateTimeOffset? next = null;
        var end = time.GetUtcNow() + LongestRound;
        await foreach (var page in store.PagesAsync(ct))
        {
            // Many take minutes to be told: whoever comes later is told what is true then.
            topics = lane.Record.Topics(await news.NowAsync(ct));
            var due = new List<Subscriber>();
            foreach (var who in page.Select(one => one.Value))
            {
                var wants = SubscriberRules.Of(who, topics, time.GetUtcNow(), options);
                next = Sooner(next, wants.WaitsUntil);
                if (wants.Topics.Count > 0)
                {
                    due.Add(who);
                }
            }

            foreach (var batch in due.Chunk(options.Parallel * BatchesAhead))
            {
                if (time.GetUtcNow() > end)
                {
                    return time.GetUtcNow();
                }

                next = Sooner(next, await TellAsync(batch, topics, ct));
            }
        }

        return next;
    }

    async Task<DateTimeOffset?> TellAsync(IReadOnlyList<Subscriber> batch, IReadOnlyList<Topic> topics, CancellationToken ct)
    {
        // What is still unclear is left alone until it is cleared up.
        var unclear = lane.Record.Open.Select(open => open.Subscriber).ToHashSet(StringComparer.Ordinal);
        var begun = batch.Where(who => !unclear.Contains(who.Id)).SelectMany(who => SubscriberAttempts.Messages(who, SubscriberRules.Of(who, topics, time.GetUtcNow(), options).Topics)
            .Select(message => new OpenAttempt(message.Id, who.Id, who.Way, message.Topics.ToDictionary(topic => topic.Id, topic => topic.Number, StringComparer.Ordinal)))).ToList();
        await SaveAsync(lane.Record with { Open = [.. lane.Record.Open, .. begun] }, ct);

        var outcomes = new System.Collections.Concurrent.ConcurrentBag<AttemptOutcome>();
        await Parallel.ForEachAsync(batch.Where(who => !unclear.Contains(who.Id)), new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = ct },
            async (who, stop) => outcomes.Add(await attempts.TellAsync(who.Id, topics, stop)));

        // Written with the next batch: until then it only makes a restart ask once too often.
        var open = outcomes.SelectMany(outcome => outcome.Unclear).ToHashSet(StringComparer.Ordinal);
        lane = (lane.Record with { Open = [.. lane.Record.Open.Where(one => unclear.Contains(one.Subscriber) || open.Contains(one.Message))] }, lane.Version);
        LogTold(logger, outcomes.Sum(outcome => outcome.Told), outcomes.Count);
        return outcomes.Select(outcome => outcome.Again).Concat(unclear.Count > 0 ? [time.GetUtcNow() + SubscriberOptions.Backoff(1)] : []).Aggregate((DateTimeOffset?)null, Sooner);
    }

    async Task SaveAsync(LaneRecord record, CancellationToken ct)
    {
        var version = await records.PutRecordAsync(Kind, Key, LogJson.Write(record), lane.Version, ct);
        lane = (record, version ?? throw new LaneTakenException());
    }

    static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;

    sealed class LaneTakenException : Exception;

    [LoggerMessage(4501, LogLevel.Information, "Another process tells the subscribers; this one stops.")]
    static partial void LogTaken(ILogger logger);

    [LoggerMessage(4502, LogLevel.Error, "Subscribers could not be told; the next round goes on where this one stopped.")]
    static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(4503, LogLevel.Debug, "{Told} of {Tried} subscribers were told.")]
    static partial void LogTold(ILogger logger, int told, int tried);
}
