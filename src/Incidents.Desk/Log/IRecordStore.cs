namespace Incidents.Desk;

/// <summary>
/// Small documents that are changed in place and belong to no incident: planned maintenance, subscribers. They lie beside the incident log (the same database file, the same
/// storage account), so that a backup of the log holds them.
/// <para>Guarantees. What was answered is durable: it outlives a crash of the process and a power cut. A write is there whole or not at all. Of two writers that read the same
/// version one wins, also in different processes; the other is answered null or false and has changed nothing. A version never comes back, not even when a record is deleted and its key used
/// again. A write whose answer was lost is looked for before it is answered, so that null always means that somebody else was there. There is no transaction over
/// several records: whoever changes two must be able to die between them.</para>
/// <para>Limits. A kind has 1 to 50, a key 1 to 200 of the letters A to Z and a to z, digits and <c>- _ . :</c>, and case counts; a body has at most <see cref="MostCharacters"/> characters.
/// Anything else is an <see cref="ArgumentException"/>. Keys show up in logs: a person's address is no key, its keyed hash may be one.</para>
/// <para>Every method throws <see cref="LogUnavailableException"/> when the store cannot be used now; nothing was changed then, as far as anybody can tell, and the same can be tried again.</para>
/// </summary>
public interface IRecordStore
{
    /// <summary>The longest body, in characters. What is larger is no record; give it a file.</summary>
    const int MostCharacters = 100_000;

    /// <summary>A record; null when there is none.</summary>
    Task<StoredRecord?> RecordAsync(string kind, string key, CancellationToken ct);

    /// <summary>
    /// The records of a kind in the order of their keys (by character code). Not a picture of one moment: a record that is there from the first page to the last comes exactly
    /// once, one that comes or goes meanwhile at most once.
    /// </summary>
    /// <param name="kind">Which.</param>
    /// <param name="after">The key after which to begin, which need not exist; null for the first page. With keys that begin with a time, this finds what is due.</param>
    /// <param name="max">How many at most, from 1 to 1,000.</param>
    /// <param name="ct">Gives up.</param>
    Task<RecordPage> RecordsAsync(string kind, string? after, int max, CancellationToken ct);

    /// <summary>The kinds that have a record, in order.</summary>
    Task<IReadOnlyList<string>> RecordKindsAsync(CancellationToken ct);

    /// <summary>Writes a record if its stored version is the expected one. Returns the new version, or null, and nothing changed, when it is not.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="key">Which record.</param>
    /// <param name="json">The whole body.</param>
    /// <param name="expectedVersion">As it was read; null when there must be no record.</param>
    /// <param name="ct">Gives up; what was begun may still happen.</param>
    Task<string?> PutRecordAsync(string kind, string key, string json, string? expectedVersion, CancellationToken ct);

    /// <summary>
    /// Deletes a record if its stored version is the expected one; false, and nothing changed, when it is not or there is none (so also when an earlier try did delete it and its answer was
    /// lost). No later read and no later backup holds it; a storage engine may keep its bytes until it uses their place again.
    /// </summary>
    Task<bool> DeleteRecordAsync(string kind, string key, string expectedVersion, CancellationToken ct);
}
