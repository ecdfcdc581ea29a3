using Incidents.Desk;

namespace Incidents.Host.Loop;

/// <summary>
/// The turns of one incident: never two at once, another one when the bell rang meanwhile, the next at the incident's own time. Once nothing is left to wait
/// for, it is done, and the next ring needs another one.
/// </summary>
sealed partial class IncidentTurns(string incident, IncidentDesk desk, DeliveryDesk deliveries, Bell bell, InFlight flight, TimeProvider time, ILogger logger,
    SemaphoreSlim turns, Action<IncidentTurns> done, CancellationToken hardStop)
{
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    // The runtime's timers take 49 days at most.
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    readonly Lock _gate = new();
    readonly HashSet<string> _busyLanes = new(StringComparer.Ordinal);
    ITimer? _alarm;
    bool _running;
    bool _again;
    bool _stopped;
    bool _done;

    /// <summary>The incident's id.</summary>
    public string Incident => incident;

    /// <summary>Begins a turn, or has the running one followed by another. False, and nothing begins, when this one is done.</summary>
    public bool Wake()
    {
        lock (_gate)
        {
            if (_done)
            {
                return false;
            }

            _again = true;
            if (_running || _stopped)
            {
                return true;
            }

            _running = true;
            var work = flight.Begin();
            _ = Task.Run(() => RunAsync(work), CancellationToken.None);
            return true;
        }
    }

    /// <summary>Begins nothing any more; what is under way goes on.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            _alarm?.Dispose();
            _alarm = null;
        }
    }

    async Task RunAsync(IDisposable work)
    {
        using (work)
        {
            while (Next())
            {
                await turns.WaitAsync(CancellationToken.None);
                try
                {
                    await TurnAsync();
                }
                finally
                {
                    turns.Release();
                }
            }
        }
    }

    bool Next()
    {
        lock (_gate)
        {
            _running = _again && !_stopped;
            _again = false;
            if (_running || _stopped || _alarm is not null || _busyLanes.Count > 0)
            {
                return _running;
            }

            _done = true;
        }

        done(this);
        return false;
    }

    async Task TurnAsync()
    {
        try
        {
            var advance = await desk.AdvanceAsync(incident, hardStop);
            foreach (var lane in advance.Due.GroupBy(due => due.Effect.Lane, StringComparer.Ordinal))
            {
                Deliver(lane.Key, lane.First());
            }

            Arm(advance.WakeAt);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !hardStop.IsCancellationRequested)
        {
            TurnFailed(logger, exception, incident, AfterFailure.TotalSeconds);
            Arm(time.GetUtcNow() + AfterFailure);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the log holds everything that the next start needs.
        }
    }

    // Only the first of a lane, and only when it is due: whatever stands behind a failing one waits for it. Its end rings for the next.
    void Deliver(string lane, DueEffect due)
    {
        lock (_gate)
        {
            if (_stopped || due.DueAt > time.GetUtcNow() || !_busyLanes.Add(lane))
            {
                return;
            }
        }

        var work = flight.Begin();
        _ = Task.Run(async () =>
        {
            using (work)
            {
                try
                {
                    await deliveries.DeliverAsync(incident, due, hardStop);
                    Leave(lane);
                    bell.Ring(incident);
                }
                catch (Exception exception)
                {
                    Leave(lane);
                    DeliveryFailed(logger, exception, due.EffectId, AfterFailure.TotalSeconds);
                    Arm(time.GetUtcNow() + AfterFailure);
                }
            }
        }, CancellationToken.None);
    }

    void Leave(string lane)
    {
        lock (_gate)
        {
            _busyLanes.Remove(lane);
        }
    }

    void Arm(DateTimeOffset? at)
    {
        lock (_gate)
        {
            _alarm?.Dispose();
            _alarm = null;
            if (at is not { } wake || _stopped)
            {
                return;
            }

            var wait = wake - time.GetUtcNow();
            // A time that is already over was served by the turn that named it; what is left of it must not spin.
            wait = wait <= TimeSpan.Zero ? TimeSpan.FromSeconds(1) : wait > LongestWait ? LongestWait : wait;
            _alarm = time.CreateTimer(_ => bell.Ring(incident), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(3003, LogLevel.Error, "A turn of incident {Incident} failed; the next one is in {Seconds} s.")]
    static partial void TurnFailed(ILogger logger, Exception exception, string incident, double seconds);

    [LoggerMessage(3004, LogLevel.Error, "The delivery of {Effect} could not be recorded; the next attempt is in {Seconds} s.")]
    static partial void DeliveryFailed(ILogger logger, Exception exception, string effect, double seconds);
}
