namespace Incidents.Adapters.Log;

/// <summary>One caller's part of a transaction.</summary>
/// <param name="work">What it does; run again when another job's failure rolled it back.</param>
sealed class SqliteJob(Func<SqliteStatements, object?> work)
{
    object? result;
    Exception? refused;

    /// <summary>Its answer. Completed on the thread pool only, so that what callers do next may run at once.</summary>
    public TaskCompletionSource<object?> Done { get; } = new();

    public void Run(SqliteStatements statements) => result = work(statements);

    public void Refuse(Exception e) => refused = e;

    /// <summary>One work item per processor and not per job: waking the thread pool costs more than an answer. Whoever calls this never runs what callers do next.</summary>
    public static void Answer(SqliteJob[] jobs)
    {
        var slice = (jobs.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        for (var from = 0; from < jobs.Length; from += slice)
        {
            ThreadPool.UnsafeQueueUserWorkItem(some => { foreach (var job in some) { job.Answer(); } }, new ArraySegment<SqliteJob>(jobs, from, Math.Min(slice, jobs.Length - from)), preferLocal: false);
        }
    }

    void Answer()
    {
        if (refused is null)
        {
            Done.TrySetResult(result);
        }
        else
        {
            Done.TrySetException(refused);
        }
    }
}
