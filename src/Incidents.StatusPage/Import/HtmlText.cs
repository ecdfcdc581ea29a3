using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Incidents.StatusPage.Import;

/// <summary>
/// What people wrote as HTML on another status page, as the text or the Markdown that it is here. Statuspage shows HTML in its updates and post-mortems; here tags are shown as they were
/// typed, and a customer would read them.
/// </summary>
static partial class HtmlText
{
    /// <summary>An update's text; as it was when there is no HTML in it.</summary>
    public static string Plain(string text) => Tag().IsMatch(text) ? Read(text, markdown: false) : text;

    /// <summary>A post-mortem's Markdown; as it was when there is no HTML in it, or code that may be about HTML.</summary>
    public static string Markdown(string text) => Tag().IsMatch(text) && !text.Contains('`') ? Read(text, markdown: true) : text;

    // Deeper than any text of people, and not deep enough to exhaust the stack.
    const int Deepest = 200;

    static string Read(string text, bool markdown)
    {
        var written = new StringBuilder();
        Write(new HtmlParser().ParseDocument($"<body>{text.ReplaceLineEndings("\n")}").Body!, written, markdown, depth: 0);
        return Gap().Replace(Blank().Replace(written.ToString(), "\n"), "\n\n").Trim();
    }

    static void Write(INode node, StringBuilder written, bool markdown, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        if (node is IText words)
        {
            written.Append(words.Data.Replace('\u00A0', ' '));
            return;
        }

        var name = (node as IElement)?.LocalName ?? "";
        var (before, after) = name switch
        {
            "br" => ("\n", ""),
            "li" => ("\n- ", ""),
            "tr" => ("\n", ""),
            "td" or "th" => ("", " "),
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => (markdown ? "\n\n## " : "\n\n", "\n\n"),
            "p" or "div" or "ul" or "ol" or "blockquote" or "table" or "hr" => ("\n\n", "\n\n"),
            "b" or "strong" when markdown => ("**", "**"),
            "i" or "em" when markdown => ("*", "*"),
            "a" when markdown && LinkOf(node) is not null => ("[", $"]({LinkOf(node)})"),
            "a" when LinkOf(node) is { } link && !node.TextContent.Contains(link, StringComparison.OrdinalIgnoreCase) => ("", $" ({link})"),
            _ => ("", ""),
        };
        if (name is "script" or "style")
        {
            return;
        }

        written.Append(before);
        foreach (var child in node.ChildNodes)
        {
            Write(child, written, markdown, depth + 1);
        }

        written.Append(after);
    }

    static string? LinkOf(INode node) => (node as IElement)?.GetAttribute("href") is { } link && Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https" or "mailto") ? link : null;

    [GeneratedRegex(@"</?(p|br|a|b|strong|i|em|u|ul|ol|li|h[1-6]|div|span|blockquote|hr|small|table)(\s[^<>]{0,500})?/?>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[ \t]*\n[ \t]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\n{3,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}
