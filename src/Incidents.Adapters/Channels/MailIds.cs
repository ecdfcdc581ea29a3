using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Incidents.Adapters.Channels;

/// <summary>Names that stay the same from attempt to attempt, made of ids that they do not show.</summary>
static class MailIds
{
    /// <summary>The Message-ID of a mail, without brackets.</summary>
    public static string Message(string mail, MailboxAddress sender) => $"{NameOf(mail)}@{DomainOf(sender)}";

    /// <summary>What all mails of an incident refer to. No mail carries it: it holds the thread together also for whoever did not get the first mail.</summary>
    public static string Thread(string incident, MailboxAddress sender) => $"{ThreadOf(incident)}@{DomainOf(sender)}";

    /// <summary>What stands before the domain of a mail's Message-ID.</summary>
    public static string NameOf(string mail) => Hash(mail);

    /// <summary>What stands before the domain of a thread's reference.</summary>
    public static string ThreadOf(string incident) => $"incident-{Hash(incident)}";

    /// <summary>The UID of a post-mortem (RFC 7986 wants it unguessable and without names).</summary>
    public static string Meeting(string incident, int round, MailboxAddress sender) =>
        $"postmortem-{Hash(string.Create(CultureInfo.InvariantCulture, $"{incident}/postmortem/{round}"))}@{DomainOf(sender)}";

    /// <summary>True for one plain address, without a name, a second one, or anything that a header or calendar could read as its own.</summary>
    public static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@') && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    static string DomainOf(MailboxAddress sender) => sender.Domain.Length > 0 ? sender.Domain : "localhost";

    static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
