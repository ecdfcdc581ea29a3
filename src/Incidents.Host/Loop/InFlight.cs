namespace Incidents.Host.Loop;

/// <summary>
/// Counts what is under way: turns of incidents, deliveries, requests. A rehearsal's clock jumps only when this is zero, and a stopping host
/// waits for it.
/// </summary>
public sealed class InFlight
{
    readonly Lock _gate = new();
    int _count;
    TaskCompletionSource? _idle;

    /// <summary>Says that something begins; disposing the answer says that it ended. What it causes must begin before that.</summary>
    public IDisposable Begin()
    {
        lock (_gate)
        {
            _count++;
        }

        return new Work(this);
    }

    /// <summary>Completes at the first moment when nothing is under way; at once when nothing is now.</summary>
    public Task IdleAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }

    void End()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (--_count == 0)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.SetResult();
    }

    sealed class Work(InFlight owner) : IDisposable
    {
        int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                owner.End();
            }
        }
    }
}
