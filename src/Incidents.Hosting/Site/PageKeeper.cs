using Incidents.Web;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Site;

/// <summary>
/// Sees to it that the page is not older than the record: publishes when a day is over or an import came, and tells operators when the public has not been shown for more than
/// a minute what was approved for it.
/// </summary>
public sealed partial class PageKeeper(StatusPublisher publisher, PublicSources sources, TimeProvider time, ILogger<PageKeeper> logger) : IReadinessCheck
{
    /// <summary>Longer than this the page must not lag behind the record.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            // Before the first publication the log of the start says why.
            if (publisher.Shown is not { } shown)
            {
                return "The status page has not been published since the start.";
            }

            return await sources.UntoldSinceAsync(shown, ct) is { } since && time.GetUtcNow() - since > Patience
                ? $"The status page is older than the record: what was published at {since:u} is not on it."
                : null;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return "The record of the status page cannot be read.";
        }
    }

    /// <summary>One look; hosts do it every minute or more often. Failures are logged, not thrown: the next round tries again.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            var problem = await ProblemAsync(ct);
            if (problem is not null)
            {
                LogOld(logger, problem);
            }

            if (problem is not null || (publisher.Shown is { } shown && await sources.IsOutdatedAsync(shown, ct)))
            {
                await publisher.PublishAsync(ct);
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(4401, LogLevel.Warning, "{Problem} It is published again now.")]
    static partial void LogOld(ILogger logger, string problem);

    [LoggerMessage(4402, LogLevel.Error, "The status page could not be published; the next round tries again.")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
