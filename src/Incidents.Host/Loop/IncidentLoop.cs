using System.Collections.Concurrent;
using Incidents.Desk;

namespace Incidents.Host.Loop;

/// <summary>
/// Moves every open incident: one turn of an incident at a time, woken by the bell and by the plan's next deadline; deliveries beside it, one
/// at a time in each lane. After a start it takes up everything that was open and whatever the inbox still holds. An incident that waits for nothing any more
/// is let go.
/// </summary>
public sealed partial class IncidentLoop(IncidentDesk desk, DeliveryDesk deliveries, Inbox inbox, IIncidentLog log, Bell bell, InFlight flight,
    TimeProvider time, ILogger<IncidentLoop> logger) : BackgroundService
{
    /// <summary>How long a stop waits for what is under way.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    readonly ConcurrentDictionary<string, IncidentTurns> _incidents = new(StringComparer.Ordinal);
    readonly CancellationTokenSource _hardStop = new();

    // After a start thousands of incidents may want a turn; people who ask meanwhile must not stand in line behind them.
    readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    /// <summary>How many incidents still wait for something.</summary>
    internal int Waiting => _incidents.Count;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        inbox.Stop();
        foreach (var turns in _incidents.Values)
        {
            turns.Stop();
        }

        _hardStop.CancelAfter(Grace);
        try
        {
            await flight.IdleAsync(_hardStop.Token);
        }
        catch (OperationCanceledException)
        {
            // What is cut off here is taken up after the next start: the ledger shows it as begun.
            Cut(logger, Grace.TotalSeconds);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _hardStop.Dispose();
        _turns.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using (flight.Begin())
        {
            await SweepAsync(all: true, stoppingToken);
        }

        await Task.WhenAll(bell.HearAsync(Wake, stoppingToken), KeepSweepingAsync(stoppingToken));
    }

    void Wake(string incident)
    {
        var turns = _incidents.GetOrAdd(incident, Begin);
        while (!turns.Wake())
        {
            // It was done at the moment of this ring; another one takes over.
            LetGo(turns);
            turns = _incidents.GetOrAdd(incident, Begin);
        }
    }

    IncidentTurns Begin(string incident) => new(incident, desk, deliveries, bell, flight, time, logger, _turns, LetGo, _hardStop.Token);

    void LetGo(IncidentTurns turns) => _incidents.TryRemove(KeyValuePair.Create(turns.Incident, turns));

    // The wall clock, not the plan's: a rehearsal need not stop at every sweep.
    async Task KeepSweepingAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(all: false, stoppingToken);
        }
    }

    async Task SweepAsync(bool all, CancellationToken stoppingToken)
    {
        try
        {
            await inbox.SweepAsync(stoppingToken);
            foreach (var head in await log.HeadsAsync(HeadFilter.Open, int.MaxValue, stoppingToken))
            {
                if (all)
                {
                    // The data folder is this process's alone, and nothing is delivered before the first sweep has ended: whoever had these leases is dead.
                    await deliveries.EndLeasesAsync(head.Id, stoppingToken);
                }

                // Later sweeps are for what a failed turn left behind.
                if (all || head.NextDeadline <= time.GetUtcNow())
                {
                    bell.Ring(head.Id);
                }
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            SweepFailed(logger, exception);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "The inbox or the list of open incidents could not be read; the next attempt is in a minute.")]
    static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(3002, LogLevel.Warning, "Stopped while something was still under way after {Seconds} s; it continues after the next start.")]
    static partial void Cut(ILogger logger, double seconds);
}
