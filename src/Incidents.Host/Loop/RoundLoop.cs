namespace Incidents.Host.Loop;

/// <summary>Does one thing over and over, at once after a start and then at its interval. A round that fails is logged, and the next one comes. What also listens to the bell is a loop of its own.</summary>
/// <param name="what">What is done, for the log: "Asking Alertmanagers".</param>
/// <param name="interval">From the beginning of a round to that of the next; a round that takes longer is followed at once.</param>
/// <param name="round">One round; null when there is nothing to look at, and the loop ends at once.</param>
/// <param name="time">Keeps the interval.</param>
/// <param name="logger">Told of failures.</param>
sealed partial class RoundLoop(string what, TimeSpan interval, Func<CancellationToken, Task>? round, TimeProvider time, ILogger<RoundLoop> logger) : BackgroundService
{
    /// <inheritdoc cref="RoundLoop" path="/param[@name='what']"/>
    public string What => what;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (round is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await round(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(logger, exception, what, interval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3005, LogLevel.Error, "{What} failed; the next attempt is in {Interval}.")]
    static partial void RoundFailed(ILogger logger, Exception exception, string what, TimeSpan interval);
}
