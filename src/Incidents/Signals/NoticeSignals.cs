namespace Incidents;

/// <summary>Somebody writes or edits the text of a notice. The edit voids every link to the text before it.</summary>
public sealed record DraftNotice(DateTimeOffset At, string By, NoticeKind Kind, Audience Audience, string Title, string Text) : PersonSignal(At, By);

/// <summary>The team decides that the public is not told.</summary>
public sealed record KeepInternal(DateTimeOffset At, string By, string Reason) : PersonSignal(At, By);

/// <summary>A person's answer to a request, from a mailed link or the console.</summary>
/// <param name="RequestId">Which request, such as <c>q3</c>.</param>
/// <param name="TextHash">The hash of the text the person saw; an answer to another text is refused.</param>
/// <param name="Choice">One of the request's choices.</param>
/// <param name="Note">The reason, where the choice asks for one.</param>
/// <param name="At">When it arrived.</param>
/// <param name="By">Who answers.</param>
/// <param name="SignedIn">True when a session shows who answers, so that neither link nor code was needed. Only the host says so.</param>
public sealed record AnswerRequest(DateTimeOffset At, string By, string RequestId, string TextHash, string Choice, string? Note, bool SignedIn = false) : PersonSignal(At, By);

/// <summary>A wrong code was typed on a person's link; the fifth voids it.</summary>
public sealed record MistypeCode(DateTimeOffset At, string By, string RequestId) : PersonSignal(At, By);

/// <summary>The team writes the public report (Markdown). After publication it amends it.</summary>
public sealed record WriteReport(DateTimeOffset At, string By, string Text) : PersonSignal(At, By);

/// <summary>The support contact writes to the affected users directly.</summary>
public sealed record WriteDirectMessage(DateTimeOffset At, string By, string Subject, string Text) : PersonSignal(At, By);

/// <summary>The affected users were contacted in another way.</summary>
public sealed record RecordContactsMade(DateTimeOffset At, string By, string How) : PersonSignal(At, By);
