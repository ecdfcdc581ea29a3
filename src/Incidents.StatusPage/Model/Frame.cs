using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>One page of the site and the way back from it to the root; every component is given it.</summary>
/// <param name="Site">The record.</param>
/// <param name="Root">Relative path to the site's root: empty, or <c>../</c> for each folder. Relative, so that the site works under any prefix and from a folder.</param>
sealed record Frame(Site Site, string Root)
{
    /// <summary>Files are named in full: a folder opened without a server has no notion of an index.</summary>
    public string Home => $"{Root}index.html";

    /// <summary>Address of the history.</summary>
    public string History => $"{Root}history/index.html";

    /// <summary>Address of the feed.</summary>
    public string Feed => $"{Root}history.atom";

    /// <summary>Address of an incident's page.</summary>
    public string Incident(PublicIncident incident) => Root + IncidentPath(incident);

    /// <summary>Where an incident's page lies under the root.</summary>
    public static string IncidentPath(PublicIncident incident) => $"incidents/{incident.Id}/index.html";
}
