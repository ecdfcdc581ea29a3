namespace Incidents;

/// <summary>Something was reported and a record was opened.</summary>
/// <param name="Service">The service's id.</param>
/// <param name="ServiceName">Its public name at that time.</param>
/// <param name="Title">One line for responders.</param>
/// <param name="DetectedAt">The first alert's own start, or the first report; minutes count from here.</param>
/// <param name="DecideAt">When it will have lasted long enough to be an incident.</param>
/// <param name="Drill">True in a rehearsal.</param>
/// <param name="At">When.</param>
public sealed record Opened(DateTimeOffset At, string Service, string ServiceName, string Title, DateTimeOffset DetectedAt, DateTimeOffset DecideAt, bool Drill) : Event(At);

/// <summary>An alert joined. Repeats only count at the intake and make no event.</summary>
public sealed record AlertJoined(DateTimeOffset At, Alert Alert, DateTimeOffset AskAt) : Event(At);

/// <summary>An alert ended, by its sender's word or a person's.</summary>
public sealed record AlertEnded(DateTimeOffset At, string Key, string Episode, DateTimeOffset EndedAt) : Event(At);

/// <summary>Several alerts joined at once, in the order of arrival: in a storm an event for each would be read by nobody.</summary>
public sealed record AlertsJoined(DateTimeOffset At, IReadOnlyList<Alert> Alerts, DateTimeOffset AskAt) : Event(At);

/// <summary>Several alerts ended at once, by their senders' word.</summary>
public sealed record AlertsEnded(DateTimeOffset At, IReadOnlyList<AlertEnd> Ends) : Event(At);

/// <summary>Every alert that fired ended, by a person's word.</summary>
public sealed record EveryAlertEnded(DateTimeOffset At) : Event(At);

/// <summary>All alerts have ended, and whoever leads was told.</summary>
public sealed record QuietTold(DateTimeOffset At) : Event(At);

/// <summary>An earlier start became known: minutes count from here.</summary>
public sealed record StartMoved(DateTimeOffset At, DateTimeOffset DetectedAt, DateTimeOffset DecideAt) : Event(At);

/// <summary>One more distinct user reported.</summary>
public sealed record UserCounted(DateTimeOffset At, string Reporter, string Summary, DateTimeOffset AskAt) : Event(At);

/// <summary>A person said how many users are affected.</summary>
public sealed record UsersEstimated(DateTimeOffset At, string By, int Users) : Event(At);

/// <summary>A person on call was called; the next is called when nobody has answered by <paramref name="NextAt"/>.</summary>
public sealed record OnCallCalled(DateTimeOffset At, string Person, int Turn, DateTimeOffset NextAt) : Event(At);

/// <summary>A person on call answered.</summary>
public sealed record Acknowledged(DateTimeOffset At, string By) : Event(At);

/// <summary>It is an incident.</summary>
/// <param name="By">Who declared it; null when the rule or silence did.</param>
/// <param name="Reason">Why.</param>
/// <param name="Plan">The plan that begins.</param>
/// <param name="Suggested">The severity that governs until one is confirmed.</param>
/// <param name="HandOverAt">When business hours begin and a manager takes over, under the simplified plan.</param>
/// <param name="ContainBy">When a Major incident not contained calls a manager, under the simplified plan.</param>
/// <param name="At">When.</param>
public sealed record IncidentDeclared(DateTimeOffset At, string? By, string Reason, PlanKind Plan, Severity Suggested, DateTimeOffset? HandOverAt, DateTimeOffset? ContainBy) : Event(At);

/// <summary>It has lasted long enough to be an incident; from here on the number of users decides.</summary>
public sealed record DurationReached(DateTimeOffset At) : Event(At);

/// <summary>A false alarm, by a person's word.</summary>
public sealed record AlarmDismissed(DateTimeOffset At, string By, string Reason) : Event(At);

/// <summary>It ended before it was an incident.</summary>
public sealed record NearMissClosed(DateTimeOffset At, string Reason) : Event(At);

/// <summary>Alerts or reports that never end: asked about again at <paramref name="NextAt"/>.</summary>
public sealed record StillFiringAsked(DateTimeOffset At, DateTimeOffset NextAt) : Event(At);
