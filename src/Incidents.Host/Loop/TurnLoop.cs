using Incidents.Desk;
using Incidents.Hosting.OnCall;

namespace Incidents.Host.Loop;

/// <summary>Looks every minute, and at once after a start, whether somebody is about to go on call.</summary>
sealed class TurnLoop(TurnClock clock, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TurnDesk.Round, time);
        do
        {
            await clock.RoundAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
