namespace Incidents;

/// <summary>A breach is suspected. Awareness (GDPR article 33(1)) begins now, whenever the alert was.</summary>
public sealed record BreachSuspected(DateTimeOffset At, string By, string Reason, DateTimeOffset AuthorityBy, DateTimeOffset RemindAt) : Event(At);

/// <summary>The clock of article 33 was brought to mind; again at <paramref name="NextAt"/>.</summary>
public sealed record BreachReminded(DateTimeOffset At, DateTimeOffset NextAt) : Event(At);

/// <summary>The facts of article 33(5), as known now.</summary>
public sealed record BreachRecorded(DateTimeOffset At, string By, string Nature, string Data, int? PersonsAffected, string Consequences, string Measures) : Event(At);

/// <summary>The supervisory authority was notified.</summary>
public sealed record AuthorityNotified(DateTimeOffset At, string By, string Reference, string? LateReason) : Event(At);

/// <summary>No notification is owed, and why.</summary>
public sealed record NotificationWaived(DateTimeOffset At, string By, string Reason) : Event(At);

/// <summary>There was no breach.</summary>
public sealed record BreachCleared(DateTimeOffset At, string By, string Reason) : Event(At);
