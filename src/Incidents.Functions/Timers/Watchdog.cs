using Incidents.Desk;
using Incidents.Functions.Durable;
using Incidents.Functions.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Timers;

/// <summary>
/// Finds incidents whose deadline has passed unserved and serves them through the desk itself: after a crash an orchestration can stand still until its messages are visible
/// again, and one that was never started, or failed, would stand still for good.
/// </summary>
sealed partial class Watchdog(IIncidentLog log, IncidentDesk desk, DeliveryDesk deliveries, Heartbeats heartbeats, DurableBell bell, Invocations invocations, TimeProvider time, ILogger<Watchdog> logger)
{
    // A warm orchestration serves a deadline within a second or two; what is later is not being served.
    static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    // More in one round would outlast the next one.
    const int DeliveriesAtMost = 500;

    /// <summary>Every twenty seconds.</summary>
    [Function(nameof(Watchdog))]
    public Task RunAsync([TimerTrigger("*/20 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken ct) =>
        invocations.RunAsync(durable, () => RoundAsync(durable, ct));

    async Task RoundAsync(DurableTaskClient durable, CancellationToken ct)
    {
        var unserved = time.GetUtcNow() - Late;
        foreach (var head in (await log.HeadsAsync(HeadFilter.Open, int.MaxValue, ct)).Where(head => head.NextDeadline <= unserved || head.UndeliveredSince <= unserved))
        {
            try
            {
                await ServeAsync(head, ct);
                await bell.ReviveAsync(durable, head.Id, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                LogFailed(logger, exception, head.Id);
            }
        }

        // Last, and its failure the round's: the next one is in twenty seconds, as the heartbeats want.
        await heartbeats.RoundAsync(ct);
    }

    // Effects of different lanes beside each other, those of one lane in order; the ledger keeps an orchestration that wakes up meanwhile from repeating one.
    async Task ServeAsync(IncidentHead head, CancellationToken ct)
    {
        if (head.NextDeadline <= time.GetUtcNow() - Late)
        {
            LogOverdue(logger, head.Id, (time.GetUtcNow() - head.NextDeadline.Value).TotalSeconds);
        }

        var advance = await desk.AdvanceAsync(head.Id, ct);
        for (var delivered = 0; advance.Due.Count > 0 && delivered < DeliveriesAtMost;)
        {
            delivered += advance.Due.Count;
            await Task.WhenAll(advance.Due.Select(due => deliveries.DeliverAsync(head.Id, due, ct)));
            advance = await desk.AdvanceAsync(head.Id, ct);
        }
    }

    [LoggerMessage(5201, LogLevel.Warning, "Incident {Incident} was overdue by {Seconds:0} s; the watchdog moves it.")]
    static partial void LogOverdue(ILogger logger, string incident, double seconds);

    [LoggerMessage(5202, LogLevel.Error, "The watchdog could not move incident {Incident}; it tries again in its next round.")]
    static partial void LogFailed(ILogger logger, Exception exception, string incident);
}
