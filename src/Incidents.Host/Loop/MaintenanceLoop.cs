using Incidents.Hosting.Site;

namespace Incidents.Host.Loop;

/// <summary>Looks every ten seconds, and at once after a start, whether planned work begins or ends.</summary>
sealed class MaintenanceLoop(MaintenanceClock clock, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(MaintenanceClock.Round, time);
        do
        {
            await clock.RoundAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
