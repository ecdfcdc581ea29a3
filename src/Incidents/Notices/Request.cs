using System.Collections.Immutable;

namespace Incidents;

/// <summary>What a person is asked to decide.</summary>
public enum RequestKind
{
    /// <summary>On-call: have you seen it?</summary>
    Acknowledge,

    /// <summary>On-call: are enough users affected?</summary>
    CountUsers,

    /// <summary>A manager: do you take the incident?</summary>
    TakeCommand,

    /// <summary>The manager: this technical contact, this support contact, this severity?</summary>
    ConfirmTeam,

    /// <summary>A manager: may this text go to the public?</summary>
    ApproveNotice,

    /// <summary>The support contact: may this text go to the company?</summary>
    ApproveInternal,

    /// <summary>The data protection officer: may this approved text go to the public although a breach is suspected?</summary>
    ReleaseNotice,

    /// <summary>A person: do you take over this role?</summary>
    TakeRole,

    /// <summary>The team: it fires again; is it a relapse?</summary>
    ConfirmRelapse,

    /// <summary>The team: the severity after a finding.</summary>
    AssessSeverity,

    /// <summary>The team: nothing has ended for a day; is it still so?</summary>
    StillFiring,
}

/// <summary>What happens when nobody answers.</summary>
public enum SilenceKind
{
    /// <summary>Nothing goes out and nothing is decided; the question is asked again.</summary>
    AsksAgain,

    /// <summary>The incident is declared.</summary>
    Declares,

    /// <summary>The notice goes out, since its template was approved beforehand.</summary>
    Publishes,

    /// <summary>The next person is called.</summary>
    CallsNext,
}

/// <summary>One possible answer.</summary>
/// <param name="Name">As sent in the form, such as <c>approve</c>.</param>
/// <param name="Label">As shown on the button.</param>
/// <param name="NeedsNote">True when a reason must be given.</param>
/// <param name="NeedsCode">True when the six-digit code from the mail must be given.</param>
public sealed record Choice(string Name, string Label, bool NeedsNote = false, bool NeedsCode = false);

/// <summary>One decision about one exact text, asked of named persons by a link each.</summary>
/// <param name="Id">Unique in its incident, such as <c>q3</c>.</param>
/// <param name="Kind">What is decided.</param>
/// <param name="Question">One line, for the subject and the heading.</param>
/// <param name="Text">The exact text decided about; empty where the question says all.</param>
/// <param name="TextHash">Its hash; answers carry it back.</param>
/// <param name="Approvers">Who may decide; each gets a link of their own.</param>
/// <param name="Choices">The answers, in the order shown.</param>
/// <param name="ExpiresAt">After this nobody can answer; asked again when still needed.</param>
/// <param name="Silence">What happens when nobody answers.</param>
/// <param name="SilenceAfter">How long silence must last; for <see cref="SilenceKind.Publishes"/> counted from the delivery of the request.</param>
/// <param name="SilenceMeans">The same in words, as the mail says it.</param>
public sealed record Request(string Id, RequestKind Kind, string Question, string Text, string TextHash, IReadOnlyList<string> Approvers,
    IReadOnlyList<Choice> Choices, DateTimeOffset ExpiresAt, SilenceKind Silence, TimeSpan? SilenceAfter, string SilenceMeans)
{
    /// <summary>The notice decided about, where one is.</summary>
    public NoticeKind? Notice { get; init; }

    /// <summary>The notice's version, where one is.</summary>
    public int Version { get; init; }

    /// <summary>The role offered, for <see cref="RequestKind.TakeRole"/>.</summary>
    public Role? Role { get; init; }
}

/// <summary>A request and what became of it.</summary>
public sealed record RequestState(Request Request, DateTimeOffset AskedAt)
{
    /// <summary>The answer's name; null while open.</summary>
    public string? Answer { get; init; }

    /// <summary>Who answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Why it no longer counts; null while it does.</summary>
    public string? Voided { get; init; }

    /// <summary>When silence takes effect; null while it is not armed.</summary>
    public DateTimeOffset? SilenceAt { get; init; }

    /// <summary>Wrong codes by person; at five the person's link is void.</summary>
    public ImmutableDictionary<string, int> WrongCodes { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How many wrong codes void a link.</summary>
    public const int MaxWrongCodes = 5;

    /// <summary>The request with the answers that still mean something: once declared, a call asks no more whether it is an incident.</summary>
    public Request Asked(Incident incident) => Request.Kind == RequestKind.Acknowledge && incident.Phase != Phase.Detecting
        ? Request with { Choices = [.. Request.Choices.Where(c => c.Name == "acknowledge")] } : Request;

    /// <summary>True while it can be answered (its expiry apart).</summary>
    public bool Open => Answer is null && Voided is null;

    /// <summary>True when this person typed too many wrong codes.</summary>
    public bool LinkVoid(string person) => WrongCodes.GetValueOrDefault(person) >= MaxWrongCodes;
}
