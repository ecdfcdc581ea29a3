using Incidents.Desk;

namespace Incidents.Adapters.Log;

public sealed partial class SqliteIncidentLog
{
    /// <inheritdoc/>
    public async Task<FoundInput?> FindInputAsync(string inputId, CancellationToken ct) => (await QueryAsync(
        "SELECT id, source, at, content_type, body, headers, state, reason FROM inputs WHERE id = $id", r => new FoundInput(Input(r), r.GetInt32(6) switch
        {
            Settled => InputState.Served,
            Quarantined => InputState.Quarantined,
            Dropped => InputState.Discarded,
            _ => InputState.Waiting,
        }, r.IsDBNull(7) ? null : r.GetString(7)), ct, ("$id", inputId))).FirstOrDefault();
}
