namespace Incidents;

/// <summary>Somebody suspects that data or security was breached. The incident is private from here on.</summary>
public sealed record SuspectBreach(DateTimeOffset At, string By, string Reason) : PersonSignal(At, By);

/// <summary>The data protection officer records the facts of GDPR article 33(5).</summary>
public sealed record RecordBreach(DateTimeOffset At, string By, string Nature, string Data, int? PersonsAffected, string Consequences, string Measures)
    : PersonSignal(At, By);

/// <summary>The supervisory authority was notified (GDPR article 33(1)); later than 72 hours needs the reasons.</summary>
public sealed record NotifyAuthority(DateTimeOffset At, string By, string Reference, string? LateReason) : PersonSignal(At, By);

/// <summary>The officer decides that no notification is owed, and why (article 33(1): a risk is unlikely).</summary>
public sealed record WaiveNotification(DateTimeOffset At, string By, string Reason) : PersonSignal(At, By);

/// <summary>The officer finds that there was no breach; the lane ends.</summary>
public sealed record ClearBreach(DateTimeOffset At, string By, string Reason) : PersonSignal(At, By);
