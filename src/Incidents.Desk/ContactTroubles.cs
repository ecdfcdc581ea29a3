using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>The last refusal of one of the ways by which a person is reached.</summary>
/// <param name="Way">mail, or the way's kind.</param>
/// <param name="At">When.</param>
/// <param name="Said">Why, in the provider's words.</param>
/// <param name="CameBack">True when the provider had taken it first.</param>
/// <param name="TakenAt">Of what came back: when the next one was taken, which proves nothing yet; null: not yet.</param>
public sealed record ContactTrouble(string Way, DateTimeOffset At, string Said, bool CameBack = false, DateTimeOffset? TakenAt = null);

/// <summary>
/// Which contacts refused last. A refusal stands until the next message is taken. What came back had been taken as well, so there it stands until an hour after the next one was taken: by then
/// that one would have come back, too.
/// </summary>
public sealed partial class ContactTroubles(IRecordStore records, TimeProvider time, ILogger<ContactTroubles> logger)
{
    /// <summary>The kind of the records, one for each person and way.</summary>
    public const string Kind = "contact-trouble";

    /// <summary>The mail's name among the ways.</summary>
    public const string Mail = "mail";

    static readonly TimeSpan Proof = TimeSpan.FromHours(1);

    // Every message that is taken asks for these, and another process changes them seldom.
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    const int Page = 500;

    readonly Lock _gate = new();
    (IReadOnlyDictionary<string, ContactTrouble> ByKey, DateTimeOffset At)? _seen;

    /// <summary>What stands, by person.</summary>
    public async Task<ILookup<string, ContactTrouble>> AllAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return (await SeenAsync(ct)).Where(one => !(one.Value.TakenAt + Proof <= now)).ToLookup(one => one.Key[..one.Key.LastIndexOf(':')], one => one.Value, StringComparer.Ordinal);
    }

    /// <summary>A provider refused.</summary>
    public Task RefusedAsync(string person, string way, string said, CancellationToken ct) => KeepAsync(person, new ContactTrouble(way, time.GetUtcNow(), said), ct);

    /// <summary>A mail came back, or its receiver's server does not take it yet.</summary>
    /// <exception cref="LogUnavailableException">It could not be kept.</exception>
    public Task ReturnedAsync(string person, string said, CancellationToken ct) => ChangeAsync(person, Mail, before => before is { CameBack: true, TakenAt: null } && before.Said == said ? before : new ContactTrouble(Mail, time.GetUtcNow(), said, CameBack: true), ct);

    /// <summary>A provider took a message.</summary>
    public async Task TakenAsync(string person, string way, CancellationToken ct)
    {
        try
        {
            if ((await SeenAsync(ct)).ContainsKey(KeyOf(person, way)))
            {
                await ChangeAsync(person, way, before => before is { CameBack: true } ? before with { TakenAt = before.TakenAt ?? time.GetUtcNow() } : null, ct);
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotKept(logger, exception, person);
        }
    }

    // The message was refused, whether this can be kept or not.
    async Task KeepAsync(string person, ContactTrouble trouble, CancellationToken ct)
    {
        try
        {
            await ChangeAsync(person, trouble.Way, _ => trouble, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotKept(logger, exception, person);
        }
    }

    async Task ChangeAsync(string person, string way, Func<ContactTrouble?, ContactTrouble?> change, CancellationToken ct)
    {
        var (key, done) = (KeyOf(person, way), false);
        while (!done)
        {
            var stored = await records.RecordAsync(Kind, key, ct);
            var before = stored is null ? null : LogJson.Read<ContactTrouble>(stored.Json);
            var after = change(before);
            done = after == before || (after is not null ? await records.PutRecordAsync(Kind, key, LogJson.Write(after), stored?.Version, ct) is not null : await records.DeleteRecordAsync(Kind, key, stored!.Version, ct));
        }

        lock (_gate)
        {
            _seen = null;
        }
    }

    async Task<IReadOnlyDictionary<string, ContactTrouble>> SeenAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_seen is { } seen && time.GetUtcNow() - seen.At < Fresh)
            {
                return seen.ByKey;
            }
        }

        var (found, after, now) = (new Dictionary<string, ContactTrouble>(StringComparer.Ordinal), (string?)null, time.GetUtcNow());
        do
        {
            var page = await records.RecordsAsync(Kind, after, Page, ct);
            foreach (var record in page.Records)
            {
                found[record.Key] = LogJson.Read<ContactTrouble>(record.Json);
            }

            after = page.Next;
        }
        while (after is not null);

        lock (_gate)
        {
            _seen = (found, now);
        }

        return found;
    }

    static string KeyOf(string person, string way) => $"{person}:{way}";

    [LoggerMessage(1611, LogLevel.Warning, "Whether a contact of {Person} works could not be kept.")]
    static partial void LogNotKept(ILogger logger, Exception exception, string person);
}
