using Incidents.Public;
using Incidents.StatusPage.Feeds;

namespace Incidents.StatusPage.Model;

/// <summary>The files for programs. All of them are bounded, so they are made at every change.</summary>
static class MachineFiles
{
    static readonly Dictionary<string, (string ContentType, Func<Site, byte[]> Write)> Fixed = new(StringComparer.Ordinal)
    {
        ["history.atom"] = ("application/atom+xml; charset=utf-8", Atom.Write),
    };

    /// <summary>Where they lie under the root.</summary>
    public static IEnumerable<string> Paths(Site site) => Fixed.Keys;

    /// <summary>The file at a path; null when there is none.</summary>
    public static SiteFile? Find(Site site, string path) => Fixed.TryGetValue(path, out var file) ? new SiteFile(path, file.ContentType, file.Write(site)) : null;
}
