namespace Incidents.Adapters.Channels.Invitations;

/// <summary>The part of a mail that a calendar program reads.</summary>
/// <param name="Method">What it asks of the calendar: REQUEST or CANCEL (RFC 5546). The part's content type says the same, or programs ignore it (RFC 6047, section 2.4).</param>
/// <param name="Text">The calendar (RFC 5545), lines ended by CRLF.</param>
public sealed record CalendarPart(string Method, string Text)
{
    /// <summary>The name of the attachment, which programs that do not read the part offer to open.</summary>
    public const string FileName = "invite.ics";

    /// <summary>The content type of the part.</summary>
    public string ContentType => $"text/calendar; method={Method}; charset=utf-8";
}
