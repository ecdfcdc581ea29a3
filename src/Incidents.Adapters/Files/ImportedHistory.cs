using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Incidents.Desk;
using Incidents.Public;

namespace Incidents.Adapters.Files;

/// <summary>
/// What was public on another status page before: shown in history, feeds and uptime, and unknown to the plan. It lies in a file of its own, so that it can be taken away
/// again and never mixes with the log.
/// </summary>
/// <param name="files">The installation's files.</param>
public sealed class ImportedHistory(IFileStore files)
{
    const string History = "imported/history.json";
    const string Mark = "imported/version";

    /// <summary>Changes with every import; null when nothing was imported. A read of some bytes.</summary>
    public async Task<string?> VersionAsync(CancellationToken ct) => await files.ReadAsync(Mark, ct) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>All of it.</summary>
    /// <exception cref="IOException">The file cannot be read, or a hand spoilt it.</exception>
    public async Task<ImportedRecord> ReadAsync(CancellationToken ct)
    {
        if (await files.ReadAsync(History, ct) is not { } bytes)
        {
            return ImportedRecord.None;
        }

        try
        {
            return LogJson.Read<ImportedRecord>(Encoding.UTF8.GetString(bytes));
        }
        catch (JsonException exception)
        {
            throw new IOException($"{History} in the data folder is damaged: {exception.Message} Import again, or delete it.", exception);
        }
    }

    /// <summary>Adds what is new and replaces what has an id that was imported before; the same import twice changes nothing.</summary>
    /// <returns>How many were new or different.</returns>
    public async Task<int> MergeAsync(ImportedRecord more, CancellationToken ct)
    {
        var before = await ReadAsync(ct);
        var after = new ImportedRecord(Merge(before.Incidents, more.Incidents, i => i.Id, i => i.StartedAt), Merge(before.Maintenances, more.Maintenances, m => m.Id, m => m.ScheduledStart));
        var json = Encoding.UTF8.GetBytes(LogJson.Write(after));
        var changed = Count(before.Incidents, more.Incidents, i => i.Id) + Count(before.Maintenances, more.Maintenances, m => m.Id);
        if (changed > 0)
        {
            // The mark last: a page that sees the new mark finds the new history.
            await files.WriteAsync(History, json, ct);
            await files.WriteAsync(Mark, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json))), ct);
        }

        return changed;
    }

    static List<T> Merge<T>(IReadOnlyList<T> before, IReadOnlyList<T> more, Func<T, string> id, Func<T, DateTimeOffset> at) =>
        [.. more.Concat(before).DistinctBy(id, StringComparer.OrdinalIgnoreCase).OrderBy(at).ThenBy(id, StringComparer.Ordinal)];

    static int Count<T>(IReadOnlyList<T> before, IReadOnlyList<T> more, Func<T, string> id)
    {
        var known = before.ToDictionary(id, LogJson.Write, StringComparer.OrdinalIgnoreCase);
        return more.Count(item => !known.TryGetValue(id(item), out var old) || old != LogJson.Write(item));
    }
}

/// <summary>What was imported.</summary>
/// <param name="Incidents">Oldest first.</param>
/// <param name="Maintenances">Oldest first.</param>
public sealed record ImportedRecord(IReadOnlyList<PublicIncident> Incidents, IReadOnlyList<PublicMaintenance> Maintenances)
{
    /// <summary>Nothing.</summary>
    public static readonly ImportedRecord None = new([], []);
}
