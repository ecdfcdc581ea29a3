using System.Text.Json.Serialization;

namespace Incidents;

/// <summary>Something to be done in the world, as data. Its id is incident/sequence/ordinal, given when the event that caused it is appended.</summary>
public abstract partial record Effect
{
    /// <summary>Which kind of adapter carries it: <c>mail</c>, <c>push</c>, <c>call</c>, <c>calendar</c>, <c>chat</c>, <c>status-page</c>, <c>x</c>, <c>contacts</c>.</summary>
    public abstract string Channel { get; }

    /// <summary>Effects of one lane are delivered in order; a failing lane holds up no other.</summary>
    public virtual string Lane => Channel;

    /// <summary>The request it asks about; once that is answered or void, the effect is dropped.</summary>
    public virtual string? AboutRequest => null;

    /// <summary>True when the public can see it.</summary>
    public virtual bool IsPublic => false;
}

/// <summary>A mail to one person of the roster, with that person's own link when it is about a request.</summary>
/// <param name="Person">The person's id.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Paragraphs, separated by a blank line.</param>
/// <param name="RequestId">The request it asks about.</param>
/// <param name="Invitation">What it does to the meeting in the reader's calendar; null: nothing.</param>
/// <param name="News">True when it only tells: in a storm it may wait for others and share a mail with them (<see cref="Digest"/>).</param>
public sealed record MailPerson(string Person, string Subject, string Text, string? RequestId = null, Invitation? Invitation = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool News = false) : Effect
{
    /// <inheritdoc/>
    public override string Channel => "mail";

    /// <inheritdoc/>
    // What waits for others holds up nothing that is asked.
    public override string Lane => News ? $"mail/{Person}/news" : $"mail/{Person}";

    /// <inheritdoc/>
    public override string? AboutRequest => RequestId;

    /// <summary>The effect that was not delivered, which this tells of; null when it tells of none. What tells of a failure is not told of when it fails itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureOf { get; init; }
}

/// <summary>A push that wakes one person up. A mail wakes nobody.</summary>
/// <param name="Person">The person's id.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">A sentence or two.</param>
/// <param name="Urgent">True when it should break through the silence of the night.</param>
/// <param name="RequestId">The request it asks about.</param>
public sealed record PushPerson(string Person, string Title, string Text, bool Urgent, string? RequestId = null) : Effect
{
    /// <inheritdoc/>
    public override string Channel => "push";

    /// <inheritdoc/>
    public override string Lane => $"push/{Person}";

    /// <inheritdoc/>
    public override string? AboutRequest => RequestId;

    /// <summary>The effect that was not delivered, which this tells of; null when it tells of none. What tells of a failure is not told of when it fails itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureOf { get; init; }
}

/// <summary>A post to the company.</summary>
/// <param name="To">The configured internal channel.</param>
/// <param name="Text">What is posted.</param>
public sealed record PostInternally(string To, string Text) : Effect
{
    /// <inheritdoc/>
    public override string Channel => To;
}

/// <summary>Brings the public status page up to the approved notices in the log.</summary>
/// <param name="Number">The number of the notice (or report revision) that caused it.</param>
/// <param name="Kind">What was announced.</param>
public sealed record PublishPage(int Number, NoticeKind Kind) : Effect
{
    /// <summary>The channel's name.</summary>
    public const string Name = "status-page";

    /// <inheritdoc/>
    public override string Channel => Name;

    /// <inheritdoc/>
    public override bool IsPublic => true;
}

/// <summary>A short public post, such as on X, of an approved notice.</summary>
/// <param name="To">The configured public channel.</param>
/// <param name="Number">The notice's number.</param>
/// <param name="Kind">What it announces.</param>
/// <param name="Text">The approved text.</param>
public sealed record PostPublicly(string To, int Number, NoticeKind Kind, string Text) : Effect
{
    /// <inheritdoc/>
    public override string Channel => To;

    /// <inheritdoc/>
    public override bool IsPublic => true;
}

/// <summary>A mail to every user whose contact data was left with a report.</summary>
public sealed record MailAffectedUsers(string Subject, string Text) : Effect
{
    /// <summary>The channel's name.</summary>
    public const string Name = "contacts";

    /// <inheritdoc/>
    public override string Channel => Name;
}

/// <summary>Erases the contact data of reporting users.</summary>
public sealed record EraseContacts : Effect
{
    /// <inheritdoc/>
    public override string Channel => MailAffectedUsers.Name;
}
