using Incidents.Adapters.Channels;
using Incidents.Desk;
using Incidents.Functions.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Incidents.Functions.Timers;

/// <summary>
/// Serves the alerts that a crash or a failure left in the inbox, and then tells somebody outside that this app lives: a round that failed tells nothing, so that storage that
/// cannot be reached is noticed outside too.
/// </summary>
sealed class Sweep(Inbox inbox, Invocations invocations, Heartbeat? heartbeat = null)
{
    /// <summary>Every minute.</summary>
    [Function(nameof(Sweep))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken ct)
    {
        await invocations.RunAsync(durable, () => inbox.SweepAsync(ct));
        await (heartbeat?.BeatAsync(ct) ?? Task.CompletedTask);
    }
}
