using Incidents.Adapters.Channels;
using Incidents.Desk;
using Incidents.Host.Site;
using Incidents.Web;

namespace Incidents.Host.Composition;

/// <summary>Renders the status page once at the start, so that it exists before the first incident and says what the log says after a crash.</summary>
sealed class PublishAtStart(StatusPublisher page) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => page.PublishAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Tells somebody outside that this host lives.</summary>
sealed class HeartbeatService(Uri address, TimeProvider time, ILogger<Heartbeat> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient();
        await new Heartbeat(http, address, time, logger).RunAsync(stoppingToken);
    }
}

/// <summary>Ready means that the log can be read.</summary>
sealed class LogCheck(IIncidentLog log) : IReadinessCheck
{
    public async Task<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            await log.HeadsAsync(HeadFilter.Open, 1, ct);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"The incident log cannot be read: {exception.Message}";
        }
    }
}
