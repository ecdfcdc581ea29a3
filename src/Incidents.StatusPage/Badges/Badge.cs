using System.Net;
using System.Text;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Badges;

/// <summary>A small picture for a README or a portal: who, and how it is. White on colours that keep 4.5 to 1; the word says what the colour does.</summary>
static class Badge
{
    /// <summary>Where the page's badge lies under the root.</summary>
    public const string Page = "badge.svg";

    const int LetterTenths = 66;
    const int Padding = 8;
    const int LettersAtMost = 60;

    /// <summary>Where a service's badge lies under the root.</summary>
    public static string PathOf(PublicService service) => $"badges/{service.Id}.svg";

    /// <summary>The badge of the whole page.</summary>
    public static byte[] Of(Site site) => Draw(site.Marked(site.Page.Company), site.Status.Description, site.Status.Indicator switch
    {
        "none" => Colour(ServiceStatus.Operational),
        "maintenance" => Colour(ServiceStatus.UnderMaintenance),
        "minor" => Colour(ServiceStatus.DegradedPerformance),
        "major" => Colour(ServiceStatus.PartialOutage),
        _ => Colour(ServiceStatus.MajorOutage),
    });

    /// <summary>The badge of a service.</summary>
    public static byte[] Of(Site site, ServiceView view) => Draw(site.Marked(view.Service.Name), view.Status switch
    {
        ServiceStatus.Operational => "Operational",
        ServiceStatus.UnderMaintenance => "Under Maintenance",
        ServiceStatus.DegradedPerformance => "Degraded Performance",
        ServiceStatus.PartialOutage => "Partial Outage",
        _ => "Major Outage",
    }, Colour(view.Status));

    static string Colour(ServiceStatus status) => status switch
    {
        ServiceStatus.Operational => "#1a7f37",
        ServiceStatus.UnderMaintenance => "#0969da",
        ServiceStatus.DegradedPerformance => "#8a6100",
        ServiceStatus.PartialOutage => "#b35900",
        _ => "#cf222e",
    };

    // The fonts of the reader's machine are unknown, so each text is told how wide it has to be.
    static byte[] Draw(string name, string state, string colour)
    {
        var label = name.Length <= LettersAtMost ? name : $"{name[..(char.IsHighSurrogate(name[LettersAtMost - 2]) ? LettersAtMost - 2 : LettersAtMost - 1)]}…";
        var (left, right) = (Width(label), Width(state));
        var (leftBox, rightBox) = (left + (2 * Padding), right + (2 * Padding));
        var title = WebUtility.HtmlEncode($"{name}: {state}");
        return Encoding.UTF8.GetBytes(FormattableString.Invariant($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{leftBox + rightBox}" height="20" viewBox="0 0 {leftBox + rightBox} 20" role="img" aria-label="{title}"><title>{title}</title>
            <clipPath id="r"><rect width="{leftBox + rightBox}" height="20" rx="3"/></clipPath>
            <g clip-path="url(#r)"><rect width="{leftBox}" height="20" fill="#24292f"/><rect x="{leftBox}" width="{rightBox}" height="20" fill="{colour}"/></g>
            <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="{Padding}" y="14" textLength="{left}">{WebUtility.HtmlEncode(label)}</text><text x="{leftBox + Padding}" y="14" textLength="{right}">{WebUtility.HtmlEncode(state)}</text></g>
            </svg>

            """).ReplaceLineEndings("\n"));
    }

    static int Width(string text) => Math.Max(1, text.EnumerateRunes().Count() * LetterTenths / 10);
}
