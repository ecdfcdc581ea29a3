using Incidents.Adapters.Channels.Calling;
using Incidents.Desk;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Timers;

/// <summary>Tells the webhooks what happened, and ends the calls that nobody needs to hear any more. A timer of its own, so that a slow receiver holds up no deadline; the platform runs it once at a time.</summary>
sealed partial class WebhookRound(IEnumerable<WebhookFeed> feeds, CallEnder calls, ILogger<WebhookRound> logger)
{
    /// <summary>Every minute: each run is paid for, also where no webhook is configured.</summary>
    [Function(nameof(WebhookRound))]
    public Task RunAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken ct) => Task.WhenAll(feeds.Select(feed => TellAsync(feed, ct)).Append(calls.RoundAsync(ct)));

    async Task TellAsync(WebhookFeed feed, CancellationToken ct)
    {
        try
        {
            await feed.RoundAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, exception, feed.Endpoint.Name);
        }
    }

    [LoggerMessage(5203, LogLevel.Error, "Webhook {Endpoint} could not be told now; the next round tries again.")]
    static partial void LogFailed(ILogger logger, Exception exception, string endpoint);
}
