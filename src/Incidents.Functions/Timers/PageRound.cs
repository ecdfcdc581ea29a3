using Incidents.Hosting.Site;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Timers;

/// <summary>Keeps the status page young: a new day, a failed publication. A timer of its own, so that a slow site holds up no deadline.</summary>
sealed class PageRound(PageKeeper keeper)
{
    /// <summary>Every minute.</summary>
    [Function(nameof(PageRound))]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken ct) => keeper.RoundAsync(ct);
}
