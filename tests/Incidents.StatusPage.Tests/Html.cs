using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

/// <summary>Pages as a browser's parser sees them.</summary>
static class Html
{
    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public static async Task<IHtmlDocument> PageAsync(string path, PublicPage page, params PublicIncident[] incidents) =>
        Parse(await Records.TextAsync(path, page, incidents));

    /// <summary>The text with white space as a reader sees it.</summary>
    public static string Seen(this AngleSharp.Dom.INode node) =>
        string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
