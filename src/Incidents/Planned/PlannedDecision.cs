using Incidents.Public;

namespace Incidents.Planned;

/// <summary>The answer to an order: the work as it is now, a refusal, or neither when it is already so.</summary>
/// <param name="Work">What to store; null: nothing.</param>
/// <param name="Refusal">Why not, for a person to read.</param>
public sealed record PlannedDecision(PlannedWork? Work, string? Refusal)
{
    /// <summary>It is already so.</summary>
    public static readonly PlannedDecision Nothing = new(null, null);

    /// <summary>Not allowed, or not now.</summary>
    public static PlannedDecision Refuse(string why) => new(null, why);

    /// <summary>A change by a person.</summary>
    internal static PlannedDecision Of(PlannedWork work, DateTimeOffset at, string by, string what) => new(work.By(at, by, what), null);
}

/// <summary>How a change is written down.</summary>
static class PlannedChange
{
    /// <summary>The work with a line on who did what; every change passes here once.</summary>
    public static PlannedWork By(this PlannedWork w, DateTimeOffset at, string? by, string what) => w with { Revision = w.Revision + 1, Entries = [.. w.Entries, new PlannedEntry(at, by, what)] };

    /// <summary>The work after the public was told something.</summary>
    public static PlannedWork Told(this PlannedWork w, DateTimeOffset at, MaintenanceState state, string text) => w with
    {
        State = state,
        Updates = [.. w.Updates, new MaintenanceUpdate(w.Updates.Count + 1, at, state, text.Trim())],
        PublicRevision = w.Updates.Count == 0 ? 0 : w.PublicRevision + 1,
        PublicAt = at,
    };
}
