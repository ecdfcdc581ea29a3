using Incidents.Alerts;
using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>A source whose Alertmanager is asked what it shows.</summary>
/// <param name="Source">The configured source.</param>
/// <param name="Every">How often it is asked.</param>
/// <param name="After">How long an alert fires before its notification counts as lost.</param>
public sealed record PullSource(string Source, TimeSpan Every, TimeSpan After);

/// <summary>The sources of a host that are asked.</summary>
/// <param name="Sources">All of them.</param>
public sealed record PullOptions(IReadOnlyList<PullSource> Sources);

/// <summary>How asking a source fares.</summary>
/// <param name="Source">Whose.</param>
/// <param name="AskedAt">When it was asked last; null when never.</param>
/// <param name="FailingSince">Since when it could not be asked; null when it can.</param>
/// <param name="Reason">Why not.</param>
public sealed record PullState(string Source, DateTimeOffset? AskedAt, DateTimeOffset? FailingSince, string? Reason);

/// <summary>
/// Finds alerts of which no notification came: asks the Alertmanager of a source now and then what fires there, and takes what is not known through the inbox, as if the source had
/// posted it. Nothing is inferred from absence: an alert that is not shown any more goes on until its source says that it is over.
/// </summary>
public sealed partial class AlertPulls(IIncidentLog log, AlertIntake intake, Inbox inbox, IShownAlerts shown, PullOptions options, TimeProvider time, ILogger<AlertPulls> logger) : IDisposable
{
    /// <summary>Between two looks whether a source is due.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    // One document of the inbox: as much as a source may post at once, with room for what is around it.
    const int MostBytes = 512 * 1024;

    // Each costs two look-ups in the log.
    const int AtOnce = 500;

    // A host's timer may come a moment early, and a look is dated by its end: one that took seconds must not cost the next one on a timer of a minute.
    static readonly TimeSpan Early = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim turn = new(1);

    /// <summary>True when there is any.</summary>
    public bool Any => options.Sources.Count > 0;

    /// <summary>Asks every source that is due, one after the other. Does nothing while another round is under way.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        if (!Any || !await turn.WaitAsync(TimeSpan.Zero, ct))
        {
            return;
        }

        try
        {
            foreach (var source in options.Sources)
            {
                var before = await StateAsync(source.Source, ct);
                // A clock that was set back must not silence it.
                if (before.AskedAt is not { } asked || time.GetUtcNow() - asked is var since && (since < TimeSpan.Zero || since >= source.Every - Early))
                {
                    await KeepAsync(before, await TryAsync(source, ct), ct);
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>How each fares, for probes and people.</summary>
    public async Task<IReadOnlyList<PullState>> LookAsync(CancellationToken ct)
    {
        var states = new List<PullState>();
        foreach (var source in options.Sources)
        {
            states.Add(await StateAsync(source.Source, ct));
        }

        return states;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    async Task<string?> TryAsync(PullSource source, CancellationToken ct)
    {
        try
        {
            return await PullAsync(source, ct);
        }
        catch (Exception exception) when (exception is not LogUnavailableException && !ct.IsCancellationRequested)
        {
            LogFailed(logger, exception, source.Source);
            return $"What it shows could not be taken: {exception.GetType().Name}.";
        }
    }

    async Task<string?> PullAsync(PullSource source, CancellationToken ct)
    {
        var answer = await shown.AskAsync(source.Source, ct);
        if (answer.Body is not { } body)
        {
            return answer.Problem;
        }

        var now = time.GetUtcNow();
        var read = ShownAlerts.Read(body, now - source.After);
        var lost = 0;
        foreach (var some in read.Alerts.Chunk(AtOnce))
        {
            var news = await intake.NewsAsync([.. some.Select(alert => Input(source, now, [alert]))], ct);
            lost += news.Count;
            foreach (var document in Documents(news.Select(n => some[n])))
            {
                var input = Input(source, now, document);
                await intake.AcceptAsync(input, ct);
                // It is on disk: what fails here is served by the sweep.
                await inbox.ServeNowAsync(input);
            }
        }

        if (lost > 0)
        {
            LogLost(logger, source.Source, lost);
        }

        return read.Problem;
    }

    static RawInput Input(PullSource source, DateTimeOffset now, IEnumerable<byte[]> alerts) =>
        new($"{source.Source}/shown-{Guid.CreateVersion7(now)}", source.Source, now, "application/json", ShownAlerts.Notification(alerts));

    static IEnumerable<List<byte[]>> Documents(IEnumerable<byte[]> alerts)
    {
        var (document, bytes) = (new List<byte[]>(), 0);
        foreach (var alert in alerts)
        {
            if (document.Count > 0 && bytes + alert.Length > MostBytes)
            {
                yield return document;
                (document, bytes) = ([], 0);
            }

            document.Add(alert);
            bytes += alert.Length + 1;
        }

        if (document.Count > 0)
        {
            yield return document;
        }
    }

    async Task<PullState> StateAsync(string source, CancellationToken ct) => await log.CorrelatedAsync(Key(source), ct) is { } written && written.Split(' ', 3) is [var asked, var failing, var reason]
        ? new PullState(source, Places.Read(asked), failing.Length > 1 ? Places.Read(failing) : null, reason.Length > 0 ? reason : null) : new PullState(source, null, null, null);

    async Task KeepAsync(PullState before, string? problem, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var failing = problem is null ? "-" : Places.Write(before.FailingSince ?? now);
        var value = $"{Places.Write(now)} {failing} {problem}";
        var stands = await log.CorrelateAsync(Key(before.Source), value, replaces: null, ct);
        if (stands != value)
        {
            await log.CorrelateAsync(Key(before.Source), value, replaces: stands, ct);
        }

        if (problem is not null && before.FailingSince is null)
        {
            LogProblem(logger, before.Source, problem);
        }
    }

    static string Key(string source) => $"pull/{source}";

    [LoggerMessage(1230, LogLevel.Warning, "Source {Source}: {Count} alerts fire at its Alertmanager of which no notification came; they are taken.")]
    static partial void LogLost(ILogger logger, string source, int count);

    [LoggerMessage(1231, LogLevel.Warning, "Source {Source}: its Alertmanager cannot be asked: {Problem}")]
    static partial void LogProblem(ILogger logger, string source, string problem);

    [LoggerMessage(1232, LogLevel.Error, "Source {Source}: what its Alertmanager shows could not be taken.")]
    static partial void LogFailed(ILogger logger, Exception exception, string source);
}
