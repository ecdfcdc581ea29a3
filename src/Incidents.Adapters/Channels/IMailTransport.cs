using Incidents.Adapters.Channels.Invitations;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>A mail to one person.</summary>
/// <param name="Id">The idempotency key; the Message-ID is made from it, so that a repeated mail is the same mail.</param>
/// <param name="Incident">The incident; its mails stand in one thread.</param>
/// <param name="Person">Who gets it, as an id that may be shown in a file's name.</param>
/// <param name="ToName">The receiver's name; may be empty.</param>
/// <param name="ToAddress">The receiver's address.</param>
/// <param name="Subject">One line; control characters become spaces.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">A whole HTML document; null: the mail is plain text alone.</param>
/// <param name="Calendar">What the reader's calendar program is told; null: nothing.</param>
public sealed record OutgoingMail(string Id, string Incident, string Person, string ToName, string ToAddress, string Subject, string Text, string? Html, CalendarPart? Calendar = null)
{
    /// <summary>Where one POST ends what this mail belongs to, for the button that mail programs show (RFC 8058); null for mails that nobody can end.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>The name of the list that the mail belongs to (RFC 2919), such as <c>status.contoso.example</c>; null when it belongs to none.</summary>
    public string? List { get; init; }

    /// <summary>The idempotency key of the incident's first mail to this person, which this one answers; null when it is the first.</summary>
    public string? First { get; init; }
}

/// <summary>Takes mails out of the house. Makes one attempt.</summary>
public interface IMailTransport
{
    /// <summary>The sender of the mails: an address, with or without a name. Invitations name it as organiser.</summary>
    string Sender { get; }

    /// <summary>Sends one mail.</summary>
    /// <returns>Delivered with the mail's Message-ID or file name; Deferred when another attempt can help; Refused when not.</returns>
    Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct);

    /// <summary>After an attempt whose outcome is unknown: Delivered when the mail surely left, Deferred when it may be sent (again).</summary>
    Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct);
}
