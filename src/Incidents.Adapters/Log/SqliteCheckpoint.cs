using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>
/// Brings the journal into the file beside the writer, which would otherwise do it in the middle of a commit while callers wait. The writer itself does so only when the
/// journal has grown all the same (<see cref="PagesForWriter"/>), and finds little left to do.
/// </summary>
sealed class SqliteCheckpoint : IAsyncDisposable
{
    /// <summary>From this length of the journal on, in pages of 4 KiB, the writer brings it into the file itself: only a writer can begin the journal anew.</summary>
    public const int PagesForWriter = 4_000;

    // Some hundred pages.
    const int CommitsBetween = 64;

    readonly SemaphoreSlim due = new(0);
    readonly SqliteConnection connection;
    readonly Task loop;
    int commits;
    volatile bool stopped;

    /// <param name="connection">One of its own, open.</param>
    public SqliteCheckpoint(SqliteConnection connection)
    {
        this.connection = connection;
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The writer has committed.</summary>
    public void Committed()
    {
        if (++commits % CommitsBetween == 0)
        {
            due.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        stopped = true;
        due.Release();
        await loop;
        due.Dispose();
        await connection.DisposeAsync();
    }

    void Run()
    {
        Thread.CurrentThread.Name = "log checkpoint";
        while (true)
        {
            due.Wait();
            // However often it was called meanwhile, once is enough.
            while (due.Wait(0))
            {
            }

            if (stopped)
            {
                return;
            }

            try
            {
                SqliteSchema.Execute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
            }
            catch (SqliteException)
            {
                // A full disk, or a backup under way: the writer meets it as well and says so.
            }
        }
    }
}
