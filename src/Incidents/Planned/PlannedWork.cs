using Incidents.Public;

namespace Incidents.Planned;

/// <summary>Planned maintenance, from its draft to its end. A storage format: members are only ever added.</summary>
/// <param name="Id">As <see cref="PublicIncident.Id"/>; begins with <c>m-</c>, so that no incident has the same.</param>
/// <param name="Title">One line of plain text, for the public.</param>
/// <param name="Services">What it touches, and how much.</param>
/// <param name="Start">When it is scheduled to begin, in UTC.</param>
/// <param name="End">When it is scheduled to end, in UTC, after <paramref name="Start"/>; an extension moves it.</param>
/// <param name="StartsItself">True when it begins at <paramref name="Start"/> without anybody's word.</param>
/// <param name="EndsItself">True when it ends at <paramref name="End"/> without anybody's word.</param>
/// <param name="Text">The announcement: plain text with line breaks.</param>
/// <param name="Revision">Rises by one with every change; an approval names the one that was read.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Approval">Who let the public know of it; null while it is a draft.</param>
/// <param name="Updates">What the public was told, oldest first; empty while it is a draft.</param>
/// <param name="Entries">Who did what, oldest first.</param>
/// <param name="StartedAt">When it began; the schedule's time where it began by itself.</param>
/// <param name="CompletedAt">When it was over; the schedule's time where it ended by itself.</param>
/// <param name="OverrunAt">Since when it takes longer than scheduled; null when it does not.</param>
/// <param name="Cancelled">True when it was called off before it began.</param>
/// <param name="PublicRevision">How often what the public reads was changed since the announcement; calendars count by it.</param>
/// <param name="PublicAt">When what the public reads was last changed.</param>
public sealed record PlannedWork(
    string Id,
    string Title,
    IReadOnlyList<MaintenanceImpact> Services,
    DateTimeOffset Start,
    DateTimeOffset End,
    bool StartsItself,
    bool EndsItself,
    string Text,
    int Revision,
    MaintenanceState State,
    PlannedApproval? Approval,
    IReadOnlyList<MaintenanceUpdate> Updates,
    IReadOnlyList<PlannedEntry> Entries,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? CompletedAt = null,
    DateTimeOffset? OverrunAt = null,
    bool Cancelled = false,
    int PublicRevision = 0,
    DateTimeOffset? PublicAt = null)
{
    /// <summary>Begins every id.</summary>
    public const string IdPrefix = "m-";

    /// <summary>True for the id of planned work, false for an incident's.</summary>
    public static bool IsId(string id) => id.StartsWith(IdPrefix, StringComparison.Ordinal);

    /// <summary>True when the public knows of it.</summary>
    public bool IsPublic => Approval is not null;

    /// <summary>True when nothing will happen any more.</summary>
    public bool IsOver => State == MaintenanceState.Completed;

    /// <summary>True when it has begun and is not over.</summary>
    public bool IsOn => State is MaintenanceState.InProgress or MaintenanceState.Verifying;

    /// <summary>When the clock has something to do; null when it has not.</summary>
    public DateTimeOffset? NextDeadline => this switch
    {
        { IsPublic: false } or { IsOver: true } => null,
        { IsOn: true } => EndsItself || OverrunAt is null ? End : null,
        _ => StartsItself ? Start : null,
    };

    /// <summary>What somebody has to look at, in a sentence; null when nothing is amiss.</summary>
    public string? Concern(DateTimeOffset now) => this switch
    {
        { IsOver: true } => null,
        { IsPublic: false } when now >= Start => "Its time has come, and no manager has let the public know of it.",
        { IsPublic: false } => "It waits for a manager's approval; the public does not know of it.",
        { IsOn: true } when now > End => "It takes longer than the public was told. Extend it, or complete it.",
        { State: MaintenanceState.Scheduled } when now > End => "Its time is over, and nobody has started it. Start, reschedule or cancel it.",
        { State: MaintenanceState.Scheduled } when now > Start => "It should have begun. Start, reschedule or cancel it.",
        _ => null,
    };

    /// <summary>What the public knows of it; null while it is a draft.</summary>
    public PublicMaintenance? Public => !IsPublic ? null : new PublicMaintenance(Id, Title, [.. Services.Select(s => s.Service)], Start, End, State, Updates, StartedAt, CompletedAt, Cancelled)
    {
        Impacts = Services.Any(s => s.Status != ServiceStatus.UnderMaintenance) ? Services : null,
        Revision = PublicRevision,
        ChangedAt = PublicAt,
        Overrun = OverrunAt is not null && IsOn,
    };
}

/// <summary>A manager's word that the public may read an announcement, and beforehand the standard sentences that follow it.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Revision">Of what was read.</param>
public sealed record PlannedApproval(DateTimeOffset At, string By, int Revision);

/// <summary>One line of who did what.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who; null: the clock.</param>
/// <param name="What">In words, for responders.</param>
public sealed record PlannedEntry(DateTimeOffset At, string? By, string What);
