using Incidents.Hosting.Subscribers;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Timers;

/// <summary>Tells subscribers. A timer of its own: ten thousand of them take minutes, and no deadline waits for that.</summary>
sealed class SubscriberRound(SubscriberRounds rounds)
{
    /// <summary>Every minute; a round that lasts longer is not overtaken.</summary>
    [Function(nameof(SubscriberRound))]
    public Task RunAsync([TimerTrigger("45 * * * * *")] TimerInfo timer, CancellationToken ct) => rounds.RoundAsync(ct);
}
