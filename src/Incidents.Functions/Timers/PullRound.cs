using Incidents.Desk;
using Incidents.Functions.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Incidents.Functions.Timers;

/// <summary>Asks Alertmanagers what fires there. A timer of its own, so that one that does not answer holds up no deadline; the runtime runs it on one instance at a time.</summary>
sealed class PullRound(AlertPulls pulls, Invocations invocations)
{
    /// <summary>Every minute, since each run is paid for, also where nothing is to be asked; which source is due is decided behind it.</summary>
    [Function(nameof(PullRound))]
    public Task RunAsync([TimerTrigger("10 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken ct) =>
        pulls.Any ? invocations.RunAsync(durable, () => pulls.RoundAsync(ct)) : Task.CompletedTask;
}
