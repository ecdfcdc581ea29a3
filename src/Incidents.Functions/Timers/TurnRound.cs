using Incidents.Hosting.OnCall;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Timers;

/// <summary>Has the contacts of whoever goes on call next tested.</summary>
sealed class TurnRound(TurnClock clock)
{
    /// <summary>Every ten minutes: a turn is known a day before.</summary>
    [Function(nameof(TurnRound))]
    public Task RunAsync([TimerTrigger("40 */10 * * * *")] TimerInfo timer, CancellationToken ct) => clock.RoundAsync(ct);
}
