using Ganss.Xss;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Incidents.StatusPage.Wording;

/// <summary>
/// Reports from Markdown to HTML. Raw HTML is shown as text, and what Markdig writes passes a list of allowed tags besides: a report is
/// written by people under pressure, and copied from anywhere.
/// </summary>
static class Markdown
{
    // The page has the first two levels of heading for itself.
    const int HeadingsBelow = 2;

    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    static readonly string[] Tags =
    [
        "p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "a",
        "table", "thead", "tbody", "tr", "th", "td",
    ];

    /// <summary>HTML without scripts, styles, images or foreign attributes; links lead to http, https or mailto only.</summary>
    public static string ToHtml(string markdown)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Min(6, heading.Level + HeadingsBelow);

        // A picture would be fetched from a third party by everybody who reads the page; as a link it is fetched by who wants it.
        foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage))
            picture.IsImage = false;

        foreach (var link in document.Descendants<LinkInline>())
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer");

        // Wider than a telephone they scroll, and what scrolls must be reached without a mouse too.
        foreach (var wide in document.Descendants().Where(block => block is Table or CodeBlock))
            wide.GetAttributes().AddPropertyIfNotExist("tabindex", "0");

        return Sanitizer().Sanitize(document.ToHtml(Pipeline)).Trim();
    }

    // One per call: the sanitizer makes no promise about threads.
    static HtmlSanitizer Sanitizer() => new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(["href", "rel", "start", "tabindex"], StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
    });
}
