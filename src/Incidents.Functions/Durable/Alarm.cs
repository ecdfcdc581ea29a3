using Microsoft.DurableTask;

namespace Incidents.Functions.Durable;

/// <summary>An orchestration's timer. Part of the replayed code: what docs/azure.md says of a *.orchestration.cs file holds for it.</summary>
sealed class Alarm : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly DateTime _at;

    Alarm(TaskOrchestrationContext context, DateTime at)
    {
        _at = at;
        Struck = context.CreateTimer(at, _stop.Token);
    }

    /// <summary>Completes when it strikes.</summary>
    public Task Struck { get; }

    /// <summary>
    /// The alarm that strikes by a time. One that is set already and strikes earlier stays: waking once too often costs less than setting a timer at each turn.
    /// </summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="at">When; null: only a ring wakes it.</param>
    /// <param name="set">The alarm that is set; null when none is.</param>
    public static Alarm? For(TaskOrchestrationContext context, DateTime? at, Alarm? set)
    {
        var standing = set is { Struck.IsCompleted: false } ? set : null;
        if (at is not { } wake || standing?._at <= wake)
        {
            return standing;
        }

        standing?.Dispose();
        return new Alarm(context, wake);
    }

    /// <summary>Stops it: a timer that still runs keeps its orchestration from ending.</summary>
    public void Dispose()
    {
#pragma warning disable VSTHRD103, MA0042, CA1849 // CancelAsync goes on in the thread pool, where an orchestration is never heard of again.
        _stop.Cancel();
#pragma warning restore VSTHRD103, MA0042, CA1849
        _stop.Dispose();
    }
}
