using System.Text;
using System.Text.Json;
using Incidents.Public;
using Incidents.StatusPage.Model;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Feeds;

/// <summary>What search engines and assistants read of a page: JSON-LD in the words of https://schema.org.</summary>
static class LinkedData
{
    /// <summary>Of a page that is about the whole site.</summary>
    public static string Of(Site site, string title, string address, DateTimeOffset? changed) => Write(site, "WebPage", title, address, published: null, changed);

    /// <summary>Of an incident's page.</summary>
    public static string Of(Site site, PublicIncident incident) =>
        Write(site, "Article", site.Marked(incident.Title), site.Absolute(Frame.AddressOf(incident.Id)), incident.StartedAt, Site.ChangedAt(incident));

    // The default encoder writes no angle bracket as it is, so that nothing in a title ends the script element around it.
    static string Write(Site site, string type, string title, string address, DateTimeOffset? published, DateTimeOffset? changed)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", type);
            json.WriteString(published is null ? "name" : "headline", title);
            json.WriteString("url", address);
            json.WriteString("inLanguage", site.Texts.Tag);
            WriteTime(json, "datePublished", published);
            WriteTime(json, "dateModified", changed);
            json.WriteStartObject(published is null ? "about" : "author");
            json.WriteString("@type", "Organization");
            json.WriteString("name", site.Page.Company);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } moment)
        {
            json.WriteString(name, PageClock.Machine(moment));
        }
    }
}
