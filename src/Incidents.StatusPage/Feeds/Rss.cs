using System.Globalization;
using System.Xml;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Feeds;

/// <summary>
/// The history as RSS 2.0, in the shape of Statuspage's feed: an item per incident, dated by its latest word; planned work is dated by its start and has a
/// <c>maintenanceEndDate</c>.
/// </summary>
static class Rss
{
    /// <summary>Where it lies under the root.</summary>
    public const string Path = "history.rss";

    const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Write(Site site) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", ns: null, Atom);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", Feeds.Atom.Title(site));
        xml.WriteElementString("link", site.Address);
        xml.WriteElementString("description", "Statuspage");
        xml.WriteElementString("language", site.Texts.Tag);
        xml.WriteElementString("pubDate", Date(site.LastChange ?? DateTimeOffset.UnixEpoch));
        xml.WriteStartElement("atom", "link", Atom);
        xml.WriteAttributeString("href", site.Absolute(Path));
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("type", "application/rss+xml");
        xml.WriteEndElement();
        foreach (var item in site.FeedItems)
        {
            Write(xml, site, item);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    static void Write(XmlWriter xml, Site site, FeedItem item)
    {
        var address = site.Absolute(Frame.AddressOf(item.Id));
        xml.WriteStartElement("item");
        xml.WriteElementString("title", item.Title);
        xml.WriteElementString("description", item.Body);
        xml.WriteElementString("pubDate", Date(item.Planned?.ScheduledStart ?? item.UpdatedAt));
        if (item.Planned is { } planned)
        {
            xml.WriteElementString("maintenanceEndDate", Date(planned.ScheduledEnd));
        }

        xml.WriteElementString("link", address);
        xml.WriteElementString("guid", address);
        xml.WriteEndElement();
    }

    // RFC 822 with the four digits of a year that RSS asks for.
    static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
