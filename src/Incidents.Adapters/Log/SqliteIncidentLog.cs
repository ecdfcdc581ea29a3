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

    SqliteIncidentLog(SqliteWriter writer, string path, bool wasChecked)
    {
        this.writer = writer;
        (Path, WasChecked) = (path, wasChecked);
        readOnly = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();
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
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
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
            SqliteSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16384;");
            if (SqliteSchema.Scalar(connection, "PRAGMA journal_mode") is not "wal" || SqliteSchema.Scalar(connection, "PRAGMA synchronous") is not 2L)
            {
                throw new DataFolderException($"{path}: SQLite does not offer WAL with synchronous FULL here, without which an answered alert could be lost. Put the data folder on a local disk.");
            }

            SqliteSchema.Migrate(connection);
            return new SqliteIncidentLog(new SqliteWriter(connection), path, wasChecked);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw e is SqliteException { SqliteErrorCode: SqliteErrors.Corrupt or SqliteErrors.NoDatabase } ? Damaged(path, e) : new DataFolderException($"{path} cannot be opened: {e.Message}", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Readers first: the last connection to close must be one that may bring the journal into the file.
        using (var pool = new SqliteConnection(readOnly))
        {
            SqliteConnection.ClearPool(pool);
        }

        await writer.DisposeAsync();
    }

    /// <summary>Reads a whole log, also while a host runs on it; what is wrong with it, or null. Takes seconds per gibibyte.</summary>
    public static string? Damage(string path)
    {
        try
        {
            using var connection = ReadOnly(path);
            return SqliteSchema.Scalar(connection, "PRAGMA quick_check(1)") is "ok" ? null : Damaged(path, null).Message;
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode is SqliteErrors.Corrupt or SqliteErrors.NoDatabase ? Damaged(path, e).Message : $"{path} cannot be checked: {e.Message}";
        }
    }

    // Read-only, before anything else: closing a connection that may write would bring the journal into a file that is about to be refused.
    static void Check(string path, bool whole)
    {
        using var connection = ReadOnly(path);
        if (whole && SqliteSchema.Scalar(connection, "PRAGMA quick_check(1)") is not "ok")
        {
            throw Damaged(path, null);
        }

        SqliteSchema.RefuseForeign(connection, path);
    }

    static SqliteConnection ReadOnly(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    static DataFolderException Damaged(string path, Exception? cause)
    {
        var message = $"{path} is damaged and was left as it is. Restore a backup, or move the file away to start empty; keep it, for most of it can be recovered with sqlite3 .recover.";
        return cause is null ? new DataFolderException(message) : new DataFolderException(message, cause);
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
