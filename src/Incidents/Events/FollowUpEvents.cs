namespace Incidents;

/// <summary>It is over and announced: the clock of the post-mortem starts.</summary>
/// <param name="PostmortemBy">Until when the internal post-mortem is held.</param>
/// <param name="RelapseUntil">Until when an alert proposes a relapse.</param>
/// <param name="At">When.</param>
public sealed record IncidentResolved(DateTimeOffset At, DateTimeOffset PostmortemBy, DateTimeOffset RelapseUntil) : Event(At);

/// <summary>The public report was published, or amended.</summary>
public sealed record ReportPublished(DateTimeOffset At, int Revision, Notice Notice, string ApprovedBy, string? ReleasedBy) : Event(At);

/// <summary>The report or the direct contact is still owed; said again at <paramref name="NextAt"/>.</summary>
public sealed record ConclusionReminded(DateTimeOffset At, DateTimeOffset NextAt) : Event(At);

/// <summary>The affected users are written to directly.</summary>
public sealed record DirectMessageSent(DateTimeOffset At, string By, string Subject, string Text) : Event(At);

/// <summary>The affected users were contacted.</summary>
public sealed record ContactsMade(DateTimeOffset At, string? By, string How) : Event(At);

/// <summary>Customer communication is concluded, or was never needed; contact data is erased.</summary>
public sealed record CommunicationConcluded(DateTimeOffset At, string Reason) : Event(At);

/// <summary>Contact data of reporting users is to be erased now.</summary>
public sealed record ContactsErasureOrdered(DateTimeOffset At, string Reason) : Event(At);

/// <summary>The post-mortem meeting is booked, or moved.</summary>
/// <param name="MeetAt">When it meets.</param>
/// <param name="Reason">Why then.</param>
/// <param name="ChaseAt">When the follow-up is chased.</param>
/// <param name="At">When it was booked.</param>
/// <param name="People">Who is invited; null in events written before this was kept.</param>
public sealed record PostmortemBooked(DateTimeOffset At, DateTimeOffset MeetAt, string Reason, DateTimeOffset ChaseAt, IReadOnlyList<string>? People = null) : Event(At);

/// <summary>Somebody joined the team after the post-mortem was booked, and is invited to it.</summary>
/// <param name="People">Everybody who is invited now.</param>
/// <param name="At">When.</param>
public sealed record PostmortemInvited(DateTimeOffset At, IReadOnlyList<string> People) : Event(At);

/// <summary>The post-mortem or its results are owed; said again at <paramref name="NextAt"/>.</summary>
public sealed record FollowUpChased(DateTimeOffset At, DateTimeOffset NextAt) : Event(At);

/// <summary>The post-mortem was held.</summary>
public sealed record PostmortemHeld(DateTimeOffset At, string By, string Notes, DateTimeOffset ChaseAt) : Event(At);

/// <summary>A follow-up action, chased from <paramref name="Due"/> on until closed.</summary>
public sealed record ActionAdded(DateTimeOffset At, string By, string ActionId, string What, string Owner, DateTimeOffset Due) : Event(At);

/// <summary>An action was chased; again at <paramref name="NextAt"/>.</summary>
public sealed record ActionChased(DateTimeOffset At, string ActionId, DateTimeOffset NextAt) : Event(At);

/// <summary>An action is closed.</summary>
public sealed record ActionClosed(DateTimeOffset At, string By, string ActionId, string Outcome) : Event(At);

/// <summary>The list of actions is complete.</summary>
public sealed record ActionsConfirmed(DateTimeOffset At, string By, string Note) : Event(At);

/// <summary>The public report says what the post-mortem found.</summary>
public sealed record ReportConfirmed(DateTimeOffset At, string By) : Event(At);

/// <summary>All steps are done.</summary>
public sealed record IncidentClosed(DateTimeOffset At) : Event(At);
