using System.Buffers;

namespace Incidents.Desk;

/// <summary>A record as it is stored.</summary>
/// <param name="Kind">Such as <c>maintenance</c>.</param>
/// <param name="Key">Unique within the kind.</param>
/// <param name="Version">Another after every write; says nothing, and is compared and nothing else.</param>
/// <param name="Json">The body.</param>
public sealed record StoredRecord(string Kind, string Key, string Version, string Json)
{
    static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    /// <summary>True when a text can be a key: what every store can hold as it is, and sorts alike.</summary>
    public static bool IsKey(string key) => IsName(key, 200);

    /// <summary>Refuses what no store takes, so that all refuse the same.</summary>
    /// <exception cref="ArgumentException">A kind, key or body is none.</exception>
    public static void Check(string kind, string? key = null, string? json = null)
    {
        if (!IsName(kind, 50))
        {
            throw new ArgumentException($"\"{kind}\" is no kind of record: 1 to 50 letters, digits and - _ . : are.", nameof(kind));
        }

        if (key is not null && !IsKey(key))
        {
            throw new ArgumentException("That is no key of a record: 1 to 200 letters, digits and - _ . : are.", nameof(key));
        }

        if (json?.Length > IRecordStore.MostCharacters)
        {
            throw new ArgumentException($"A record has at most {IRecordStore.MostCharacters} characters, and this one {json.Length}.", nameof(json));
        }
    }

    static bool IsName(string text, int longest) => text.Length > 0 && text.Length <= longest && !text.AsSpan().ContainsAnyExcept(Plain);
}

/// <summary>Some records of a kind.</summary>
/// <param name="Records">In the order of their keys.</param>
/// <param name="Next">What to ask for next (<c>after</c>); null when these were the last.</param>
public sealed record RecordPage(IReadOnlyList<StoredRecord> Records, string? Next);
