namespace Incidents;

/// <summary>A text was drafted; it is the current draft of its kind and audience.</summary>
public sealed record NoticeDrafted(DateTimeOffset At, string? By, Notice Notice) : Event(At);

/// <summary>Named persons were asked for a decision.</summary>
public sealed record DecisionRequested(DateTimeOffset At, Request Request) : Event(At);

/// <summary>The request reached somebody; silence counts from here where it matters.</summary>
public sealed record RequestDelivered(DateTimeOffset At, string RequestId, DateTimeOffset? SilenceAt) : Event(At);

/// <summary>After an outage silence starts again.</summary>
public sealed record SilenceRestarted(DateTimeOffset At, string RequestId, DateTimeOffset SilenceAt) : Event(At);

/// <summary>A person decided.</summary>
public sealed record DecisionMade(DateTimeOffset At, string RequestId, string By, string Choice, string? Note) : Event(At);

/// <summary>A request no longer counts: the text was edited, or it was overtaken. <paramref name="AskAgain"/>: the same is asked anew of others.</summary>
public sealed record RequestVoided(DateTimeOffset At, string RequestId, string Reason, bool AskAgain = false) : Event(At);

/// <summary>Nobody answered before the request expired.</summary>
public sealed record RequestExpired(DateTimeOffset At, string RequestId) : Event(At);

/// <summary>Nobody answered in time, and what silence means has happened.</summary>
public sealed record SilenceFell(DateTimeOffset At, string RequestId) : Event(At);

/// <summary>A wrong code was typed on a person's link.</summary>
public sealed record CodeMistyped(DateTimeOffset At, string RequestId, string By, int Count) : Event(At);

/// <summary>An IRM approved a public notice that waits for the data protection officer's release.</summary>
public sealed record NoticeApproved(DateTimeOffset At, NoticeKind Kind, int Version, string By) : Event(At);

/// <summary>The public is told: this exact text is approved and goes to every channel.</summary>
/// <param name="Number">Counts the public notices of the incident, from 1.</param>
/// <param name="Notice">The exact text.</param>
/// <param name="ApprovedBy">Who approved it, or the template it is from.</param>
/// <param name="ReleasedBy">The data protection officer, in the breach lane.</param>
/// <param name="BySilence">True when the template went out by itself.</param>
/// <param name="PromiseBy">When the next update is promised; null when none is.</param>
/// <param name="RemindAt">When the team is reminded of the promise.</param>
/// <param name="At">When.</param>
public sealed record NoticePublished(DateTimeOffset At, int Number, Notice Notice, string ApprovedBy, string? ReleasedBy, bool BySilence, DateTimeOffset? PromiseBy, DateTimeOffset? RemindAt) : Event(At);

/// <summary>The company was told.</summary>
public sealed record InternalAnnounced(DateTimeOffset At, Notice Notice, string? ApprovedBy) : Event(At);

/// <summary>The public is not told, and why.</summary>
public sealed record KeptInternal(DateTimeOffset At, string By, string Reason) : Event(At);

/// <summary>A later announcement overtook this one before it was made.</summary>
public sealed record AnnouncementSuperseded(DateTimeOffset At, NoticeKind Kind, NoticeKind By) : Event(At);

/// <summary>An announcement is made, to the company and, if public, to the public: its step is done.</summary>
public sealed record AnnouncementMade(DateTimeOffset At, NoticeKind Kind) : Event(At);

/// <summary>A text for the company was not approved and nobody has edited it yet; said again at <paramref name="RemindAt"/>.</summary>
public sealed record EditAwaited(DateTimeOffset At, NoticeKind Kind, DateTimeOffset RemindAt) : Event(At);

/// <summary>A text for the public was not approved and nobody has edited it yet; said again at <paramref name="RemindAt"/>.</summary>
public sealed record PublicEditAwaited(DateTimeOffset At, NoticeKind Kind, DateTimeOffset RemindAt) : Event(At);

/// <summary>A promised update comes due.</summary>
public sealed record UpdateReminded(DateTimeOffset At, DateTimeOffset PromiseBy) : Event(At);

/// <summary>A promised update is overdue; said again at <paramref name="NextAt"/>.</summary>
public sealed record UpdateOverdue(DateTimeOffset At, int Turn, DateTimeOffset NextAt) : Event(At);
