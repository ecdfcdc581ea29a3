using Azure;
using Azure.Storage.Blobs;
using Incidents.Adapters.Log.Tables;
using Incidents.Hosting.Site;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Composition;

/// <summary>Makes the tables and containers that are not there, and brings the status page up to the log, before the first invocation.</summary>
sealed partial class Preparation(TableIncidentLog log, BlobContainerClient site, StatusPublisher page, ILogger<Preparation> logger)
{
    /// <summary>Prepares.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await log.InitializeAsync(ct);
        try
        {
            await site.CreateIfNotExistsAsync(cancellationToken: ct);
            await page.PublishAsync(ct);
        }
        catch (Exception exception) when (exception is RequestFailedException or IOException)
        {
            // An unreachable status page holds up nobody: it is published with the next notice.
            LogPage(logger, exception);
        }
    }

    [LoggerMessage(5301, LogLevel.Error, "The status page could not be brought up to date at the start.")]
    static partial void LogPage(ILogger logger, Exception exception);
}
