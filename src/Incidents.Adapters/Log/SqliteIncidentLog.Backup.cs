using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

public sealed partial class SqliteIncidentLog
{
    /// <summary>Copies the log of a folder, also while a host runs on it, to a new file that is there whole or not at all.</summary>
    /// <exception cref="DataFolderException">There is no log, it is damaged, the target exists, or it cannot be written. Nothing was left behind.</exception>
    public static void Backup(string path, string target)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new DataFolderException($"There is no incident log at {path}.");
        }

        if (System.IO.File.Exists(target))
        {
            throw Exists(target);
        }

        var draft = PrivateFile.Draft(target);
        try
        {
            // Made empty first, so that it is private from its first moment.
            PrivateFile.Open(draft, FileMode.CreateNew, FileAccess.Write).Dispose();
            Copy(path, draft);
            using (var written = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            System.IO.File.Move(draft, target, overwrite: false);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw e switch
            {
                SqliteException { SqliteErrorCode: SqliteErrors.Corrupt or SqliteErrors.NoDatabase } => Damaged(path, e),
                _ when System.IO.File.Exists(target) => Exists(target),
                _ => new DataFolderException($"{target} cannot be written: {e.Message} Nothing was left behind.", e),
            };
        }
        finally
        {
            Remove(draft);
            Remove($"{draft}-journal");
        }
    }

    static void Copy(string path, string draft)
    {
        using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        from.Open();
        using var command = from.CreateCommand();
        command.CommandText = "VACUUM INTO $target";
        command.Parameters.AddWithValue("$target", draft);
        command.ExecuteNonQuery();
    }

    static void Remove(string path)
    {
        if (System.IO.File.Exists(path))
        {
            System.IO.File.Delete(path);
        }
    }

    static DataFolderException Exists(string target) => new($"{target} exists. A backup never overwrites; give another name.");
}
