using System.Globalization;
using System.Text.Json;

namespace Incidents.Desk;

/// <summary>A source that has to make itself heard: a dead man's switch for monitoring itself.</summary>
/// <param name="Source">The configured source.</param>
/// <param name="Every">How often it beats.</param>
/// <param name="Grace">How much later than that a beat may be.</param>
/// <param name="Service">The service whose incident its silence opens or joins.</param>
public sealed record HeartbeatSource(string Source, TimeSpan Every, TimeSpan Grace, string Service)
{
    /// <summary>The longest silence that means nothing.</summary>
    public TimeSpan Allowed => Every + Grace;
}

/// <summary>The heartbeats of a host.</summary>
/// <param name="Sources">All of them.</param>
/// <param name="StartsAnew">
/// True when this process is the only one: a start then follows a time in which nobody could be heard, and every wait begins again. Where many processes come and go
/// (Azure), only a gap between two rounds says that.
/// </param>
public sealed record HeartbeatOptions(IReadOnlyList<HeartbeatSource> Sources, bool StartsAnew);

/// <summary>Where a heartbeat stands.</summary>
/// <param name="Source">Whose.</param>
/// <param name="LastBeat">When it was heard last; null when never.</param>
/// <param name="IsSilent">True when it should have been heard since.</param>
public sealed record HeartbeatState(HeartbeatSource Source, DateTimeOffset? LastBeat, bool IsSilent);

/// <summary>
/// Notices when a source that beats falls silent, and tells on-call as by any other alert: it fires through the inbox, under the last beat's time, and ends with the next beat. The
/// last beat is one row for each source; silence that may be our own (a start, a stop of the clock or of the rounds) is not the sender's, so that its wait begins again.
/// </summary>
public sealed class Heartbeats(IIncidentLog log, AlertIntake intake, HeartbeatOptions options, TimeProvider time)
{
    /// <summary>Between two rounds.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    // Three rounds were missed, or the clock was moved: nobody listened meanwhile.
    static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);

    // A sender in a loop costs one write a second.
    static readonly TimeSpan Finest = TimeSpan.FromSeconds(1);

    const string WatchKey = "heartbeats/watch";

    bool listening = !options.StartsAnew;

    /// <summary>True when there is any.</summary>
    public bool Any => options.Sources.Count > 0;

    /// <summary>The heartbeat of a source; null when the source sends alerts.</summary>
    public HeartbeatSource? Find(string source) => options.Sources.FirstOrDefault(s => s.Source == source);

    /// <summary>Takes a beat; on disk when it returns. It ends the alert of a silence before it.</summary>
    /// <exception cref="LogUnavailableException">It is not stored; the sender has to try again.</exception>
    public async Task BeatAsync(HeartbeatSource source, CancellationToken ct)
    {
        var (now, before) = (time.GetUtcNow(), await LastBeatAsync(source, ct));
        if (before is { } heard && now - heard is var since && since >= TimeSpan.Zero && since < Finest)
        {
            return;
        }

        // Whether it fired or not: an end of what never fired changes nothing.
        if (before is null || now - before > source.Allowed)
        {
            await TellAsync(source, before, isFiring: false, startedAt: before ?? now, now, ct);
        }

        await WriteAsync(Key(source), Text(now), ct);
    }

    /// <summary>One round: fires for every source that has been silent for too long. Saying it again adds nothing.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        if (!Any)
        {
            return;
        }

        var now = time.GetUtcNow();
        var since = await WatchingSinceAsync(now, ct);
        foreach (var source in options.Sources)
        {
            var last = await LastBeatAsync(source, ct);
            if (IsSilent(source, last, since, now))
            {
                await TellAsync(source, last, isFiring: true, startedAt: Waiting(last, since) + source.Every, now, ct);
            }
        }
    }

    /// <summary>Where each stands, for probes and people.</summary>
    public async Task<IReadOnlyList<HeartbeatState>> LookAsync(CancellationToken ct)
    {
        var (states, now) = (new List<HeartbeatState>(), time.GetUtcNow());
        var since = Any && await log.CorrelatedAsync(WatchKey, ct) is { } watch ? Watch(watch).Since : now;
        foreach (var source in options.Sources)
        {
            var last = await LastBeatAsync(source, ct);
            states.Add(new HeartbeatState(source, last, IsSilent(source, last, since, now)));
        }

        return states;
    }

    static bool IsSilent(HeartbeatSource source, DateTimeOffset? last, DateTimeOffset since, DateTimeOffset now) => now - Waiting(last, since) > source.Allowed;

    static DateTimeOffset Waiting(DateTimeOffset? last, DateTimeOffset since) => last > since ? last.Value : since;

    async Task<DateTimeOffset> WatchingSinceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var before = await log.CorrelatedAsync(WatchKey, ct) is { } written ? Watch(written) : ((DateTimeOffset Since, DateTimeOffset Last)?)null;
        var since = listening && before is { } watch && now >= watch.Last && now - watch.Last <= Gap ? watch.Since : now;
        await WriteAsync(WatchKey, $"{Text(since)} {Text(now)}", ct);
        listening = true;
        return since;
    }

    // Through the inbox, as any alert: durable, and under an id that makes a second round's the same.
    async Task TellAsync(HeartbeatSource source, DateTimeOffset? last, bool isFiring, DateTimeOffset startedAt, DateTimeOffset now, CancellationToken ct)
    {
        var episode = last is { } heard ? Text(heard) : "never heard";
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            key = "heartbeat",
            status = isFiring ? "firing" : "resolved",
            service = source.Service,
            summary = last is null ? $"{source.Source} has not been heard yet" : $"{source.Source} has not been heard since {last:yyyy-MM-dd HH:mm:ss} UTC",
            severity = "major",
            episode,
            startsAt = startedAt,
            endsAt = now,
        });
        var input = new RawInput($"{source.Source}/{(isFiring ? "silent" : "heard")}/{episode}", source.Source, now, "application/json", body);
        if (await intake.AcceptAsync(input, ct))
        {
            await intake.ServeAsync(input, ct);
        }
    }

    async Task<DateTimeOffset?> LastBeatAsync(HeartbeatSource source, CancellationToken ct) => await log.CorrelatedAsync(Key(source), ct) is { } text ? Parse(text) : null;

    // Of two at the same moment either may stay: they are as good.
    async Task WriteAsync(string key, string value, CancellationToken ct)
    {
        var stands = await log.CorrelateAsync(key, value, replaces: null, ct);
        if (stands != value)
        {
            await log.CorrelateAsync(key, value, replaces: stands, ct);
        }
    }

    static string Key(HeartbeatSource source) => $"heartbeat/{source.Source}";

    static (DateTimeOffset Since, DateTimeOffset Last) Watch(string written) => written.Split(' ') is [var since, var last] ? (Parse(since), Parse(last)) : default;

    static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
