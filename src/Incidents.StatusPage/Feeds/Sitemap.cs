using System.Text;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Feeds;

/// <summary>What search engines read (https://www.sitemaps.org): front page, months and the newest incidents. Older incidents are found through their month, so the file stays small.</summary>
static class Sitemap
{
    /// <summary>Where it lies under the root.</summary>
    public const string Path = "sitemap.xml";

    const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    const int MostIncidents = 50;

    /// <summary>The document as UTF-8. It has no dates: it would change at every update, and the pages say theirs.</summary>
    public static byte[] Write(Site site) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("urlset", Namespace);
        var paths = site.Page.Exercise ? [] : site.Months.Select(HistoryMonth.PathOf).Prepend(PageFiles.History).Select(path => path[..^"index.html".Length])
            .Concat(site.Maintenances.Take(MostIncidents).Select(m => Frame.AddressOf(m.Id))).Concat(site.Incidents.Take(MostIncidents).Select(incident => Frame.AddressOf(incident.Id)));
        foreach (var path in paths.Prepend(""))
        {
            xml.WriteStartElement("url", Namespace);
            xml.WriteElementString("loc", Namespace, site.Absolute(path));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    /// <summary><c>robots.txt</c> (RFC 9309): everything may be found, and a drill nothing.</summary>
    public static byte[] Robots(Site site) => Encoding.UTF8.GetBytes(site.Page.Exercise
        ? "User-agent: *\nDisallow: /\n"
        : $"User-agent: *\nAllow: /\n\nSitemap: {site.Absolute(Path)}\n");
}
