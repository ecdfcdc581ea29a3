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

    readonly Channel<SqliteJob> jobs = Channel.CreateBounded<SqliteJob>(new BoundedChannelOptions(10_000) { SingleReader = true });
    readonly SqliteConnection connection;
    readonly SqliteStatements statements;
    readonly SqliteCheckpoint checkpoint;
    readonly Task loop;

    /// <param name="connection">Open; it is closed here.</param>
    /// <param name="beside">A second one to the same file, open; it is closed here.</param>
    /// <param name="filter">Of the keys that the file has.</param>
    public SqliteWriter(SqliteConnection connection, SqliteConnection beside, KeyFilter filter)
    {
        this.connection = connection;
        checkpoint = new SqliteCheckpoint(beside);
        statements = new SqliteStatements(connection, filter);
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How many transactions were committed; with the number of jobs it shows that they are grouped.</summary>
    public long Commits { get; private set; }

    public async Task<T> WriteAsync<T>(Func<SqliteStatements, T> work, CancellationToken ct)
    {
        var job = new SqliteJob(s => work(s));
        await jobs.Writer.WriteAsync(job, ct);
        // Once it is queued it may be committed, so a caller that hangs up gets no other answer.
        return (T)(await job.Done.Task)!;
    }

    public async ValueTask DisposeAsync()
    {
        jobs.Writer.TryComplete();
        await loop;
        await checkpoint.DisposeAsync();
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
        Thread.CurrentThread.Name = "log writer";
        var batch = new List<SqliteJob>();
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

    void Commit(List<SqliteJob> batch)
    {
        try
        {
            // Jobs hardly ever fail; only after one did, each gets a savepoint of its own.
            if (!TryAll(batch))
            {
                statements.Run("BEGIN IMMEDIATE");
                batch.ForEach(Try);
            }

            statements.Correlations.MoveSome();
            statements.Run("COMMIT");
            Commits++;
            checkpoint.Committed();
        }
        catch (Exception e)
        {
            // Whatever it was, the loop goes on: a writer that died would leave every later caller waiting for ever.
            RollBack();
            batch.ForEach(j => j.Refuse(Reason(e)));
        }

        SqliteJob.Answer([.. batch]);
    }

    bool TryAll(List<SqliteJob> batch)
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

    void Try(SqliteJob job)
    {
        statements.Run("SAVEPOINT job");
        try
        {
            job.Run(statements);
            statements.Run("RELEASE job");
        }
        catch (Exception e) when (e is not SqliteException { SqliteErrorCode: SqliteErrors.Full or SqliteErrors.Io })
        {
            statements.Correlations.Forget();
            statements.Run("ROLLBACK TO job");
            statements.Run("RELEASE job");
            job.Refuse(Reason(e));
        }
    }

    // SQLite itself ends a transaction on some errors; then there is none to end.
    void RollBack()
    {
        statements.Correlations.Forget();
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
}
