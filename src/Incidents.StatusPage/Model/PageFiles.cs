using System.Globalization;
using Incidents.Public;
using Incidents.StatusPage.Pages;
using Microsoft.AspNetCore.Components;

namespace Incidents.StatusPage.Model;

/// <summary>The pages for people. What a page depends on is what its frame says: its own incident, its own month, or the whole record for those that are made at every change.</summary>
static class PageFiles
{
    const string Html = "text/html; charset=utf-8";

    public const string Front = "index.html";
    public const string History = "history/index.html";
    public const string NotFound = "404.html";

    public const string Subscribe = "subscribe/index.html";

    /// <summary>The page to subscribe on. It says nothing that changes.</summary>
    public static Task<SiteFile> SubscribeAsync(Site site) => RenderAsync<SubscribePage>(site, Subscribe, changed: null, worst: null);

    /// <summary>The front page.</summary>
    public static Task<SiteFile> FrontAsync(Site site) => RenderAsync<FrontPage>(site, Front, site.LastChange, site.Worst);

    /// <summary>The index of the history.</summary>
    public static Task<SiteFile> HistoryAsync(Site site) => RenderAsync<HistoryPage>(site, History, site.Months is [var newest, ..] ? ChangedAt(site.Month(newest)) : null, worst: null);

    /// <summary>The page for what is not there.</summary>
    public static Task<SiteFile> NotFoundAsync(Site site) => RenderAsync<NotFoundPage>(site, NotFound, changed: null, worst: null);

    /// <summary>The page of a month.</summary>
    public static Task<SiteFile> OfAsync(Site site, HistoryMonth month) => RenderAsync<HistoryPage>(site, month.Path,
        ChangedAt(month), worst: null, (nameof(HistoryPage.Month), month.First));

    static DateTimeOffset ChangedAt(HistoryMonth month) => month.Incidents.Select(Site.ChangedAt).Concat(month.Maintenances.Select(Site.ChangedAt)).Max();

    /// <summary>The page of an incident.</summary>
    public static Task<SiteFile> OfAsync(Site site, PublicIncident incident) => RenderAsync<IncidentPage>(site, Frame.PathOf(incident.Id),
        Site.ChangedAt(incident), incident.State == PublicState.Resolved ? null : incident.Impact, (nameof(IncidentPage.Incident), incident));

    /// <summary>The page of planned work.</summary>
    public static Task<SiteFile> OfAsync(Site site, PublicMaintenance maintenance) => RenderAsync<MaintenancePage>(site, Frame.PathOf(maintenance.Id),
        Site.ChangedAt(maintenance), worst: null, (nameof(MaintenancePage.Maintenance), maintenance));

    /// <summary>The first day of the month whose page lies at a path; null for every other file.</summary>
    public static DateOnly? MonthAt(string path) => path.Split('/') is ["history", var month, "index.html"] && DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        ? first
        : null;

    static async Task<SiteFile> RenderAsync<TPage>(Site site, string path, DateTimeOffset? changed, Impact? worst, params (string Name, object Value)[] values)
        where TPage : IComponent
    {
        var root = string.Concat(Enumerable.Repeat("../", path.Count(character => character == '/')));
        var given = values.ToDictionary(value => value.Name, value => (object?)value.Value, StringComparer.Ordinal);
        var content = await Renderer.RenderAsync<TPage>(new Frame(site, path, root, changed, worst), ParameterView.FromDictionary(given));
        return new SiteFile(path, Html, content);
    }
}
