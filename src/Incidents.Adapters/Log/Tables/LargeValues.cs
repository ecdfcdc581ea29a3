using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Incidents.Adapters.Log.Tables;

/// <summary>
/// Values of any size in rows whose properties take 64 KiB each: a text is split over several properties, and what is longer still goes into a blob that is
/// named by its SHA-256. The blob is written before the row, so a row never points to nothing; a crash in between leaves a blob that nobody reads and that
/// the next write of the same value finds. Blobs are never changed or removed: several rows may share one.
/// </summary>
sealed class LargeValues(BlobContainerClient blobs)
{
    /// <summary>The longest body that stays in its row, in bytes; with the row's copies an input stays below the 4 MiB of a transaction.</summary>
    public const int LongestBody = 48 * 1024;

    /// <summary>The longest text that stays in its row, in characters: two such texts fit into a row of 1 MiB.</summary>
    public const int LongestText = 4 * PartLength;

    // A string property takes 64 KiB of UTF-16, 32,768 characters.
    const int PartLength = 32_000;

    /// <summary>A reason in words for one property: 49 of them fit into a transaction of 4 MiB, so what is longer than 8,000 characters is cut.</summary>
    public static string Short(string text) => text.Length <= 8_000 ? text : text[..8_000];

    /// <summary>Puts a text into a row.</summary>
    public async Task PutTextAsync(TableEntity row, string name, string text, CancellationToken ct)
    {
        if (text.Length > LongestText)
        {
            row[Blob(name)] = await StoreAsync(Encoding.UTF8.GetBytes(text), ct);
            return;
        }

        for (var (part, from) = (0, 0); part == 0 || from < text.Length; part++)
        {
            var to = Math.Min(from + PartLength, text.Length);
            // Half a character is no text, and would not come back from the wire.
            to -= to < text.Length && char.IsHighSurrogate(text[to - 1]) ? 1 : 0;
            row[Part(name, part)] = text[from..to];
            from = to;
        }
    }

    /// <summary>The text of a row; null when it has none by that name.</summary>
    public async Task<string?> TextAsync(TableEntity row, string name, CancellationToken ct)
    {
        if (row.GetString(Blob(name)) is { } hash)
        {
            return Encoding.UTF8.GetString(await FetchAsync(hash, ct));
        }

        if (row.GetString(Part(name, 0)) is not { } first || row.GetString(Part(name, 1)) is null)
        {
            return row.GetString(Part(name, 0));
        }

        var text = new StringBuilder(first);
        for (var part = 1; row.GetString(Part(name, part)) is { } next; part++)
        {
            text.Append(next);
        }

        return text.ToString();
    }

    /// <summary>Puts a body into a row.</summary>
    public async Task PutBodyAsync(TableEntity row, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (body.Length > LongestBody)
        {
            row[Blob("Body")] = await StoreAsync(body, ct);
        }
        else
        {
            row["Body"] = body.ToArray();
        }
    }

    /// <summary>The body of a row.</summary>
    public async Task<byte[]> BodyAsync(TableEntity row, CancellationToken ct) =>
        row.GetString(Blob("Body")) is { } hash ? await FetchAsync(hash, ct) : row.GetBinary("Body") ?? [];

    static string Part(string name, int part) => part == 0 ? name : $"{name}{part}";

    static string Blob(string name) => $"{name}Blob";

    async Task<string> StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        try
        {
            await blobs.GetBlobClient(hash).UploadAsync(BinaryData.FromBytes(bytes), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, ct);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // It is there already, and by its name it says the same.
        }

        return hash;
    }

    async Task<byte[]> FetchAsync(string hash, CancellationToken ct)
    {
        var bytes = (await blobs.GetBlobClient(hash).DownloadContentAsync(ct)).Value.Content.ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? bytes : throw new InvalidDataException($"Blob {hash} does not hold what its name says. Restore it from a backup.");
    }
}
