using System.Text.RegularExpressions;
using MimeKit;

namespace Incidents.Testing;

/// <summary>A mail as its recipient sees it.</summary>
/// <param name="MessageId">Made from the effect's id: a repeat of the same mail has the same one, so a recipient that keeps it drops the repeat.</param>
/// <param name="To">The recipient's name, as in the roster.</param>
/// <param name="Address">The recipient's address.</param>
/// <param name="Subject">Begins with the service in brackets, except in mails to sign in with.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Link">The link to decide or to sign in with; null when there is none.</param>
/// <param name="Code">The six digits that some decisions need; null when there are none.</param>
/// <param name="At">When the suite received it.</param>
public sealed partial record Letter(string MessageId, string To, string Address, string Subject, string Text, Uri? Link, string? Code, DateTimeOffset At)
{
    /// <summary>Reads a message.</summary>
    public static Letter Of(MimeMessage message, DateTimeOffset at)
    {
        var text = message.TextBody ?? "";
        var to = message.To.Mailboxes.FirstOrDefault();
        return new Letter(message.MessageId ?? "", to?.Name ?? "", to?.Address ?? "", message.Subject ?? "", text, LinkOf().Match(text) is { Success: true } link ? new Uri(link.Value) : null,
            CodeOf().Match(text) is { Success: true } code ? code.Groups["code"].Value : null, at);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+/(a|sign-in)/[A-Za-z0-9_.\-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkOf();

    [GeneratedRegex(@"(?<![\w/\-.])(?<code>[0-9]{6})(?![\w\-])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeOf();
}
