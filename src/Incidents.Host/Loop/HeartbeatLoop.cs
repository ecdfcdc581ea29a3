using Incidents.Desk;

namespace Incidents.Host.Loop;

/// <summary>Looks every twenty seconds whether a source that beats has fallen silent.</summary>
sealed partial class HeartbeatLoop(Heartbeats heartbeats, TimeProvider time, ILogger<HeartbeatLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!heartbeats.Any)
        {
            return;
        }

        using var timer = new PeriodicTimer(Heartbeats.Round, time);
        do
        {
            try
            {
                await heartbeats.RoundAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3005, LogLevel.Error, "Whether a heartbeat is silent could not be found out; the next attempt is in twenty seconds.")]
    static partial void RoundFailed(ILogger logger, Exception exception);
}
