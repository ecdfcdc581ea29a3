namespace Incidents;

/// <summary>A manager was called; the next is called when nobody has accepted by <paramref name="NextAt"/>.</summary>
public sealed record ManagerCalled(DateTimeOffset At, string Person, int Turn, string Why, DateTimeOffset NextAt) : Event(At);

/// <summary>A manager took the incident.</summary>
public sealed record CommandAccepted(DateTimeOffset At, string By, DateTimeOffset RemindAt) : Event(At);

/// <summary>A manager could not take it.</summary>
public sealed record CommandDeclined(DateTimeOffset At, string By, string Reason) : Event(At);

/// <summary>The schedule proposes the contacts.</summary>
public sealed record ContactsProposed(DateTimeOffset At, string? Technical, string? Support) : Event(At);

/// <summary>The technical contact is named.</summary>
public sealed record TechnicalContactNamed(DateTimeOffset At, string By, string Person) : Event(At);

/// <summary>The support contact is named.</summary>
public sealed record SupportContactNamed(DateTimeOffset At, string By, string Person) : Event(At);

/// <summary>Step 1 is still not done; brought to mind again at <paramref name="NextAt"/>.</summary>
public sealed record SetUpReminded(DateTimeOffset At, DateTimeOffset NextAt) : Event(At);

/// <summary>The response team is set: step 1 is done, steps 3 and 4 open.</summary>
public sealed record TeamSet(DateTimeOffset At, DateTimeOffset RemindAt) : Event(At);

/// <summary>The video call is open.</summary>
/// <param name="At">When.</param>
/// <param name="Address">Where to join.</param>
/// <param name="Note">Why it is this one, where there is something to say; null otherwise.</param>
public sealed record CallOpened(DateTimeOffset At, string Address, string? Note = null) : Event(At);

/// <summary>A severity is suggested, and why.</summary>
public sealed record SeveritySuggested(DateTimeOffset At, string? By, Severity Severity, string Why) : Event(At);

/// <summary>The team set the severity.</summary>
public sealed record SeverityConfirmed(DateTimeOffset At, string By, Severity Severity, string Reason) : Event(At);

/// <summary>Support knows how to help.</summary>
/// <param name="Affected">The reporting users known at that time, as keyed hashes: the frozen list.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Workaround">What users can do.</param>
/// <param name="DirectContact">Whether users are contacted directly.</param>
/// <param name="Reason">Why, or why not.</param>
public sealed record SupportPlanRecorded(DateTimeOffset At, string By, string Workaround, bool DirectContact, string Reason, IReadOnlyList<string> Affected) : Event(At);

/// <summary>Step 3 was brought to mind.</summary>
public sealed record SupportReminded(DateTimeOffset At, DateTimeOffset NextAt) : Event(At);

/// <summary>Something was learned or done.</summary>
public sealed record FindingRecorded(DateTimeOffset At, string By, string? Mitigation, string? Scope, string? Cause) : Event(At);

/// <summary>Scope, and cause or "unknown", are on record: step 4 is done.</summary>
public sealed record ProblemIdentified(DateTimeOffset At, string Scope, string Cause) : Event(At);

/// <summary>Step 4 was brought to mind.</summary>
public sealed record FindingsReminded(DateTimeOffset At, DateTimeOffset NextAt) : Event(At);

/// <summary>It does not spread any more.</summary>
public sealed record ProblemContained(DateTimeOffset At, string By, string How) : Event(At);

/// <summary>A Major incident was not contained in time.</summary>
public sealed record ContainmentOverdue(DateTimeOffset At) : Event(At);

/// <summary>Business hours began, or the severity asks for a manager: the full plan goes on from here.</summary>
public sealed record FullPlanBegan(DateTimeOffset At, string Why) : Event(At);

/// <summary>A fix is in place.</summary>
public sealed record FixApplied(DateTimeOffset At, string By, string What) : Event(At);

/// <summary>The team is satisfied.</summary>
public sealed record ResolutionDeclared(DateTimeOffset At, string By, string Summary) : Event(At);

/// <summary>It came back.</summary>
public sealed record Relapsed(DateTimeOffset At, string By, string Reason, DateTimeOffset RemindAt) : Event(At);

/// <summary>A remark.</summary>
public sealed record Noted(DateTimeOffset At, string? By, string Text) : Event(At);

/// <summary>A role was offered.</summary>
public sealed record RoleOffered(DateTimeOffset At, string By, Role Role, string To) : Event(At);

/// <summary>A role passed on.</summary>
public sealed record RolePassed(DateTimeOffset At, Role Role, string? From, string To) : Event(At);
