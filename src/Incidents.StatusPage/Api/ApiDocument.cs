using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Api;

/// <summary>One document of Statuspage's public API v2: an envelope that names the page, and what it holds.</summary>
static class ApiDocument
{
    // The writer keeps in a buffer of its own, which it doubles, what was not passed on.
    const int Pending = 8 * 1024;

    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes a document as UTF-8.</summary>
    /// <param name="site">Whose.</param>
    /// <param name="changed">The last change of what the document holds, so that it stays the same when something else changes.</param>
    /// <param name="content">Writes the other members.</param>
    public static byte[] Write(Site site, DateTimeOffset? changed, Action<Utf8JsonWriter> content) => Scratch.Write(stream =>
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("page");
            json.WriteString("id", PublicId.OfPage(site.Page.BaseUrl));
            json.WriteString("name", site.Page.Company);
            json.WriteString("url", site.Address);
            json.WriteString("time_zone", site.Clock.ZoneName == "UTC" ? "Etc/UTC" : site.Clock.ZoneName);
            json.WriteTime("updated_at", changed ?? DateTimeOffset.UnixEpoch);
            json.WriteEndObject();
            content(json);
            json.WriteEndObject();
        }
    });

    /// <summary>A moment, or null.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } moment)
        {
            json.WriteString(name, ApiWords.Of(moment));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A named list.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
            if (json.BytesPending > Pending)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }
}
