using Incidents.Desk;
using Incidents.Functions.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Incidents.Functions.Timers;

/// <summary>Serves the alerts that a crash or a failure left in the inbox.</summary>
sealed class Sweep(Inbox inbox, Invocations invocations)
{
    /// <summary>Every minute.</summary>
    [Function(nameof(Sweep))]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken ct) =>
        invocations.RunAsync(durable, () => inbox.SweepAsync(ct));
}
