using System.Text;

namespace Incidents.Adapters.Channels.Chat;

/// <summary>
/// How a text looks in Slack. <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are escaped (docs.slack.dev, "Formatting message text"), so that no alert can ping a channel or person or disguise a link,
/// and texts stand in plain_text blocks, where nothing is markup.
/// </summary>
static class SlackMessage
{
    // Block kit: a text block has at most 3,000 characters, a message 50 blocks.
    const int BlockLength = 3_000;
    const int MostBlocks = 45;
    const int MostText = 12_000;

    /// <summary>Escaped for any text field.</summary>
    public static string Escape(string text) => SafeText.Lines(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The text as blocks, with a link of ours below it.</summary>
    public static object[] Blocks(string text, string link) =>
    [
        .. Parts(Escape(text)).Take(MostBlocks).Select(part => (object)new { type = "section", text = new { type = "plain_text", text = part, emoji = false } }),
        new { type = "context", elements = new[] { new { type = "mrkdwn", text = $"<{link}|Open the incident>" } } },
    ];

    /// <summary>What notifications show.</summary>
    public static string Fallback(string text) => Escape(SafeText.Cut(SafeText.Lines(text), MostText));

    // Never within an entity or a surrogate pair.
    static IEnumerable<string> Parts(string text)
    {
        var part = new StringBuilder();
        foreach (var piece in Pieces(text))
        {
            if (part.Length + piece.Length > BlockLength)
            {
                yield return part.ToString();
                part.Clear();
            }

            part.Append(piece);
        }

        yield return part.Length == 0 ? " " : part.ToString();
    }

    static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text[at] == '&' ? text.IndexOf(';', at) - at + 1 : char.IsSurrogatePair(text, at) ? 2 : 1;
            yield return text.Substring(at, length);
            at += length;
        }
    }
}
