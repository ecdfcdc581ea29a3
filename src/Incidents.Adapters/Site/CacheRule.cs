using System.Text.RegularExpressions;
using Incidents.Public;

namespace Incidents.Adapters.Site;

/// <summary>How long browsers and caches may keep a file of the status page without asking again.</summary>
static partial class CacheRule
{
    /// <summary>For what changes during an outage: pages, feeds, JSON. Ten seconds take the load of a crowd off the origin, and nobody reads older news than that.</summary>
    public const string Changing = "public, max-age=10, must-revalidate";

    /// <summary>For a file whose name changes with its bytes: a year, the most that caches honour, and never asked for again.</summary>
    public const string Forever = "public, max-age=31536000, immutable";

    /// <summary>For other files, such as an icon under a fixed name.</summary>
    public const string Seldom = "public, max-age=300, must-revalidate";

    /// <summary>The value of the file's Cache-Control header.</summary>
    public static string Of(SiteFile file) => file switch
    {
        _ when IsPage(file.ContentType) || IsData(file.ContentType) => Changing,
        _ when Fingerprinted().IsMatch(file.Path) => Forever,
        _ => Seldom,
    };

    /// <summary>True for what people have links and subscriptions to.</summary>
    public static bool IsLinked(string contentType) => IsPage(contentType) || IsData(contentType);

    static bool IsPage(string contentType) => contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);

    static bool IsData(string contentType) => contentType.Contains("json", StringComparison.OrdinalIgnoreCase)
        || (contentType.Contains("xml", StringComparison.OrdinalIgnoreCase) && !contentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        || contentType.StartsWith("text/calendar", StringComparison.OrdinalIgnoreCase);

    // style.3f9ac2d1.css, or style-3f9ac2d1.css: at least 32 bits of a hash before the last dot.
    [GeneratedRegex(@"[.-][0-9a-f]{8,64}\.[a-z0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fingerprinted();
}
