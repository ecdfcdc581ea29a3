namespace Incidents.Desk;

/// <summary>How far one endpoint was told of one incident, or of one planned work. A record of its own (<see cref="IRecordStore"/>), written after every attempt, so that a crash repeats one message at most, under its id.</summary>
/// <param name="Sequence">Every event up to this one is done with; of planned work every word.</param>
/// <param name="Part">So many messages of the next event are done with.</param>
public sealed record WebhookCursor(int Sequence, int Part)
{
    /// <summary>So many deliveries of an incident are kept for people to look at.</summary>
    public const int Kept = 20;

    /// <summary>So many messages that were given up are kept, the newest.</summary>
    public const int KeptGivenUp = 100;

    /// <summary>Attempts at the message that is next.</summary>
    public int Attempts { get; init; }

    /// <summary>When that message is tried again; null: at once.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Why it failed, and what it was; null when nothing fails.</summary>
    public WebhookTry? Failing { get; init; }

    /// <summary>What was done last, newest first.</summary>
    public IReadOnlyList<WebhookTry> Recent { get; init; } = [];

    /// <summary>Messages that nobody took, oldest first.</summary>
    public IReadOnlyList<WebhookTry> GivenUp { get; init; } = [];

    /// <summary>Ids of those that a person wants sent again.</summary>
    public IReadOnlyList<string> Again { get; init; } = [];

    /// <summary>Of planned work: the public revision that was told last; an incident has none.</summary>
    public int? Revision { get; init; }

    /// <summary>Of planned work: the message that is next, as it was first made, so that a repetition is the same whatever was said meanwhile. Null when all is told.</summary>
    public WebhookDraft? Next { get; init; }

    /// <summary>Nothing was sent yet.</summary>
    public static WebhookCursor Start { get; } = new(0, 0);

    internal WebhookCursor Done(WebhookTry tried) => Noted(tried) with { Attempts = 0, NextAt = null, Failing = null };

    internal WebhookCursor GaveUp(WebhookTry tried) => Done(tried) with { GivenUp = [.. GivenUp.Append(tried).TakeLast(KeptGivenUp)] };

    internal WebhookCursor Noted(WebhookTry tried) => this with { Recent = [.. Recent.Where(r => r.Id != tried.Id).Prepend(tried).Take(Kept)] };
}

/// <summary>One message and how its delivery stands.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Sequence">Of the event.</param>
/// <param name="Part">Which of the event's messages, from 0.</param>
/// <param name="State">Delivered, Deferred (tried again) or GivenUp.</param>
/// <param name="At">When the last attempt was.</param>
/// <param name="Attempts">How many there were.</param>
/// <param name="Detail">What the receiver answered, in words.</param>
public sealed record WebhookTry(string Id, string Type, int Sequence, int Part, LedgerState State, DateTimeOffset At, int Attempts, string Detail);

/// <summary>A message about planned work before it is taken.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sequence">The number of the latest word in it.</param>
/// <param name="Revision">The public revision that it tells.</param>
/// <param name="At">When that was published.</param>
/// <param name="Body">JSON.</param>
public sealed record WebhookDraft(string Id, int Sequence, int Revision, DateTimeOffset At, string Body);

/// <summary>What is kept of an endpoint.</summary>
/// <param name="Since">Events before this are not told: the endpoint was not there yet.</param>
/// <param name="StoppedAt">When the receiver said that it wants nothing any more; null while it does.</param>
/// <param name="Reason">In its words.</param>
/// <param name="Wanted">Incidents of which a person wants something sent now; null: none.</param>
public sealed record WebhookState(DateTimeOffset Since, DateTimeOffset? StoppedAt = null, string? Reason = null, IReadOnlyList<string>? Wanted = null)
{
    /// <summary>Words on planned work before this are not told; null: no round has looked at planned work yet.</summary>
    public DateTimeOffset? PlannedSince { get; init; }
}
