using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Incidents.Desk;
using Incidents.Public;

namespace Incidents.Adapters.Log.Tables;

/// <summary>
/// The rows by which an incident is in the lists; the head names them, and a row that its head does not name does not count. The generation is the version
/// before the append that added the row, so removing an older row never takes a newer one away.
/// </summary>
sealed record ListKeys(string? All, string? Open, string? Public)
{
    /// <summary>Of an incident that is in no list.</summary>
    public static readonly ListKeys None = new(null, null, null);

    /// <summary>The prefix of a list's rows.</summary>
    public static string Prefix(HeadFilter filter) => filter switch
    {
        HeadFilter.Open => "open-",
        HeadFilter.Public => "public-",
        _ => "all-",
    };

    public IEnumerable<string> Rows => new[] { All, Open, Public }.OfType<string>();

    /// <summary>The rows that a head is to have; one that is right already stays.</summary>
    public ListKeys For(IncidentHead head, int generation)
    {
        var stem = $"{TableKeys.NewestFirst(head.OpenedAt)}-{TableKeys.Of(head.Id)}-";
        return new(Row(All, HeadFilter.All, stem), head.Ended ? null : Row(Open, HeadFilter.Open, stem), head.Public is null ? null : Row(Public, HeadFilter.Public, $"{stem}{Fingerprint(head.Public)}-"));

        string Row(string? before, HeadFilter filter, string start) =>
            before?.StartsWith(Prefix(filter) + start, StringComparison.Ordinal) == true ? before : Prefix(filter) + start + TableKeys.Of(generation);
    }

    // A new word to the public makes a new row, so that the list alone tells what is new to the status page.
    static string Fingerprint(PublicIncident known) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LogJson.Write(known))).AsSpan(0, 8));

    /// <summary>As the head's row says.</summary>
    public static ListKeys Of(TableEntity row) => new(row.GetString("InAll"), row.GetString("InOpen"), row.GetString("InPublic"));

    /// <summary>Into the head's row.</summary>
    public void Put(TableEntity row)
    {
        row["InAll"] = All;
        row["InOpen"] = Open;
        row["InPublic"] = Public;
    }
}
