using Incidents.Desk.Returns;
using Incidents.Functions.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Incidents.Functions.Timers;

/// <summary>Reads which mails came back. A timer of its own, so that a mailbox that does not answer holds up no deadline; the runtime runs it on one instance at a time.</summary>
sealed class ReturnRound(ReturnRounds rounds, Invocations invocations)
{
    /// <summary>Every minute: each run is paid for, also where no mailbox is configured.</summary>
    [Function(nameof(ReturnRound))]
    public Task RunAsync([TimerTrigger("50 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken ct) =>
        rounds.Any ? invocations.RunAsync(durable, () => rounds.RoundAsync(ct)) : Task.CompletedTask;
}
