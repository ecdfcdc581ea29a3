using Incidents.Host.Loop;

namespace Incidents.Host.Drill;

/// <summary>
/// A rehearsal's clock: it stands still while anything is under way and jumps to the next timer when nothing is, so that a day of the plan
/// takes seconds and nothing is ever judged late.
/// </summary>
public sealed class JumpingClock(InFlight flight, DateTimeOffset start) : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<Alarm> _alarms = [];
    DateTimeOffset _now = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Waits until nothing is under way.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => flight.IdleAsync(cancellationToken);

    /// <summary>Waits until nothing is under way, then jumps to the next timer, but not past a time.</summary>
    /// <returns>True when a timer struck; false when none is due by then, in which case it is that time now.</returns>
    public async Task<bool> JumpAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await flight.IdleAsync(cancellationToken);
        List<Alarm> struck;
        using var work = flight.Begin();
        lock (_gate)
        {
            var next = _alarms.Where(alarm => alarm.Due <= until).Min(alarm => alarm.Due);
            var to = next ?? until;
            _now = to > _now ? to : _now;
            struck = [.. _alarms.Where(alarm => alarm.Due <= _now).OrderBy(alarm => alarm.Due)];
            struck.ForEach(alarm => alarm.Rearm(_now));
        }

        struck.ForEach(alarm => alarm.Strike());
        return struck.Count > 0;
    }

    sealed class Alarm(JumpingClock clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public void Strike() => callback(state);

        public void Rearm(DateTimeOffset now) => Due = _period > TimeSpan.Zero ? now + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                _period = period;
                Due = dueTime < TimeSpan.Zero ? null : clock._now + dueTime;
                clock._alarms.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
