using Incidents.Adapters.Channels;
using Incidents.Hosting.Site;

namespace Incidents.Host.Composition;

/// <summary>Renders the status page once at the start, so that it exists before the first incident and says what the log says after a crash.</summary>
sealed class PublishAtStart(StatusPublisher page) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => page.PublishAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Keeps the status page young: a new day, an import, a failed publication.</summary>
sealed class PageRounds(PageKeeper keeper) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Of the wall, not of the plan: it only decides how soon the page is looked at.
        using var rounds = new PeriodicTimer(Round);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            await keeper.RoundAsync(stoppingToken);
        }
    }
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
