namespace Incidents.Desk;

/// <summary>
/// The incident log: inbox, signals, events, outcomes, ledger and correlation. Every method that returns has its change on disk.
/// Implementations: SQLite, Azure Tables; both pass the same contract tests.
/// </summary>
public interface IIncidentLog
{
    /// <summary>Stores a raw input durably before its sender gets 202. The same id twice is stored once; false when it was there.</summary>
    Task<bool> StoreInputAsync(RawInput input, CancellationToken ct);

    /// <summary>Inputs not settled yet, oldest first.</summary>
    Task<IReadOnlyList<RawInput>> WaitingInputsAsync(int max, CancellationToken ct);

    /// <summary>Marks an input as served, or puts it into quarantine with a reason. Settling twice keeps the last word.</summary>
    Task SettleInputAsync(string inputId, string? quarantineReason, CancellationToken ct);

    /// <summary>The same for many: at once where the log can, and each by itself otherwise, so that a crash may leave some unsettled.</summary>
    Task SettleInputsAsync(IReadOnlyList<SettledInput> inputs, CancellationToken ct);

    /// <summary>Inputs in quarantine, newest first.</summary>
    Task<IReadOnlyList<QuarantinedInput>> QuarantineAsync(int max, CancellationToken ct);

    /// <summary>An input, wherever it stands; null when none has this id.</summary>
    Task<FoundInput?> FindInputAsync(string inputId, CancellationToken ct);

    /// <summary>How many inputs are in quarantine, counted up to a number, without their bodies.</summary>
    Task<int> QuarantineCountAsync(int max, CancellationToken ct);

    /// <summary>An input in quarantine; null when it is not there.</summary>
    Task<QuarantinedInput?> QuarantinedAsync(string inputId, CancellationToken ct);

    /// <summary>Puts an input in quarantine back to those that wait. False, and nothing changed, when it is not in quarantine.</summary>
    Task<bool> RequeueInputAsync(string inputId, CancellationToken ct);

    /// <summary>Takes an input out of quarantine for good; it is kept. False, and nothing changed, when it is not in quarantine.</summary>
    Task<bool> DiscardInputAsync(string inputId, Discarded discarded, CancellationToken ct);

    /// <summary>Inputs that were discarded, newest first.</summary>
    Task<IReadOnlyList<DiscardedInput>> DiscardedAsync(int max, CancellationToken ct);

    /// <summary>Stores a signal durably. The same id twice is stored once; false when it was there.</summary>
    Task<bool> StoreSignalAsync(StoredSignal signal, CancellationToken ct);

    /// <summary>Signals of an incident without an outcome, in the order stored.</summary>
    Task<IReadOnlyList<StoredSignal>> WaitingSignalsAsync(string incidentId, CancellationToken ct);

    /// <summary>What became of a signal; null while it waits or when it is unknown.</summary>
    Task<SignalOutcome?> OutcomeAsync(string incidentId, string signalId, CancellationToken ct);

    /// <summary>The events of an incident from a sequence number on (the first is 1), in order.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadAsync(string incidentId, int fromSequence, CancellationToken ct);

    /// <summary>
    /// The next events of an incident from a sequence number on: at least one where there is any, and about a MiB of the log at most, so that a storm's incident is never
    /// in memory with all its texts. Empty at the end.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> ReadPageAsync(string incidentId, int fromSequence, CancellationToken ct);

    /// <summary>
    /// What every turn of an incident begins with: its events from a sequence number on, its signals without an outcome, and its ledger where that is asked for. A log that
    /// can read them at once should: on Azure each read is paid for.
    /// </summary>
    async Task<IncidentNews> NewsAsync(string incidentId, int fromSequence, bool withLedger, CancellationToken ct) =>
        new(await ReadAsync(incidentId, fromSequence, ct), await WaitingSignalsAsync(incidentId, ct), withLedger ? await LedgerAsync(incidentId, ct) : null);

    /// <summary>Appends events, outcomes and the head in one transaction. False, and nothing changed, when the version is not the expected one.</summary>
    Task<bool> AppendAsync(LogAppend append, CancellationToken ct);

    /// <summary>The head of an incident; null when there is none.</summary>
    Task<IncidentHead?> HeadAsync(string incidentId, CancellationToken ct);

    /// <summary>Heads, newest first.</summary>
    Task<IReadOnlyList<IncidentHead>> HeadsAsync(HeadFilter filter, int max, CancellationToken ct);

    /// <summary>
    /// The heads that changed after a mark, so that the status page need not read every public incident at every change; with no mark, all that the public knows of. A log may
    /// give more than was asked for, and some twice; it never leaves one out.
    /// </summary>
    /// <param name="mark">As an earlier answer gave it; null for all.</param>
    async Task<PublicNews> PublicNewsAsync(string? mark, CancellationToken ct) =>
        new(await HeadsAsync(HeadFilter.Public, int.MaxValue, ct), null);

    /// <summary>
    /// The incident that a key (such as <c>service/checkout</c>) belongs to: insert-if-absent of the candidate, or replacement of
    /// <paramref name="replaces"/> when that is what stands there. Returns what stands there afterwards.
    /// Also keeps what an idempotency key was used for (<c>idempotency/...</c>), which is a hash in place of an incident.
    /// </summary>
    Task<string> CorrelateAsync(string key, string candidate, string? replaces, CancellationToken ct);

    /// <summary>The same for many keys, in one commit where the log can. Returns what stands at each, in their order.</summary>
    Task<IReadOnlyList<string>> CorrelateAllAsync(IReadOnlyList<Correlation> wanted, CancellationToken ct);

    /// <summary>What a key belongs to; null when to nothing.</summary>
    Task<string?> CorrelatedAsync(string key, CancellationToken ct);

    /// <summary>What keys belong to; those that belong to nothing are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> CorrelatedAsync(IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>The delivery ledger of an incident.</summary>
    Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string incidentId, CancellationToken ct);

    /// <summary>Writes a ledger entry if the stored one still has the expected revision (0: none is stored). False, and nothing changed, otherwise.</summary>
    Task<bool> WriteLedgerAsync(LedgerEntry entry, int expectedRevision, CancellationToken ct);
}
