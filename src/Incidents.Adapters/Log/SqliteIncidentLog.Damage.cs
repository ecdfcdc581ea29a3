using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>What may be wrong with the file.</summary>
public sealed partial class SqliteIncidentLog
{
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
}
