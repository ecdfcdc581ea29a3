using System.Security.Cryptography;
using System.Text;
using Incidents.Planned;
using Incidents.Public;

namespace Incidents.Desk;

/// <summary>The desk's answer to an order.</summary>
/// <param name="Work">As it is now; null when there is none.</param>
/// <param name="Kind">What became of the order.</param>
/// <param name="Refusal">Why not, for a person to read; null unless it was refused.</param>
public sealed record PlannedAnswer(PlannedWork? Work, OutcomeKind Kind, string? Refusal);

/// <summary>
/// Planned maintenance as records: each order is decided by <see cref="PlannedPlan"/> on the record as it stands and written only if it still stands so. One record is one
/// write, so a process that dies has done an order or has not. Several processes may use it at once.
/// </summary>
/// <param name="records">Where it is kept.</param>
/// <param name="policy">Who may, and how times are read.</param>
/// <param name="texts">The standard sentences.</param>
/// <param name="time">The clock.</param>
/// <param name="ring">Told the id of whatever this process has changed; must not block.</param>
public sealed class PlannedWorkDesk(IRecordStore records, Func<PlanPolicy> policy, PlannedTexts texts, TimeProvider time, Action<string>? ring = null) : IPlannedWork
{
    /// <summary>The kind of the records.</summary>
    public const string Kind = "maintenance";

    // Each lost round means that another order was carried out.
    const int MostRounds = 20;

    // The clock's words, of which three can follow, must always fit.
    const int Room = IRecordStore.MostCharacters - 10_000;

    // An alert asks at every arrival; what began meanwhile is known this much later.
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    Known known = new([], DateTimeOffset.MinValue);

    /// <summary>The standard sentences, which are approved with every publication.</summary>
    public PlannedTexts Texts => texts;

    /// <summary>All of it, the latest start first.</summary>
    public async Task<IReadOnlyList<PlannedWork>> ListAsync(CancellationToken ct) =>
        [.. (await ReadAsync(ct)).Select(k => k.Work).OrderByDescending(w => w.Start).ThenByDescending(w => w.Id, StringComparer.Ordinal)];

    /// <summary>One; null when there is none.</summary>
    public async Task<PlannedWork?> FindAsync(string id, CancellationToken ct) =>
        StoredRecord.IsKey(id) && await records.RecordAsync(Kind, id, ct) is { } stored ? LogJson.Read<PlannedWork>(stored.Json) : null;

    /// <summary>Carries out an order.</summary>
    /// <exception cref="LogUnavailableException">It is not known to be stored; the same can be said again.</exception>
    public async Task<PlannedAnswer> TellAsync(string id, PlannedOrder order, CancellationToken ct)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var stored = StoredRecord.IsKey(id) ? await records.RecordAsync(Kind, id, ct) : null;
            var work = stored is null ? null : LogJson.Read<PlannedWork>(stored.Json);
            var (after, refusal) = PlannedPlan.Decide(work, order, policy(), texts);
            if (after is null)
            {
                return new PlannedAnswer(work, refusal is null ? OutcomeKind.Nothing : OutcomeKind.Refused, refusal);
            }

            var json = LogJson.Write(after);
            if (order is PlannedWord && json.Length > Room)
            {
                return new PlannedAnswer(work, OutcomeKind.Refused, "Too much was said of this maintenance already; nothing more fits. Use fewer words, or enter a new one.");
            }

            if (await records.PutRecordAsync(Kind, id, json, stored?.Version, ct) is not null)
            {
                known = known with { At = DateTimeOffset.MinValue };
                ring?.Invoke(id);
                return new PlannedAnswer(after, OutcomeKind.Accepted, null);
            }
        }

        throw new LogUnavailableException($"Maintenance {id} was changed by others {MostRounds} times in a row. Nothing was changed; the same can be tried again.");
    }

    /// <summary>One round of the clock: whatever is due begins, ends or is marked as overrun. Returns what changed; doing it again changes nothing.</summary>
    public async Task<IReadOnlyList<PlannedWork>> RoundAsync(CancellationToken ct)
    {
        var changed = new List<PlannedWork>();
        foreach (var work in (await ReadAsync(ct)).Select(k => k.Work).Where(w => w.NextDeadline <= time.GetUtcNow()).ToList())
        {
            if (await TellAsync(work.Id, new PlannedStruck(time.GetUtcNow()), ct) is { Kind: OutcomeKind.Accepted, Work: { } now })
            {
                changed.Add(now);
            }
        }

        return changed;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublicMaintenance>> PublicAsync(CancellationToken ct) => [.. (await ReadAsync(ct)).Select(k => k.Public).OfType<PublicMaintenance>()];

    /// <inheritdoc/>
    public async Task<string?> OnAsync(string service, CancellationToken ct)
    {
        try
        {
            var now = time.GetUtcNow();
            var all = now - known.At is var age && age >= TimeSpan.Zero && age < Fresh ? known.Records : await ReadAsync(ct);
            var on = all.Select(k => k.Work).Where(w => w.IsOn && w.Services.Any(s => s.Service == service)).OrderBy(w => w.End).ToList();
            return on.Count == 0 ? null : $"Planned maintenance is on: {string.Join("; ", on.Select(w => $"{w.Title} (until {policy().Time(w.End)})"))}.";
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // An alert calls with or without this word.
            return null;
        }
    }

    /// <summary>An id that a person can read out. With a key it is always the same for this person, so that a draft that is sent twice is one.</summary>
    public static string NewId(string person, string? key)
    {
        const string letters = "abcdefghjkmnpqrstvwxyz23456789";
        var bytes = string.IsNullOrEmpty(key) ? RandomNumberGenerator.GetBytes(10) : SHA256.HashData(Encoding.UTF8.GetBytes($"{person}\n{key}"));
        return $"{PlannedWork.IdPrefix}{string.Concat(bytes.Take(10).Select(b => letters[b % letters.Length]))}";
    }

    // What did not change is not read anew, and stays the same object, by which the page knows that nothing changed.
    async Task<IReadOnlyList<Read>> ReadAsync(CancellationToken ct)
    {
        var (before, now, all) = (known.Records.ToDictionary(r => r.Work.Id, StringComparer.Ordinal), time.GetUtcNow(), new List<Read>());
        for (RecordPage? page = null; page is null || page.Next is not null;)
        {
            page = await records.RecordsAsync(Kind, page?.Next, 1_000, ct);
            all.AddRange(page.Records.Select(r => before.GetValueOrDefault(r.Key) is { } old && old.Version == r.Version ? old : Of(r)));
        }

        known = new Known(all, now);
        return all;
    }

    static Read Of(StoredRecord record)
    {
        var work = LogJson.Read<PlannedWork>(record.Json);
        return new Read(record.Version, work, work.Public);
    }

    sealed record Read(string Version, PlannedWork Work, PublicMaintenance? Public);

    sealed record Known(IReadOnlyList<Read> Records, DateTimeOffset At);
}
