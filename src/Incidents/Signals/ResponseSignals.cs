namespace Incidents;

/// <summary>A manager takes the incident.</summary>
public sealed record AcceptCommand(DateTimeOffset At, string By) : PersonSignal(At, By);

/// <summary>A manager cannot take it; the next one is called at once.</summary>
public sealed record DeclineCommand(DateTimeOffset At, string By, string Reason) : PersonSignal(At, By);

/// <summary>The manager names the technical contact.</summary>
public sealed record NameTechnicalContact(DateTimeOffset At, string By, string Person) : PersonSignal(At, By);

/// <summary>The manager names the support contact.</summary>
public sealed record NameSupportContact(DateTimeOffset At, string By, string Person) : PersonSignal(At, By);

/// <summary>The team judges extent, share of customers (percent) and data security; the plan suggests a severity from it.</summary>
public sealed record AssessImpact(DateTimeOffset At, string By, Extent Extent, int CustomerSharePercent, bool DataAtRisk) : PersonSignal(At, By);

/// <summary>The team sets the severity.</summary>
public sealed record ConfirmSeverity(DateTimeOffset At, string By, Severity Severity, string Reason) : PersonSignal(At, By);

/// <summary>The support contact says how users are helped and whether they are contacted directly, and why.</summary>
public sealed record RecordSupportPlan(DateTimeOffset At, string By, string Workaround, bool DirectContact, string Reason, bool PublishWorkaround)
    : PersonSignal(At, By);

/// <summary>What was learned or done: any of mitigation, scope and cause. A cause may be "unknown".</summary>
public sealed record RecordFinding(DateTimeOffset At, string By, string? Mitigation, string? Scope, string? Cause) : PersonSignal(At, By);

/// <summary>The problem does not spread any more.</summary>
public sealed record ContainProblem(DateTimeOffset At, string By, string How) : PersonSignal(At, By);

/// <summary>A fix is in place and is being watched.</summary>
public sealed record ApplyFix(DateTimeOffset At, string By, string What) : PersonSignal(At, By);

/// <summary>The team is satisfied that it is over.</summary>
public sealed record DeclareResolved(DateTimeOffset At, string By, string Summary) : PersonSignal(At, By);

/// <summary>It came back: identified, monitoring or resolved goes back to investigating.</summary>
public sealed record ReportRelapse(DateTimeOffset At, string By, string Reason) : PersonSignal(At, By);

/// <summary>Somebody puts a remark on the record.</summary>
public sealed record AddNote(DateTimeOffset At, string By, string Text) : PersonSignal(At, By);

/// <summary>A role is offered to somebody; it passes on only when the other accepts.</summary>
public sealed record OfferRole(DateTimeOffset At, string By, Role Role, string To) : PersonSignal(At, By);
