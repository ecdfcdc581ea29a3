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
    readonly Task loop;

    public SqliteWriter(SqliteConnection connection)
    {
        this.connection = connection;
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How many transactions were committed; with the number of jobs it shows that they are grouped.</summary>
    public long Commits { get; private set; }

    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct)
    {
        var job = new Job(c => work(c));
        await jobs.Writer.WriteAsync(job, ct);
        // Once it is queued it may be committed, so a caller that hangs up gets no other answer.
        return (T)(await job.Done.Task)!;
    }

    public async ValueTask DisposeAsync()
    {
        jobs.Writer.TryComplete();
        await loop;
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
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var job in batch)
            {
                Try(job, transaction);
            }

            transaction.Commit();
            Commits++;
            batch.ForEach(j => j.Answer());
        }
        catch (Exception e)
        {
            // Whatever it was, the loop goes on: a writer that died would leave every later caller waiting for ever.
            batch.ForEach(j => j.Fail(Reason(e)));
        }
    }

    static void Try(Job job, SqliteTransaction transaction)
    {
        transaction.Save("job");
        try
        {
            job.Run(transaction.Connection!);
            transaction.Release("job");
        }
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: SqliteErrors.Full or SqliteErrors.Io })
        {
            transaction.Rollback("job");
            job.Refuse(Reason(e));
        }
    }

    // A caller's own mistake stays what it is.
    static Exception Reason(Exception e) => e is SqliteException s ? SqliteErrors.Writing(s) : e;

    sealed class Job(Func<SqliteConnection, object?> work)
    {
        object? result;
        Exception? refused;

        public TaskCompletionSource<object?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Run(SqliteConnection connection) => result = work(connection);

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

        public void Fail(Exception e) => Done.TrySetException(e);
    }
}
