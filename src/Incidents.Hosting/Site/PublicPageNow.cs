using Incidents.Desk;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Site;

/// <summary>Publishes at once; what fails is the keeper's.</summary>
sealed partial class PublicPageNow(StatusPublisher publisher, ILogger<PublicPageNow> logger) : IPublicPage
{
    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken ct)
    {
        try
        {
            await publisher.PublishAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(4533, LogLevel.Error, "A change of planned maintenance could not be put on the status page; it is tried again within a minute.")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
