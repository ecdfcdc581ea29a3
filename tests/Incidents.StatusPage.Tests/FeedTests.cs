using System.Xml;
using System.Xml.Linq;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class FeedTests
{
    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task The_feed_has_what_RFC_4287_asks_for()
    {
        var feed = await FeedAsync(Records.Page, Records.Resolved, Records.Outage);

        Assert.Equal("tag:contoso.example,2005:/history", feed.Element(Atom + "id")!.Value);
        Assert.Equal("Contoso Status - Incident History", feed.Element(Atom + "title")!.Value);
        Assert.Equal("Contoso", feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal("https://contoso.example/status/history.atom", Link(feed, "self"));
        Assert.Equal(["Elevated error rates on the public API", "E-mail notifications were delayed"], feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value));
        Assert.All(feed.Elements(Atom + "entry"), entry => Assert.All<string>(["id", "title", "updated", "published", "content"], name => Assert.Single(entry.Elements(Atom + name))));
        Assert.Equal("https://contoso.example/status/incidents/2026-0007", Link(feed.Element(Atom + "entry")!, "alternate"));
    }

    [Fact]
    public async Task Updated_is_the_last_change_and_not_the_time_of_the_build()
    {
        var feed = await FeedAsync(Records.Page, Records.Resolved);

        Assert.Equal("2026-11-12T12:00:00Z", feed.Element(Atom + "updated")!.Value);
        Assert.Equal("2026-11-12T12:00:00Z", feed.Element(Atom + "entry")!.Element(Atom + "updated")!.Value);
        Assert.Equal("2026-11-10T09:46:00Z", feed.Element(Atom + "entry")!.Element(Atom + "published")!.Value);
    }

    [Fact]
    public async Task An_entry_tells_its_updates_newest_first_in_the_markup_that_readers_look_for()
    {
        var content = (await FeedAsync(Records.Page, Records.Resolved)).Element(Atom + "entry")!.Element(Atom + "content")!;
        var html = Html.Parse(content.Value);

        Assert.Equal("html", content.Attribute("type")!.Value);
        Assert.Equal(["Post-mortem", "Resolved", "Monitoring", "Identified", "Investigating"], html.QuerySelectorAll("p > strong").Select(word => word.TextContent));
        Assert.Contains("<p><small>Nov <var data-var='date'>10</var>, <var data-var='time'>12:00</var> UTC</small><br><strong>Resolved</strong> - All delayed", content.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileTextTests.Texts), MemberType = typeof(HostileTextTests))]
    public async Task Any_text_leaves_the_feed_well_formed(string text)
    {
        var incident = Records.Outage with { Title = text, Updates = [new(1, Records.Noon, PublicState.Identified, text)] };
        var feed = await FeedAsync(Records.Page with { Company = text }, incident);

        Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Empty(Html.Parse(feed.Element(Atom + "entry")!.Element(Atom + "content")!.Value).QuerySelectorAll("script, img, svg, b, evil"));
    }

    [Fact]
    public async Task Control_characters_are_dropped_and_letters_of_any_script_stay()
    {
        var feed = await FeedAsync(Records.Page, Records.Outage with { Title = "a\0\u0007b \u202Eفشل\u202C 🔥 \uD83D!" });

        Assert.Equal("ab فشل 🔥 \uFFFD!", feed.Element(Atom + "entry")!.Element(Atom + "title")!.Value);
    }

    [Fact]
    public async Task A_feed_without_incidents_is_still_a_feed() =>
        Assert.Equal("1970-01-01T00:00:00Z", (await FeedAsync(Records.Page)).Element(Atom + "updated")!.Value);

    static string Link(XElement of, string relation) =>
        of.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == relation).Attribute("href")!.Value;

    static async Task<XElement> FeedAsync(PublicPage page, params PublicIncident[] incidents)
    {
        using var text = new StringReader(await Records.TextAsync("history.atom", page, incidents));
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        return XElement.Load(reader);
    }
}
