using System.Text.Json;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Api;

/// <summary>
/// Statuspage's public API v2 as files, so that it answers as long as any web server does. Shapes as in its documentation (https://www.atlassianstatuspage.io/api) and as
/// captured from its pages; docs/status-page.md says where ours differ.
/// </summary>
static class StatusApi
{
    // As many as Statuspage gives.
    const int Most = 50;

    /// <summary>All documents by their path under the root.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Site, byte[]>> Documents = new Dictionary<string, Func<Site, byte[]>>(StringComparer.Ordinal)
    {
        ["api/v2/summary.json"] = Summary,
        ["api/v2/status.json"] = Status,
        ["api/v2/components.json"] = site => Of(site, (json, components, _) => components.Write(json), components => components.LastChange),
        ["api/v2/incidents.json"] = site => Incidents(site, site.Incidents.Take(Most)),
        ["api/v2/incidents/unresolved.json"] = site => Incidents(site, site.Active),
        ["api/v2/scheduled-maintenances.json"] = site => Maintenances(site, site.Maintenances.Take(Most)),
        ["api/v2/scheduled-maintenances/active.json"] = site => Maintenances(site, site.Ongoing),
        ["api/v2/scheduled-maintenances/upcoming.json"] = site => Maintenances(site, site.Upcoming),
    };

    static byte[] Summary(Site site) => Of(
        site,
        (json, components, incidents) =>
        {
            components.Write(json);
            json.WriteList("incidents", site.Active, incident => incidents.Write(json, incident));
            json.WriteList("scheduled_maintenances", site.Ongoing.Concat(site.Upcoming), maintenance => incidents.Write(json, maintenance));
            WriteStatus(json, site);
        },
        _ => site.LastChange);

    static byte[] Status(Site site) => Of(site, (json, _, _) => WriteStatus(json, site), components => components.LastChange);

    static byte[] Incidents(Site site, IEnumerable<PublicIncident> shown)
    {
        var list = shown.ToList();
        return Of(site, (json, _, incidents) => json.WriteList("incidents", list, incident => incidents.Write(json, incident)), _ => list.Max(incident => (DateTimeOffset?)Site.ChangedAt(incident)));
    }

    static byte[] Maintenances(Site site, IEnumerable<PublicMaintenance> shown)
    {
        var list = shown.ToList();
        return Of(site, (json, _, incidents) => json.WriteList("scheduled_maintenances", list, maintenance => incidents.Write(json, maintenance)), _ => list.Max(maintenance => (DateTimeOffset?)Site.ChangedAt(maintenance)));
    }

    static byte[] Of(Site site, Action<Utf8JsonWriter, ApiComponents, ApiIncidents> content, Func<ApiComponents, DateTimeOffset?> changed)
    {
        var components = new ApiComponents(site);
        return ApiDocument.Write(site, changed(components), json => content(json, components, new ApiIncidents(site, components)));
    }

    static void WriteStatus(Utf8JsonWriter json, Site site)
    {
        json.WriteStartObject("status");
        json.WriteString("indicator", site.Status.Indicator);
        json.WriteString("description", site.Status.Description);
        json.WriteEndObject();
    }
}
