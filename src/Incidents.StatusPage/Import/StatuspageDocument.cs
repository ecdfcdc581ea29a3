namespace Incidents.StatusPage.Import;

// The API's shapes, as far as they are read. Members that a page does not send are null.
sealed record StatuspageDocument(IReadOnlyList<StatuspageIncident>? Incidents = null, IReadOnlyList<StatuspageIncident>? ScheduledMaintenances = null);

sealed record StatuspageIncident(
    string Id,
    string Name,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? UpdatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? ResolvedAt,
    string? Impact,
    DateTimeOffset? ScheduledFor,
    DateTimeOffset? ScheduledUntil,
    IReadOnlyList<StatuspageUpdate>? IncidentUpdates,
    IReadOnlyList<StatuspageComponent>? Components,
    string? PostmortemBody = null,
    DateTimeOffset? PostmortemPublishedAt = null);

sealed record StatuspageUpdate(string? Status, string? Body, DateTimeOffset CreatedAt, DateTimeOffset? DisplayAt, IReadOnlyList<StatuspageAffected>? AffectedComponents)
{
    public DateTimeOffset At => DisplayAt ?? CreatedAt;
}

sealed record StatuspageComponent(string? Id, string? Name);

// Old pages send one without a code that only says that nothing was affected.
sealed record StatuspageAffected(string? Code, string? Name, string? NewStatus);
