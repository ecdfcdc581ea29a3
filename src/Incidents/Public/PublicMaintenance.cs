namespace Incidents.Public;

/// <summary>Planned work that customers are told of.</summary>
/// <param name="Id">As <see cref="PublicIncident.Id"/>; no incident may have the same, since both have pages under <c>incidents/</c>.</param>
/// <param name="Title">One line of plain text.</param>
/// <param name="Services">Ids of the services that it touches.</param>
/// <param name="ScheduledStart">In UTC.</param>
/// <param name="ScheduledEnd">In UTC, after the start.</param>
/// <param name="State">The state of the latest update.</param>
/// <param name="Updates">Oldest first; the first one announces it.</param>
/// <param name="StartedAt">When work began, in UTC; null before.</param>
/// <param name="CompletedAt">When it was over, in UTC; null before.</param>
/// <param name="Cancelled">True when it was called off before it began: it is <see cref="MaintenanceState.Completed"/> then, and calendars strike it out.</param>
public sealed record PublicMaintenance(
    string Id,
    string Title,
    IReadOnlyList<string> Services,
    DateTimeOffset ScheduledStart,
    DateTimeOffset ScheduledEnd,
    MaintenanceState State,
    IReadOnlyList<MaintenanceUpdate> Updates,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? CompletedAt = null,
    bool Cancelled = false)
{
    /// <summary>How much each of <see cref="Services"/> suffers while work is under way; null: all are under maintenance. It is shown, and counts as no outage.</summary>
    public IReadOnlyList<MaintenanceImpact>? Impacts { get; init; }

    /// <summary>How often it was changed since it was announced, for calendars; null: as often as there are further updates.</summary>
    public int? Revision { get; init; }

    /// <summary>When it was last changed, where that is not an update's time.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>True while it takes longer than scheduled.</summary>
    public bool Overrun { get; init; }
}

/// <summary>What planned work does to a service while it is under way.</summary>
/// <param name="Service">The service's id.</param>
/// <param name="Status">How it is: under maintenance, or what customers feel.</param>
public sealed record MaintenanceImpact(string Service, ServiceStatus Status);

/// <summary>One word on planned work.</summary>
/// <param name="Number">1 for the first; rises by one and never changes.</param>
/// <param name="At">When it was published, in UTC.</param>
/// <param name="State">The state that it announces.</param>
/// <param name="Text">Plain text with line breaks, as <see cref="PublicUpdate.Text"/>.</param>
public sealed record MaintenanceUpdate(int Number, DateTimeOffset At, MaintenanceState State, string Text);

/// <summary>How far planned work has come.</summary>
public enum MaintenanceState
{
    /// <summary>Announced.</summary>
    Scheduled,

    /// <summary>Begun.</summary>
    InProgress,

    /// <summary>Done, and its effect is being watched.</summary>
    Verifying,

    /// <summary>Over, or called off.</summary>
    Completed,
}
