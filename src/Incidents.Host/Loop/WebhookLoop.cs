using System.Threading.Channels;
using Incidents.Desk;

namespace Incidents.Host.Loop;

/// <summary>Tells each webhook by itself, so that a slow receiver holds up no other: at once when an incident has news, when something is to be tried again, and once a minute for whatever was missed.</summary>
sealed partial class WebhookLoop(IEnumerable<WebhookFeed> feeds, Bell bell, TimeProvider time, ILogger<WebhookLoop> logger) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var all = feeds.Select(feed => (Feed: feed, News: Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true }))).ToList();
        if (all.Count > 0)
        {
            bell.Follow(incident => all.ForEach(one => one.News.Writer.TryWrite(incident)));
        }

        return Task.WhenAll(all.Select(one => KeepTellingAsync(one.Feed, one.News.Reader, stoppingToken)));
    }

    async Task KeepTellingAsync(WebhookFeed feed, ChannelReader<string> news, CancellationToken ct)
    {
        var wake = await GuardAsync(feed, () => feed.RoundAsync(ct), ct);
        while (!ct.IsCancellationRequested)
        {
            var next = time.GetUtcNow() + Round;
            await HeardAsync(news, (wake < next ? wake.Value : next) - time.GetUtcNow(), ct);
            var rung = new HashSet<string>(StringComparer.Ordinal);
            while (news.TryRead(out var incident))
            {
                rung.Add(incident);
            }

            // News of one incident are told at once; what waits for its time, and whatever was missed, comes with the round.
            foreach (var incident in rung)
            {
                await GuardAsync(feed, () => feed.ServeAsync(incident, ct), ct);
            }

            wake = await GuardAsync(feed, () => feed.RoundAsync(ct), ct);
        }
    }

    async Task HeardAsync(ChannelReader<string> news, TimeSpan wait, CancellationToken ct)
    {
        using var over = new CancellationTokenSource(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, ct);
        try
        {
            await news.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nothing new; it is time for a round.
        }
    }

    async Task<DateTimeOffset?> GuardAsync(WebhookFeed feed, Func<Task<DateTimeOffset?>> tell, CancellationToken ct)
    {
        try
        {
            return await tell();
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            TellingFailed(logger, exception, feed.Endpoint.Name);
            return null;
        }
    }

    [LoggerMessage(3007, LogLevel.Error, "Webhook {Endpoint} could not be told now; the next round tries again.")]
    static partial void TellingFailed(ILogger logger, Exception exception, string endpoint);
}
