using Incidents.Public;

namespace Incidents.Planned;

/// <summary>What somebody wants of planned work, or that its clock struck.</summary>
/// <param name="At">When it was said.</param>
public abstract record PlannedOrder(DateTimeOffset At);

/// <summary>The clock reached a deadline.</summary>
/// <param name="At">Not before the deadline; later after an outage.</param>
public sealed record PlannedStruck(DateTimeOffset At) : PlannedOrder(At);

/// <summary>What a person says.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="SignedIn">True when the person is known to be there; false when a program speaks with their key, which may not publish words of its own.</param>
public abstract record PlannedWord(DateTimeOffset At, string By, bool SignedIn) : PlannedOrder(At);

/// <summary>Enters it, as a draft.</summary>
public sealed record DraftWork(DateTimeOffset At, string By, bool SignedIn, string Id, string Title, IReadOnlyList<MaintenanceImpact> Services, DateTimeOffset Start, DateTimeOffset End, bool StartsItself,
    bool EndsItself, string Text) : PlannedWord(At, By, SignedIn);

/// <summary>Changes what is said of it; null: as it is. A schedule is only moved before it begins.</summary>
/// <param name="Note">What the public is told of it; null: the standard sentence where the schedule is moved, and nothing otherwise.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="SignedIn">As in <see cref="PlannedWord"/>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Services">What it touches.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="StartsItself">Whether it begins by itself.</param>
/// <param name="EndsItself">Whether it ends by itself.</param>
/// <param name="Text">The announcement, while it is a draft.</param>
public sealed record EditWork(DateTimeOffset At, string By, bool SignedIn, string? Title = null, IReadOnlyList<MaintenanceImpact>? Services = null, DateTimeOffset? Start = null, DateTimeOffset? End = null,
    bool? StartsItself = null, bool? EndsItself = null, string? Text = null, string? Note = null) : PlannedWord(At, By, SignedIn);

/// <summary>Lets the public know, and approves the standard sentences that may follow.</summary>
/// <param name="Revision">What was read.</param>
/// <param name="At">When.</param>
/// <param name="By">A manager.</param>
/// <param name="SignedIn">As in <see cref="PlannedWord"/>.</param>
public sealed record PublishWork(DateTimeOffset At, string By, bool SignedIn, int Revision) : PlannedWord(At, By, SignedIn);

/// <summary>Tells the public something without changing where the work stands.</summary>
public sealed record SayOfWork(DateTimeOffset At, string By, bool SignedIn, string Note) : PlannedWord(At, By, SignedIn);

/// <summary>The work begins, or goes on after it was being verified.</summary>
/// <param name="Note">What the public is told; null: the standard sentence, which needs no manager.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="SignedIn">As in <see cref="PlannedWord"/>.</param>
public sealed record StartWork(DateTimeOffset At, string By, bool SignedIn, string? Note = null) : PlannedWord(At, By, SignedIn);

/// <summary>The work is done and being watched.</summary>
/// <inheritdoc cref="StartWork" path="/param"/>
public sealed record VerifyWork(DateTimeOffset At, string By, bool SignedIn, string? Note = null) : PlannedWord(At, By, SignedIn);

/// <summary>It is over.</summary>
/// <inheritdoc cref="StartWork" path="/param"/>
public sealed record CompleteWork(DateTimeOffset At, string By, bool SignedIn, string? Note = null) : PlannedWord(At, By, SignedIn);

/// <summary>It takes longer than scheduled.</summary>
/// <param name="End">Until when.</param>
/// <inheritdoc cref="StartWork" path="/param"/>
public sealed record ExtendWork(DateTimeOffset At, string By, bool SignedIn, DateTimeOffset End, string? Note = null) : PlannedWord(At, By, SignedIn);

/// <summary>It is called off before it began.</summary>
/// <inheritdoc cref="StartWork" path="/param"/>
public sealed record CancelWork(DateTimeOffset At, string By, bool SignedIn, string? Note = null) : PlannedWord(At, By, SignedIn);
