using Incidents.Desk;

namespace Incidents.Adapters.Channels.Calling;

/// <summary>A call that rings at its provider until somebody ends it.</summary>
/// <param name="Incident">What it is about.</param>
/// <param name="EffectId">The push that began it.</param>
/// <param name="Person">Who is called.</param>
/// <param name="Turn">Which of the person's ways, from 0.</param>
/// <param name="Way">The way's name, in case the person's ways are others by now.</param>
/// <param name="RequestId">The question that is asked; null: none.</param>
/// <param name="At">When it began.</param>
public sealed record OpenedCall(string Incident, string EffectId, string Person, int Turn, string Way, string? RequestId, DateTimeOffset At);

/// <summary>The calls that ring. Each is on record before its provider is asked, so that a crash in between leaves none ringing for good.</summary>
/// <param name="records">Where.</param>
public sealed class OpenCalls(IRecordStore records)
{
    const string Kind = "open-call";
    const int AtOnce = 500;

    /// <summary>Keeps one. Doing it twice changes nothing.</summary>
    public Task OpenAsync(OpenedCall call, CancellationToken ct) => records.PutRecordAsync(Kind, KeyOf(call), LogJson.Write(call), expectedVersion: null, ct);

    /// <summary>Those that ring, or may.</summary>
    public async Task<IReadOnlyList<(OpenedCall Call, string Version)>> ReadAsync(CancellationToken ct) =>
        [.. (await records.RecordsAsync(Kind, after: null, AtOnce, ct)).Records.Select(stored => (LogJson.Read<OpenedCall>(stored.Json), stored.Version))];

    /// <summary>Forgets one that has ended.</summary>
    public Task ForgetAsync(OpenedCall call, string version, CancellationToken ct) => records.DeleteRecordAsync(Kind, KeyOf(call), version, ct);

    static string KeyOf(OpenedCall call) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{call.EffectId.Replace('/', ':')}:{call.Turn}");
}
