using Incidents.Hosting.Site;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Timers;

/// <summary>Starts and ends planned work at its time.</summary>
sealed class MaintenanceRound(MaintenanceClock clock)
{
    /// <summary>Every twenty seconds, beside the other rounds.</summary>
    [Function(nameof(MaintenanceRound))]
    public Task RunAsync([TimerTrigger("5,25,45 * * * * *")] TimerInfo timer, CancellationToken ct) => clock.RoundAsync(ct);
}
