using Incidents.Desk.Subscribers;
using Incidents.Hosting.Composition;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Subscribers;

/// <summary>What a host does for subscribers every few seconds, or every minute: questions that wait, then news. Nothing of the plan waits for it.</summary>
public sealed partial class SubscriberRounds(SubscriberQuestions questions, SubscriberLane lane, Deployment deployment, ILogger<SubscriberRounds> logger)
{
    /// <summary>One round; failures are logged, and the next round goes on.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        if (!deployment.HasSubscribers)
            return;

        try
        {
            await questions.RoundAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotAsked(logger, exception);
        }

        await lane.RoundAsync(ct);
    }

    [LoggerMessage(4521, LogLevel.Error, "Questions to subscribers could not be sent; the next round tries again.")]
    static partial void LogNotAsked(ILogger logger, Exception exception);
}
