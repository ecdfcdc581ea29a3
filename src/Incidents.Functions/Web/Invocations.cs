using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;

namespace Incidents.Functions.Web;

/// <summary>What a function's invocation has under way besides its answer. The runtime may freeze or stop a worker between invocations, so an invocation ends after all of it.</summary>
/// <param name="durable">The client that this invocation was given.</param>
sealed class Invocation(DurableTaskClient durable)
{
    readonly ConcurrentQueue<Task> _work = new();

    /// <summary>Starts and rings orchestrations.</summary>
    public DurableTaskClient Durable => durable;

    /// <summary>Adds work that handles its own failures.</summary>
    public void Add(Task work) => _work.Enqueue(work);

    /// <summary>Completes when everything is done, what was added meanwhile included.</summary>
    public async Task EndAsync()
    {
        while (_work.TryDequeue(out var work))
        {
            await work;
        }
    }
}

/// <summary>The invocation that the running code belongs to.</summary>
sealed class Invocations
{
    readonly AsyncLocal<Invocation?> _current = new();

    /// <summary>The invocation; null in an activity, which is rung for by its own end.</summary>
    public Invocation? Current => _current.Value;

    /// <summary>Runs a function's work as an invocation.</summary>
    public async Task RunAsync(DurableTaskClient durable, Func<Task> work)
    {
        var invocation = new Invocation(durable);
        _current.Value = invocation;
        try
        {
            await work();
        }
        finally
        {
            await invocation.EndAsync();
            _current.Value = null;
        }
    }
}
