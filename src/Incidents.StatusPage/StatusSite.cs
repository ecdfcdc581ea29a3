using System.Text;
using Incidents.Public;
using Incidents.StatusPage.Feeds;
using Incidents.StatusPage.Model;
using Incidents.StatusPage.Pages;
using Microsoft.AspNetCore.Components;

namespace Incidents.StatusPage;

/// <summary>The public record in, the files of the status page out. Pure: no clock, no disk, and the same record gives the same bytes.</summary>
public static class StatusSite
{
    const string Html = "text/html; charset=utf-8";

    /// <summary>
    /// Renders the whole site: a page per incident, the history, the Atom feed, the 404 page and, last, the front page, so that whoever writes
    /// in this order never shows a front page whose links lead nowhere.
    /// </summary>
    /// <param name="page">Whose page it is; texts in it and in the incidents may hold anything, they are escaped.</param>
    /// <param name="incidents">In any order; those in state <see cref="PublicState.Resolved"/> are history, all others are shown as active.</param>
    /// <exception cref="ArgumentException">An incident's id cannot be a folder's name or is used twice, or the base address is not absolute http(s).</exception>
    public static async Task<IReadOnlyList<SiteFile>> RenderAsync(PublicPage page, IReadOnlyList<PublicIncident> incidents, CancellationToken cancellationToken = default)
    {
        var site = new Site(page, incidents);
        var files = new List<SiteFile>(incidents.Count + 4);
        foreach (var incident in site.Incidents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var values = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(IncidentPage.Incident)] = incident };
            files.Add(await PageAsync<IncidentPage>(site, Frame.IncidentPath(incident), values));
        }

        files.Add(await PageAsync<HistoryPage>(site, "history/index.html"));
        files.Add(new SiteFile("history.atom", "application/atom+xml; charset=utf-8", Atom.Write(site)));
        files.Add(await PageAsync<NotFoundPage>(site, "404.html"));
        files.Add(await PageAsync<FrontPage>(site, "index.html"));
        return files;
    }

    static async Task<SiteFile> PageAsync<TPage>(Site site, string path, Dictionary<string, object?>? values = null)
        where TPage : IComponent
    {
        var root = string.Concat(Enumerable.Repeat("../", path.Count(character => character == '/')));
        var html = await Renderer.RenderAsync<TPage>(new Frame(site, root), ParameterView.FromDictionary(values ?? []));
        return new SiteFile(path, Html, Encoding.UTF8.GetBytes(html));
    }
}
