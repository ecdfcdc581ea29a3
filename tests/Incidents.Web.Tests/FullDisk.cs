using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>A log whose disk is full: it reads, and every write fails.</summary>
sealed class FullDisk(IIncidentLog log) : IIncidentLog
{
    static LogUnavailableException Full => new("The disk is full.");

    public Task<bool> StoreInputAsync(RawInput input, CancellationToken ct) => throw Full;

    public Task<IReadOnlyList<RawInput>> WaitingInputsAsync(int max, CancellationToken ct) => log.WaitingInputsAsync(max, ct);

    public Task SettleInputAsync(string inputId, string? quarantineReason, CancellationToken ct) => throw Full;

    public Task SettleInputsAsync(IReadOnlyList<SettledInput> inputs, CancellationToken ct) => throw Full;

    public Task<IReadOnlyList<QuarantinedInput>> QuarantineAsync(int max, CancellationToken ct) => log.QuarantineAsync(max, ct);

    public Task<FoundInput?> FindInputAsync(string inputId, CancellationToken ct) => log.FindInputAsync(inputId, ct);

    public Task<int> QuarantineCountAsync(int max, CancellationToken ct) => log.QuarantineCountAsync(max, ct);

    public Task<QuarantinedInput?> QuarantinedAsync(string inputId, CancellationToken ct) => log.QuarantinedAsync(inputId, ct);

    public Task<bool> RequeueInputAsync(string inputId, CancellationToken ct) => throw Full;

    public Task<bool> DiscardInputAsync(string inputId, Discarded discarded, CancellationToken ct) => throw Full;

    public Task<IReadOnlyList<DiscardedInput>> DiscardedAsync(int max, CancellationToken ct) => log.DiscardedAsync(max, ct);

    public Task<bool> StoreSignalAsync(StoredSignal signal, CancellationToken ct) => throw Full;

    public Task<IReadOnlyList<StoredSignal>> WaitingSignalsAsync(string incidentId, CancellationToken ct) => log.WaitingSignalsAsync(incidentId, ct);

    public Task<SignalOutcome?> OutcomeAsync(string incidentId, string signalId, CancellationToken ct) => log.OutcomeAsync(incidentId, signalId, ct);

    public Task<IReadOnlyList<StoredEvent>> ReadAsync(string incidentId, int fromSequence, CancellationToken ct) => log.ReadAsync(incidentId, fromSequence, ct);

    public Task<IReadOnlyList<StoredEvent>> ReadPageAsync(string incidentId, int fromSequence, CancellationToken ct) => log.ReadPageAsync(incidentId, fromSequence, ct);

    public Task<bool> AppendAsync(LogAppend append, CancellationToken ct) => throw Full;

    public Task<IncidentHead?> HeadAsync(string incidentId, CancellationToken ct) => log.HeadAsync(incidentId, ct);

    public Task<IReadOnlyList<IncidentHead>> HeadsAsync(HeadFilter filter, int max, CancellationToken ct) => log.HeadsAsync(filter, max, ct);

    public Task<string> CorrelateAsync(string key, string candidate, string? replaces, CancellationToken ct) => throw Full;

    public Task<IReadOnlyList<string>> CorrelateAllAsync(IReadOnlyList<Correlation> wanted, CancellationToken ct) => throw Full;

    public Task<string?> CorrelatedAsync(string key, CancellationToken ct) => log.CorrelatedAsync(key, ct);

    public Task<IReadOnlyDictionary<string, string>> CorrelatedAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => log.CorrelatedAsync(keys, ct);

    public Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string incidentId, CancellationToken ct) => log.LedgerAsync(incidentId, ct);

    public Task<bool> WriteLedgerAsync(LedgerEntry entry, int expectedRevision, CancellationToken ct) => throw Full;
}
