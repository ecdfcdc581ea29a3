using System.Text;
using Incidents.Adapters.Channels.Invitations;
using MimeKit;

namespace Incidents.Adapters.Channels;

/// <summary>Turns a mail into the message that travels.</summary>
public static class MailMessages
{
    /// <summary>Message-ID and thread as headers, for services that take these and write the message themselves.</summary>
    public static IEnumerable<(string Name, string Value)> Identity(OutgoingMail mail, string from)
    {
        using var message = Headers(mail, MailboxAddress.Parse(from));
        yield return ("Message-ID", $"<{message.MessageId}>");
        yield return ("In-Reply-To", $"<{message.InReplyTo}>");
        yield return ("References", string.Join(' ', message.References.Select(id => $"<{id}>")));
    }

    /// <summary>The message: text and HTML as alternatives, a Message-ID that stays the same, and the incident as its thread.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="from">The sender as the configuration writes it; its domain is that of the Message-ID.</param>
    /// <param name="at">The time of the attempt.</param>
    public static MimeMessage Of(OutgoingMail mail, string from, DateTimeOffset at)
    {
        var sender = MailboxAddress.Parse(from);
        var message = Headers(mail, sender);
        message.Date = at;
        message.Subject = OneLine(mail.Subject);
        message.From.Add(sender);
        message.To.Add(new MailboxAddress(Encoding.UTF8, OneLine(mail.ToName), AddressOf(mail)));
        // RFC 3834: holiday notes and the like do not answer it.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (mail.List is { } list)
            message.Headers.Add(HeaderId.ListId, $"<{OneLine(list)}>");

        message.Body = BodyOf(mail);
        return message;
    }

    /// <summary>One line: a line break in a subject or name would begin a header of somebody else's choice.</summary>
    public static string OneLine(string text) => SafeText.Line(text);

    static string AddressOf(OutgoingMail mail) => MailboxAddress.TryParse(mail.ToAddress, out var address) && !mail.ToAddress.Any(char.IsControl)
        ? address.Address : throw new FormatException("The receiver's address is not a mail address.");

    static MimeMessage Headers(OutgoingMail mail, MailboxAddress sender)
    {
        var message = new MimeMessage { MessageId = MailIds.Message(mail.Id, sender) };
        // Clients put mails with one common reference into one thread.
        var thread = MailIds.Thread(mail.Incident, sender);
        message.References.Add(thread);
        message.InReplyTo = thread;
        if (mail.First is { } first)
        {
            message.InReplyTo = MailIds.Message(first, sender);
            message.References.Add(message.InReplyTo);
        }

        return message;
    }

    static MimeEntity BodyOf(OutgoingMail mail)
    {
        var text = new TextPart("plain") { Text = SafeText.Lines(mail.Text) };
        if (mail is { Html: null, Calendar: null })
            return text;

        // The last one that a program understands is the one it shows (RFC 2046): a calendar program takes the calendar.
        var alternatives = new MultipartAlternative(text);
        if (mail.Html is { } html)
            alternatives.Add(new TextPart("html") { Text = SafeText.Lines(html) });
        if (mail.Calendar is not { } calendar)
            return alternatives;

        alternatives.Add(CalendarOf(calendar));
        // Apple Mail and some web mailers show the attachment alone; as application/ics it is not taken for a second invitation.
        var file = new MimePart("application", "ics")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(calendar.Text))),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = CalendarPart.FileName },
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        file.ContentType.Name = CalendarPart.FileName;
        return new Multipart("mixed") { alternatives, file };
    }

    static TextPart CalendarOf(CalendarPart calendar)
    {
        var part = new TextPart("calendar") { Text = calendar.Text };
        part.ContentType.Parameters.Add("method", calendar.Method);
        return part;
    }
}
