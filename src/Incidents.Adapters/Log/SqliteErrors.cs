using Incidents.Desk;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>What SQLite's errors mean to an operator. Codes: https://sqlite.org/rescode.html.</summary>
static class SqliteErrors
{
    public const int Io = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int NoDatabase = 26;

    const string DiskFull = "The disk is full: the incident log cannot be written. Make room; nothing was lost that was answered.";
    const string Damaged = "The incident log is damaged. Stop the host, keep the file, and restore a backup.";

    /// <summary>For a command that was not carried out.</summary>
    public static LogUnavailableException Writing(SqliteException e) => new(e.SqliteErrorCode switch
    {
        Full => DiskFull,
        Io => "The disk does not take writes: the incident log cannot be written. Check the disk; nothing was lost that was answered.",
        Corrupt or NoDatabase => Damaged,
        _ => $"The incident log cannot be written: {e.Message}",
    }, e);

    /// <summary>For a question that was not answered.</summary>
    public static LogUnavailableException Reading(SqliteException e) => new(e.SqliteErrorCode switch
    {
        Io => "The incident log cannot be read. Check the disk; nothing was lost that was answered.",
        Corrupt or NoDatabase => Damaged,
        _ => $"The incident log cannot be read: {e.Message}",
    }, e);
}
