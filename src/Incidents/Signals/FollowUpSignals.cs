namespace Incidents;

/// <summary>The post-mortem meeting moves.</summary>
public sealed record MovePostmortem(DateTimeOffset At, string By, DateTimeOffset To, string Reason) : PersonSignal(At, By);

/// <summary>The internal post-mortem was held.</summary>
public sealed record HoldPostmortem(DateTimeOffset At, string By, string Notes) : PersonSignal(At, By);

/// <summary>A follow-up action with an owner and a date.</summary>
public sealed record AddAction(DateTimeOffset At, string By, string What, string Owner, DateTimeOffset Due) : PersonSignal(At, By);

/// <summary>The list of actions is complete, or none is needed and why.</summary>
public sealed record ConfirmActions(DateTimeOffset At, string By, string Note) : PersonSignal(At, By);

/// <summary>An action is done or dropped.</summary>
public sealed record CloseAction(DateTimeOffset At, string By, string ActionId, string Outcome) : PersonSignal(At, By);

/// <summary>The public report says what the post-mortem found.</summary>
public sealed record ConfirmReport(DateTimeOffset At, string By) : PersonSignal(At, By);
