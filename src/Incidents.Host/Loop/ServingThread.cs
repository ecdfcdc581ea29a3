using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Incidents.Host.Loop;

/// <summary>
/// A thread of lower priority for serving what is stored already: on two processors a batch of a storm would otherwise keep requests waiting that are not. What is awaited on it
/// goes on there.
/// </summary>
sealed class ServingThread : SynchronizationContext, IDisposable
{
    // A third of an ordinary thread's share when both want the processor.
    const int Nice = 5;

    readonly BlockingCollection<(SendOrPostCallback Work, object? State)> waiting = [];

    public ServingThread() => new Thread(Run) { IsBackground = true, Name = "serving", Priority = ThreadPriority.BelowNormal }.Start();

    /// <summary>Begins work there.</summary>
    public void Begin(Func<Task> work) => Post(static state => _ = ((Func<Task>)state!)(), work);

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            waiting.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The host has stopped; what is not served is in the log.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => waiting.CompleteAdding();

    void Run()
    {
        SetSynchronizationContext(this);
        if (OperatingSystem.IsLinux())
        {
            // The runtime leaves priorities alone here; 0 is the calling thread.
            _ = SetPriority(which: 0, who: 0, Nice);
        }

        foreach (var (work, state) in waiting.GetConsumingEnumerable())
        {
            work(state);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetPriority(int which, int who, int priority);
}
