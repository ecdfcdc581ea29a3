using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>One page of the site and the way back from it to the root; every component is given it.</summary>
/// <param name="Site">The record.</param>
/// <param name="File">Where the page's file lies under the root.</param>
/// <param name="Root">Relative path to the site's root: empty, or <c>../</c> for each folder. Relative, so that the site works under any prefix and from a folder.</param>
/// <param name="Changed">
/// The last change of what this page shows; null when nothing ever changed. A page says no more than this: were the whole site's last change or state on every page, every
/// page would have to be written at every change.
/// </param>
/// <param name="Worst">The worst impact that this page shows as active; null for none.</param>
sealed record Frame(Site Site, string File, string Root, DateTimeOffset? Changed, Impact? Worst)
{
    const string Index = "index.html";

    /// <summary>The address by which the world knows this page, under the root: that of the sitemap. Servers send whoever asks for a folder to its slash; incidents are known without one.</summary>
    public string Path => !File.EndsWith(Index, StringComparison.Ordinal) ? File : File.StartsWith("incidents/", StringComparison.Ordinal) ? File[..^Index.Length].TrimEnd('/') : File[..^Index.Length];

    /// <summary>Files are named in full: a folder opened without a server has no notion of an index.</summary>
    public string Home => $"{Root}index.html";

    /// <summary>Address of the history.</summary>
    public string History => $"{Root}history/index.html";

    /// <summary>Address of the Atom feed.</summary>
    public string Feed => $"{Root}history.atom";

    /// <summary>Address of the RSS feed.</summary>
    public string Rss => $"{Root}history.rss";

    /// <summary>Address of the calendar of planned work.</summary>
    public string Calendar => $"{Root}history.ics";

    /// <summary>Address of the page to subscribe on.</summary>
    public string Subscribe => $"{Root}{PageFiles.Subscribe}";

    /// <summary>Address of a month's page.</summary>
    public string Month(DateOnly first) => Root + HistoryMonth.PathOf(first);

    /// <summary>Address of an incident's page.</summary>
    public string Incident(PublicIncident incident) => Root + PathOf(incident.Id);

    /// <summary>Address of the page of planned work.</summary>
    public string Maintenance(PublicMaintenance maintenance) => Root + PathOf(maintenance.Id);

    /// <summary>Where the page of an incident or of planned work lies under the root.</summary>
    public static string PathOf(string id) => $"incidents/{id}/index.html";

    /// <summary>The address by which the world knows it, under the root; every web server finds the page's index there.</summary>
    public static string AddressOf(string id) => $"incidents/{id}";
}
