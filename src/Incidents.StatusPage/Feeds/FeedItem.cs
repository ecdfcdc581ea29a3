using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Feeds;

/// <summary>What both feeds tell of one incident or of planned work.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Plain text.</param>
/// <param name="PublishedAt">The first word on it.</param>
/// <param name="UpdatedAt">The latest word on it.</param>
/// <param name="Body">HTML, newest word first.</param>
/// <param name="Planned">The planned work; null for an incident.</param>
sealed record FeedItem(string Id, string Title, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt, string Body, PublicMaintenance? Planned)
{
    // As many as other status pages give; older ones are in the history.
    const int Most = 50;

    /// <summary>The newest incidents and planned work, by their start.</summary>
    public static IReadOnlyList<FeedItem> Of(Site site) =>
    [
        .. site.Incidents.Take(Most).Select(incident => (At: incident.StartedAt, Item: (Func<FeedItem>)(() => Of(site, incident))))
            .Concat(site.Maintenances.Take(Most).Select(maintenance => (At: maintenance.ScheduledStart, Item: (Func<FeedItem>)(() => Of(site, maintenance)))))
            .OrderByDescending(entry => entry.At).Take(Most).Select(entry => entry.Item()),
    ];

    static FeedItem Of(Site site, PublicIncident incident) =>
        new(incident.Id, site.Marked(incident.Title), incident.StartedAt, Site.ChangedAt(incident), FeedBody.Of(site, incident), Planned: null);

    static FeedItem Of(Site site, PublicMaintenance maintenance) => new(maintenance.Id, site.Marked(maintenance.Title),
        maintenance.Updates is [var first, ..] ? first.At : maintenance.ScheduledStart, Site.ChangedAt(maintenance), FeedBody.Of(site, maintenance), maintenance);
}
