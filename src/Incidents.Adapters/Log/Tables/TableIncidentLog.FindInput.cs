using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    /// <inheritdoc/>
    public Task<FoundInput?> FindInputAsync(string inputId, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        if (await FindAsync(inbox, Inputs, $"k-{TableKeys.Of(inputId)}", ct) is not { } stored)
        {
            return null;
        }

        var place = stored.GetString("Place");
        var state = place is null ? InputState.Served : place.StartsWith(Quarantine, StringComparison.Ordinal) ? InputState.Quarantined
            : place.StartsWith(Discards, StringComparison.Ordinal) ? InputState.Discarded : InputState.Waiting;
        // The reason stands where the input was moved to.
        var reason = state is InputState.Quarantined or InputState.Discarded ? (await FindAsync(inbox, Inputs, place!, ct))?.GetString("Reason") : null;
        return (FoundInput?)new FoundInput(await InputAsync(stored, ct), state, reason);
    }, ct);
}
