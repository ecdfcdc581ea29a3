using System.Xml;
using Incidents.StatusPage.Model;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Feeds;

/// <summary>The history as an Atom feed (RFC 4287): an entry per incident with its updates. Its dates are those of the record, so a feed that did not change has the same bytes.</summary>
static class Atom
{
    /// <summary>Where it lies under the root.</summary>
    public const string Path = "history.atom";

    const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>The feed's title, which pages announce too.</summary>
    public static string Title(Site site) => site.Marked(site.Texts.FeedTitle(site.Page.Company));

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Write(Site site) => FeedXml.Write(xml =>
    {
        var host = site.Page.BaseUrl.Host;
        xml.WriteStartElement("feed", Namespace);
        xml.WriteAttributeString("xml", "lang", ns: null, site.Texts.Tag);
        Text(xml, "id", $"tag:{host},2005:/history");
        Text(xml, "title", Title(site));

        // A feed must carry a date; without an incident nothing has ever changed.
        Text(xml, "updated", PageClock.Machine(site.LastChange ?? DateTimeOffset.UnixEpoch));
        xml.WriteStartElement("author", Namespace);
        Text(xml, "name", site.Page.Company);
        xml.WriteEndElement();
        Link(xml, "alternate", "text/html", site.Absolute(PageFiles.Front));
        Link(xml, "self", "application/atom+xml", site.Absolute(Path));
        foreach (var item in site.FeedItems)
        {
            Entry(xml, site, host, item);
        }

        xml.WriteEndElement();
    });

    static void Entry(XmlWriter xml, Site site, string host, FeedItem item)
    {
        xml.WriteStartElement("entry", Namespace);
        Text(xml, "id", $"tag:{host},2005:Incident/{item.Id}");
        Text(xml, "title", item.Title);
        Text(xml, "published", PageClock.Machine(item.PublishedAt));
        Text(xml, "updated", PageClock.Machine(item.UpdatedAt));
        Link(xml, "alternate", "text/html", site.Absolute(Frame.AddressOf(item.Id)));
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(item.Body);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}
