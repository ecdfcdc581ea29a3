using System.Text.RegularExpressions;
using MimeKit;

namespace Incidents.Host.Drill;

/// <summary>Reads the mails of a rehearsal as their recipients would: each once.</summary>
public sealed partial class Mailbox(string folder)
{
    readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Takes the newest unread mail whose subject holds some words; null when there is none.</summary>
    /// <param name="words">Any case.</param>
    /// <param name="recipient">Part of the recipient's address; null takes anybody's.</param>
    public Letter? Take(string words, string? recipient = null)
    {
        foreach (var file in Files().Where(file => !_read.Contains(file.FullName)))
        {
            using var message = MimeMessage.Load(file.FullName);
            if ((message.Subject ?? "").Contains(words, StringComparison.OrdinalIgnoreCase)
                && (recipient is null || message.To.ToString().Contains(recipient, StringComparison.OrdinalIgnoreCase)))
            {
                _read.Add(file.FullName);
                var text = message.TextBody ?? "";
                return new Letter(message.To.Mailboxes.FirstOrDefault()?.Name ?? "", message.Subject ?? "", Address().Match(text) is { Success: true } link ? new Uri(link.Value) : null,
                    Code().Match(text) is { Success: true } code ? code.Groups["code"].Value : null);
            }
        }

        return null;
    }

    IEnumerable<FileInfo> Files() => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*.eml", SearchOption.AllDirectories).OrderByDescending(file => file.LastWriteTimeUtc).ThenByDescending(file => file.Name, StringComparer.Ordinal)
        : [];

    [GeneratedRegex(@"https?://[^\s<>""]+/(a|sign-in)/[A-Za-z0-9_.\-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w/\-.])(?<code>[0-9]{6})(?![\w\-])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}

/// <summary>What a recipient sees of a mail.</summary>
/// <param name="To">The name of who got it.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Link">The link in it.</param>
/// <param name="Code">The six-digit code in it.</param>
public sealed record Letter(string To, string Subject, Uri? Link, string? Code);
