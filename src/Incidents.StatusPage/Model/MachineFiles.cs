using Incidents.Public;
using Incidents.StatusPage.Api;
using Incidents.StatusPage.Badges;
using Incidents.StatusPage.Calendar;
using Incidents.StatusPage.Feeds;

namespace Incidents.StatusPage.Model;

/// <summary>The files for programs. All of them are bounded, so they are made at every change.</summary>
static class MachineFiles
{
    const string Json = "application/json; charset=utf-8";
    const string Svg = "image/svg+xml; charset=utf-8";

    static readonly Dictionary<string, (string ContentType, Func<Site, byte[]> Write)> Fixed = new(StringComparer.Ordinal)
    {
        [Atom.Path] = ("application/atom+xml; charset=utf-8", Atom.Write),
        [Rss.Path] = ("application/rss+xml; charset=utf-8", Rss.Write),
        [MaintenanceCalendar.Path] = ("text/calendar; charset=utf-8", MaintenanceCalendar.Write),
        [Badge.Page] = (Svg, Badge.Of),
        [Sitemap.Path] = ("application/xml; charset=utf-8", Sitemap.Write),
        ["robots.txt"] = ("text/plain; charset=utf-8", Sitemap.Robots),
    };

    /// <summary>Where they lie under the root.</summary>
    public static IEnumerable<string> Paths(Site site) => [.. Fixed.Keys, .. site.Page.Services.Select(Badge.PathOf).Distinct(StringComparer.Ordinal), .. StatusApi.Documents.Keys];

    /// <summary>The file at a path; null when there is none.</summary>
    public static SiteFile? Find(Site site, string path)
    {
        if (StatusApi.Documents.TryGetValue(path, out var document))
        {
            return new SiteFile(path, Json, document(site));
        }

        if (Fixed.TryGetValue(path, out var file))
        {
            return new SiteFile(path, file.ContentType, file.Write(site));
        }

        return site.Services.FirstOrDefault(view => Badge.PathOf(view.Service) == path) is { } view ? new SiteFile(path, Svg, Badge.Of(site, view)) : null;
    }
}
