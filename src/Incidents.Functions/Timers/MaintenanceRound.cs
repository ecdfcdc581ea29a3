using Incidents.Hosting.Site;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Timers;

/// <summary>Starts and ends planned work at its time.</summary>
sealed class MaintenanceRound(MaintenanceClock clock)
{
    /// <summary>Every minute, right after the minute at which work begins or ends: each run is paid for.</summary>
    [Function(nameof(MaintenanceRound))]
    public Task RunAsync([TimerTrigger("2 * * * * *")] TimerInfo timer, CancellationToken ct) => clock.RoundAsync(ct);
}
