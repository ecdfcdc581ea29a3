using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Incidents.Adapters.Channels;

/// <summary>Turns a mail into the message that travels.</summary>
static class MailMessages
{
    /// <summary>The message: text and HTML as alternatives, a Message-ID that stays the same, and the incident as its thread.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="from">The sender as the configuration writes it; its domain is that of the Message-ID.</param>
    /// <param name="at">The time of the attempt.</param>
    public static MimeMessage Of(OutgoingMail mail, string from, DateTimeOffset at)
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage
        {
            Subject = OneLine(mail.Subject),
            Date = at,
            MessageId = $"{Hash(mail.Id)}@{DomainOf(sender)}",
        };
        message.From.Add(sender);
        message.To.Add(new MailboxAddress(Encoding.UTF8, OneLine(mail.ToName), AddressOf(mail)));

        // No mail of the incident carries this id: clients put mails with one common reference into one thread.
        var thread = $"incident-{Hash(mail.Incident)}@{DomainOf(sender)}";
        message.References.Add(thread);
        message.InReplyTo = thread;
        // RFC 3834: holiday notes and the like do not answer it.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");

        var text = new TextPart("plain") { Text = SafeText.Lines(mail.Text) };
        message.Body = mail.Html is null ? text : new MultipartAlternative(text, new TextPart("html") { Text = SafeText.Lines(mail.Html) });
        return message;
    }

    /// <summary>One line: a line break in a subject or name would begin a header of somebody else's choice.</summary>
    public static string OneLine(string text) => SafeText.Line(text);

    static string AddressOf(OutgoingMail mail) => MailboxAddress.TryParse(mail.ToAddress, out var address) && !mail.ToAddress.Any(char.IsControl)
        ? address.Address : throw new FormatException("The receiver's address is not a mail address.");

    static string DomainOf(MailboxAddress sender) => sender.Domain.Length > 0 ? sender.Domain : "localhost";

    static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
