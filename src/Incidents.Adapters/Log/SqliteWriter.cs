using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>
/// The one writer: everything that waits goes into one transaction, so that one fsync serves many callers. A caller is answered only after the commit;
/// one that fails is rolled back to its savepoint and does not hurt the others.
/// </summary>
sealed class SqliteWriter : IAsyncDisposable
{
    const int MaxBatch = 1_000;

    readonly Channel<Job> jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(10_000) { SingleReader = true });
    readonly SqliteConnection connection;
    readonly SqliteStatements statements;
    readonly Task loop;

    public SqliteWriter(SqliteConnection connection)
    {
        this.connection = connection;
        statements = new SqliteStatements(connection);
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How many transactions were committed; with the number of jobs it shows that they are grouped.</summary>
    public long Commits { get; private set; }

    public async Task<T> WriteAsync<T>(Func<SqliteStatements, T> work, CancellationToken ct)
    {
        var job = new Job(s => work(s));
        await jobs.Writer.WriteAsync(job, ct);
        // Once it is queued it may be committed, so a caller that hangs up gets no other answer.
        return (T)(await job.Done.Task)!;
    }

    public async ValueTask DisposeAsync()
    {
        jobs.Writer.TryComplete();
        await loop;
        statements.Dispose();
        Fold();
        await connection.DisposeAsync();
    }

    // After a clean stop the one file is all there is; a copy of it alone is a whole backup.
    void Fold()
    {
        try
        {
            SqliteSchema.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // A full disk, or a backup under way: the journal stays, and the next start reads it.
        }
    }

    void Run()
    {
        var batch = new List<Job>();
        while (WaitForJobs())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && jobs.Reader.TryRead(out var job))
            {
                batch.Add(job);
            }

            Commit(batch);
        }
    }

    // The writer has a thread of its own, so it may block while it waits.
    bool WaitForJobs() => jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    void Commit(List<Job> batch)
    {
        try
        {
            // Jobs hardly ever fail; only after one did, each gets a savepoint of its own.
            if (!TryAll(batch))
            {
                statements.Run("BEGIN IMMEDIATE");
                batch.ForEach(Try);
            }

            statements.Run("COMMIT");
            Commits++;
            Answer(batch);
        }
        catch (Exception e)
        {
            // Whatever it was, the loop goes on: a writer that died would leave every later caller waiting for ever.
            RollBack();
            batch.ForEach(j => j.Refuse(Reason(e)));
            Answer(batch);
        }
    }

    // One work item per processor and not per job: waking the thread pool costs more than an answer. The writer itself never runs what callers do next.
    static void Answer(List<Job> batch)
    {
        var answered = batch.ToArray();
        var slice = (answered.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        for (var from = 0; from < answered.Length; from += slice)
        {
            ThreadPool.UnsafeQueueUserWorkItem(jobs => { foreach (var job in jobs) { job.Answer(); } }, new ArraySegment<Job>(answered, from, Math.Min(slice, answered.Length - from)), preferLocal: false);
        }
    }

    bool TryAll(List<Job> batch)
    {
        statements.Run("BEGIN IMMEDIATE");
        try
        {
            batch.ForEach(j => j.Run(statements));
            return true;
        }
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: SqliteErrors.Full or SqliteErrors.Io })
        {
            RollBack();
            return false;
        }
    }

    void Try(Job job)
    {
        statements.Run("SAVEPOINT job");
        try
        {
            job.Run(statements);
            statements.Run("RELEASE job");
        }
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: SqliteErrors.Full or SqliteErrors.Io })
        {
            statements.Run("ROLLBACK TO job");
            statements.Run("RELEASE job");
            job.Refuse(Reason(e));
        }
    }

    // SQLite itself ends a transaction on some errors; then there is none to end.
    void RollBack()
    {
        try
        {
            statements.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Nothing was open.
        }
    }

    // A caller's own mistake stays what it is.
    static Exception Reason(Exception e) => e is SqliteException s ? SqliteErrors.Writing(s) : e;

    sealed class Job(Func<SqliteStatements, object?> work)
    {
        object? result;
        Exception? refused;

        // Completed on the thread pool only, so that what callers do next may run at once.
        public TaskCompletionSource<object?> Done { get; } = new();

        public void Run(SqliteStatements statements) => result = work(statements);

        public void Refuse(Exception e) => refused = e;

        public void Answer()
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
}
