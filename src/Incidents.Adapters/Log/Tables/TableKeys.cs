using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Adapters.Log.Tables;

/// <summary>
/// Keys of rows. A key of Azure Tables takes no / \ # ? nor control characters and at most 1 KiB, and is compared character by character:
/// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model.
/// </summary>
static class TableKeys
{
    // With a prefix, a time and a generation beside it, such a key stays far below the 512 characters of 1 KiB.
    const int Longest = 200;

    static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    /// <summary>
    /// A key from foreign text (an idempotency key, an incident's id): as it is where that is plain, other characters as = and four hex digits, and a hash
    /// when it would be long. Different texts give different keys; upper and lower case stay apart.
    /// </summary>
    public static string Of(string text)
    {
        if (text.Length <= Longest && !text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var key = new StringBuilder();
        foreach (var c in text)
        {
            if (Plain.Contains(c))
            {
                key.Append(c);
            }
            else
            {
                key.Append(CultureInfo.InvariantCulture, $"={(int)c:X4}");
            }
        }

        // No escaped text has "=s" in it, so a hash is never taken for one.
        return key.Length <= Longest ? key.ToString() : "=sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)));
    }

    /// <summary>Sorts as the number does.</summary>
    public static string Of(int number) => number.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>Sorts as time does.</summary>
    public static string OldestFirst(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Sorts against time: rows come in the order of their keys and in no other.</summary>
    public static string NewestFirst(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
