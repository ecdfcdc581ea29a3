using Azure;
using Azure.Data.Tables;

namespace Incidents.Adapters.Log.Tables;

/// <summary>What an append needs of the row of an incident's head.</summary>
/// <param name="Version">How many events the incident has.</param>
/// <param name="ETag">Of the row; changed by every append.</param>
/// <param name="AppendId">Which append wrote it.</param>
/// <param name="Lists">The rows by which it is listed.</param>
/// <param name="HasOverflow">True when outcomes of the last append are in this row only: there were too many for one transaction.</param>
sealed record HeadRow(int Version, ETag ETag, string AppendId, ListKeys Lists, bool HasOverflow)
{
    /// <summary>The row's key; between the events and the waiting signals, so that one range holds it and either.</summary>
    public const string Key = "h";

    /// <summary>Of an incident that the log does not know.</summary>
    public static readonly HeadRow None = new(0, default, "", ListKeys.None, false);

    /// <summary>As stored.</summary>
    public static HeadRow Of(TableEntity? row) => row is null ? None
        : new(row.GetInt32("Version") ?? 0, row.ETag, row.GetString("AppendId") ?? "", ListKeys.Of(row), row.GetBoolean("HasOverflow") ?? false);

    /// <summary>True when there is no such row yet.</summary>
    public bool IsNone => ReferenceEquals(this, None);
}
