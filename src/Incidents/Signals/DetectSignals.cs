namespace Incidents;

/// <summary>A sender says that an alert fires.</summary>
public sealed record AlertFired(DateTimeOffset At, Alert Alert) : Signal(At);

/// <summary>A sender says that an alert is over.</summary>
public sealed record AlertResolved(DateTimeOffset At, string Key, string Episode, DateTimeOffset EndedAt) : Signal(At);

/// <summary>Senders say that several alerts fire, in the order of arrival. At most a thousand, so that a signal stays below a MiB.</summary>
public sealed record AlertsFired(DateTimeOffset At, IReadOnlyList<Alert> Alerts) : Signal(At);

/// <summary>Senders say that several alerts are over, in the order of arrival. At most a thousand.</summary>
public sealed record AlertsResolved(DateTimeOffset At, IReadOnlyList<AlertEnd> Ends) : Signal(At);

/// <summary>A user has a problem. <paramref name="Reporter"/> is a keyed hash, so that the log holds no personal data yet counts distinct users.</summary>
public sealed record UserReported(DateTimeOffset At, string Reporter, string Service, string Summary) : Signal(At);

/// <summary>Somebody on call has seen the alert and looks at it.</summary>
public sealed record Acknowledge(DateTimeOffset At, string By) : PersonSignal(At, By);

/// <summary>Somebody says how many users are affected.</summary>
public sealed record CountUsers(DateTimeOffset At, string By, int Users) : PersonSignal(At, By);

/// <summary>Somebody declares the incident before the rule does.</summary>
public sealed record DeclareIncident(DateTimeOffset At, string By, string Reason, Severity? Severity = null) : PersonSignal(At, By);

/// <summary>Somebody says that this is a false alarm.</summary>
public sealed record DismissAlarm(DateTimeOffset At, string By, string Reason) : PersonSignal(At, By);

/// <summary>The deadline that was armed has come. Never earlier than that deadline; later after an outage.</summary>
public sealed record ClockStruck(DateTimeOffset At) : Signal(At);
