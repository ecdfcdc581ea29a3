using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using Incidents.Public;
using Incidents.StatusPage.Model;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Feeds;

/// <summary>
/// The history as an Atom feed (RFC 4287): an entry per incident with its updates, newest first, in the markup that readers of other
/// status pages' feeds look for (<c>&lt;strong&gt;Resolved&lt;/strong&gt;</c>).
/// </summary>
static class Atom
{
    const string Namespace = "http://www.w3.org/2005/Atom";

    // As many as other status pages give; older ones are in the history.
    const int EntriesAtMost = 50;

    /// <summary>The feed's title, which pages announce too.</summary>
    public static string Title(Site site) => Marked(site, site.Texts.FeedTitle(site.Page.Company));

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Write(Site site)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", ns: null, site.Texts.Tag);
            Text(xml, "id", $"tag:{site.Page.BaseUrl.Host},2005:/history");
            Text(xml, "title", Title(site));

            // A feed must carry a date; without an incident nothing has ever changed.
            Text(xml, "updated", PageClock.Machine(site.LastChange ?? DateTimeOffset.UnixEpoch));
            xml.WriteStartElement("author", Namespace);
            Text(xml, "name", site.Page.Company);
            xml.WriteEndElement();
            Link(xml, "alternate", "text/html", site.Absolute("index.html"));
            Link(xml, "self", "application/atom+xml", site.Absolute("history.atom"));
            foreach (var incident in site.Incidents.Take(EntriesAtMost))
                Entry(xml, site, incident);

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    static void Entry(XmlWriter xml, Site site, PublicIncident incident)
    {
        xml.WriteStartElement("entry", Namespace);
        Text(xml, "id", $"tag:{site.Page.BaseUrl.Host},2005:Incident/{incident.Id}");
        Text(xml, "title", Marked(site, incident.Title));
        Text(xml, "published", PageClock.Machine(incident.StartedAt));
        Text(xml, "updated", PageClock.Machine(Site.ChangedAt(incident)));
        Link(xml, "alternate", "text/html", site.Absolute(Frame.AddressOf(incident.Id)));
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Content(site, incident));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static string Content(Site site, PublicIncident incident)
    {
        var html = new StringBuilder();
        if (site.Page.Exercise)
            html.Append(CultureInfo.InvariantCulture, $"<p><strong>{Escape(site.Texts.Exercise)}</strong> - {Escape(site.Texts.ExerciseHelp)}</p>");

        if (incident.Reports is [.., var report])
            Item(html, site, report.At, site.Texts.PostMortem, $"""<a href="{Escape(site.Absolute(Frame.AddressOf(incident.Id)))}">{Escape(site.Texts.ReadPostMortem)}</a>""");

        foreach (var update in incident.Updates.Reverse())
            Item(html, site, update.At, site.Texts.StateWord(update.State), Escape(update.Text).Replace("\n", "<br>", StringComparison.Ordinal));

        return html.ToString();
    }

    static void Item(StringBuilder html, Site site, DateTimeOffset at, string word, string body)
    {
        var (month, day) = site.Clock.DayOfFeed(at);
        html.Append(CultureInfo.InvariantCulture, $"<p><small>{Escape(month)} <var data-var='date'>{day}</var>, <var data-var='time'>{site.Clock.TimeOfDay(at)}</var> {site.Clock.Offset(at)}</small><br>")
            .Append(CultureInfo.InvariantCulture, $"<strong>{Escape(word)}</strong> - {body}</p>");
    }

    static string Marked(Site site, string title) => site.Page.Exercise ? $"{site.Texts.Exercise}: {title}" : title;

    static string Escape(string text) => WebUtility.HtmlEncode(text);

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
