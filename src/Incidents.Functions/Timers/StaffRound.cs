using Incidents.Hosting.Staff;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Timers;

/// <summary>Has the contacts of whoever goes on call next tested, and tells of what is in quarantine.</summary>
sealed class StaffRound(StaffClock clock)
{
    /// <summary>Every five minutes: a turn is known a day before, and what was not understood may be an alert.</summary>
    [Function(nameof(StaffRound))]
    public Task RunAsync([TimerTrigger("40 */5 * * * *")] TimerInfo timer, CancellationToken ct) => clock.RoundAsync(ct);
}
