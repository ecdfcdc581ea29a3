using System.Collections.Concurrent;
using Incidents.Desk;
using Incidents.Functions.Web;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Durable;

/// <summary>
/// Rings an incident's orchestration with the signal's id under the name of its step, and starts the orchestration with the first ring. A ring that gets lost is a delay until
/// the watchdog's next round: the signal is stored, and most are decided already.
/// </summary>
sealed partial class DurableBell(IIncidentLog log, Invocations invocations, ILogger<DurableBell> logger) : IBell
{
    // Per process, so that the row is not asked for again with every ring; losing it costs one request.
    readonly ConcurrentDictionary<string, bool> _started = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Ring(StoredSignal signal, string step)
    {
        if (invocations.Current is { } invocation)
        {
            invocation.Add(RingAsync(invocation.Durable, signal.IncidentId, step, signal.Id));
        }
    }

    /// <summary>Starts an incident's orchestration when it is not there: never started after a crash, or ended before the incident did.</summary>
    public async Task ReviveAsync(DurableTaskClient durable, string incident, CancellationToken ct)
    {
        var there = await durable.GetInstanceAsync(incident, ct);
        if (there is null or { IsCompleted: true })
        {
            await StartAsync(durable, incident, ct);
            LogRevived(logger, incident);
        }
    }

    async Task RingAsync(DurableTaskClient durable, string incident, string step, string signalId)
    {
        try
        {
            if (_started.TryAdd(incident, true))
            {
                // Whoever inserts the row starts the instance: starting one twice is not refused reliably.
                var mine = Guid.NewGuid().ToString("N");
                if (await log.CorrelateAsync($"orchestration/{incident}", mine, null, CancellationToken.None) == mine)
                {
                    await StartAsync(durable, incident, CancellationToken.None);
                    return;
                }
            }

            await durable.RaiseEventAsync(incident, step, signalId);
        }
        catch (Exception exception)
        {
            LogUnheard(logger, exception, incident);
        }
    }

    static Task<string> StartAsync(DurableTaskClient durable, string incident, CancellationToken ct) =>
        durable.ScheduleNewOrchestrationInstanceAsync(IncidentOrchestration.Name, incident, new StartOrchestrationOptions(InstanceId: incident), ct);

    [LoggerMessage(5101, LogLevel.Warning, "The orchestration of incident {Incident} could not be rung; the watchdog moves it.")]
    static partial void LogUnheard(ILogger logger, Exception exception, string incident);

    [LoggerMessage(5102, LogLevel.Warning, "The orchestration of incident {Incident} was not there and was started again.")]
    static partial void LogRevived(ILogger logger, string incident);
}
