using Incidents.Desk;

namespace Incidents.Host.Loop;

/// <summary>Looks every ten seconds whether an Alertmanager is to be asked what fires there.</summary>
sealed partial class PullLoop(AlertPulls pulls, TimeProvider time, ILogger<PullLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!pulls.Any)
        {
            return;
        }

        using var timer = new PeriodicTimer(AlertPulls.Round, time);
        do
        {
            try
            {
                await pulls.RoundAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3006, LogLevel.Error, "Alertmanagers could not be asked what fires there; the next attempt is in ten seconds.")]
    static partial void RoundFailed(ILogger logger, Exception exception);
}
