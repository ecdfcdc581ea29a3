using Incidents.Desk;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>The incident log in one SQLite file: WAL, synchronous FULL, one writer that groups commits, readers beside it.</summary>
public sealed partial class SqliteIncidentLog : IIncidentLog, IAsyncDisposable
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "incidents.db";

    readonly SqliteWriter writer;
    readonly string readOnly;
    readonly Task filling;
    volatile bool closing;
    int disposed;

    SqliteIncidentLog(SqliteWriter writer, string path, bool wasChecked, KeyFilter filter)
    {
        this.writer = writer;
        (Path, WasChecked) = (path, wasChecked);
        readOnly = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();
        // Beside the work: a million keys take most of a second.
        filling = Task.Run(() => Fill(filter));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>True when the file was read whole before it was opened; false when it was too large for that, so that <see cref="Damage"/> has to be asked.</summary>
    public bool WasChecked { get; }

    /// <summary>How many transactions were committed since the start.</summary>
    public long Commits => writer.Commits;

    /// <summary>
    /// Files up to this size, in bytes, are checked whole before they are opened; larger ones by <see cref="Damage"/> beside the work: reading a gibibyte would keep
    /// people waiting who are needed now.
    /// </summary>
    public const long CheckedAtOnce = 64 * 1024 * 1024;

    /// <summary>Opens the log, checks it, and brings it to today's version.</summary>
    /// <exception cref="DataFolderException">The file is damaged, no SQLite file, or of a newer version. It was not changed.</exception>
    public static SqliteIncidentLog Open(string path)
    {
        var wasChecked = !System.IO.File.Exists(path) || new FileInfo(path).Length <= CheckedAtOnce;
        var connection = Writing(path);
        var beside = Writing(path);
        try
        {
            if (System.IO.File.Exists(path) && new FileInfo(path).Length > 0)
            {
                Check(path, wasChecked);
            }

            // SQLite gives its journal the rights of the file.
            PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            PrivateFile.Close($"{path}-wal");
            PrivateFile.Close($"{path}-shm");
            connection.Open();
            SqliteSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;");
            SqliteSchema.Execute(connection, $"PRAGMA wal_autocheckpoint = {SqliteCheckpoint.PagesForWriter}");
            if (SqliteSchema.Scalar(connection, "PRAGMA journal_mode") is not "wal" || SqliteSchema.Scalar(connection, "PRAGMA synchronous") is not 2L)
            {
                throw new DataFolderException($"{path}: SQLite does not offer WAL with synchronous FULL here, without which an answered alert could be lost. Put the data folder on a local disk.");
            }

            SqliteSchema.Migrate(connection);
            beside.Open();
            var filter = new KeyFilter();
            return new SqliteIncidentLog(new SqliteWriter(connection, beside, filter), path, wasChecked, filter);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            beside.Dispose();
            connection.Dispose();
            throw e is SqliteException { SqliteErrorCode: SqliteErrors.Corrupt or SqliteErrors.NoDatabase } ? Damaged(path, e) : new DataFolderException($"{path} cannot be opened: {e.Message}", e);
        }
        catch
        {
            beside.Dispose();
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A host that hands it out under two interfaces disposes it for each.
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        closing = true;
        await filling;
        // Readers first: the last connection to close must be one that may bring the journal into the file.
        using (var pool = new SqliteConnection(readOnly))
        {
            SqliteConnection.ClearPool(pool);
        }

        await writer.DisposeAsync();
    }

    static SqliteConnection Writing(string path) => new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());

    // What the writer adds meanwhile it adds to the filter itself.
    void Fill(KeyFilter filter)
    {
        try
        {
            using var connection = new SqliteConnection(readOnly);
            connection.Open();
            using var command = Command(connection, "SELECT key FROM correlations", []);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (closing)
                {
                    return;
                }

                filter.Add(reader.GetString(0));
            }

            filter.IsWhole();
        }
        catch (SqliteException)
        {
            // It denies nothing then, and every look goes to the tree, which says what is wrong with it.
        }
    }

    // SQLite has no asynchronous reads: the driver's async methods block as well.
    Task<List<T>> QueryAsync<T>(string sql, Func<SqliteDataReader, T> read, CancellationToken ct, params (string Name, object? Value)[] parameters) => QueryAsync(sql, read, () => true, ct, parameters);

    Task<List<T>> QueryAsync<T>(string sql, Func<SqliteDataReader, T> read, Func<bool> wantsMore, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(Query(sql, read, wantsMore, parameters));
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Reading(e);
        }
    }

    List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, Func<bool> wantsMore, (string Name, object? Value)[] parameters)
    {
        using var connection = new SqliteConnection(readOnly);
        connection.Open();
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (wantsMore() && reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
