using Incidents.Hosting.Subscribers;

namespace Incidents.Host.Loop;

/// <summary>Tells subscribers, beside the incidents.</summary>
sealed class SubscriberLoop(SubscriberRounds rounds, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        do
        {
            await rounds.RoundAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
