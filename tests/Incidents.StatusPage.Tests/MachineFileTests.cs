using System.Text;
using System.Xml.Linq;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class MachineFileTests
{
    [Fact]
    public async Task The_RSS_feed_dates_an_incident_by_its_latest_word_and_planned_work_by_its_start()
    {
        var items = XElement.Parse(await TextAsync("history.rss", [Records.Outage], Records.Upgrade)).Descendants("item").ToList();

        Assert.Equal(["Upgrade of the payment database", "Elevated error rates on the public API"], items.Select(item => item.Element("title")!.Value));
        Assert.Equal(["Sat, 28 Nov 2026 12:00:00 +0000", "Tue, 24 Nov 2026 11:58:00 +0000"], items.Select(item => item.Element("pubDate")!.Value));
        Assert.Equal("Sat, 28 Nov 2026 13:00:00 +0000", items[0].Element("maintenanceEndDate")!.Value);
        Assert.StartsWith("<p><strong>THIS IS A SCHEDULED EVENT Nov <var data-var='date'>28</var>, <var data-var='time'>12:00</var> - <var data-var='time'>13:00</var> UTC</strong></p>", items[0].Element("description")!.Value, StringComparison.Ordinal);
        Assert.All(items, item => Assert.Equal(item.Element("link")!.Value, item.Element("guid")!.Value));
    }

    [Fact]
    public async Task The_calendar_folds_long_lines_escapes_and_strikes_out_what_was_called_off()
    {
        var called = Records.Upgrade with
        {
            Title = string.Concat(Enumerable.Repeat("Umstellung, längere; Wörter \\ ", 4)),
            State = MaintenanceState.Completed,
            Cancelled = true,
            Updates = [.. Records.Upgrade.Updates, new(2, Records.Noon, MaintenanceState.Completed, "Called off.\nSorry.")],
        };

        var lines = (await TextAsync("history.ics", [], called)).Split("\r\n");

        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("STATUS:CANCELLED", lines);
        Assert.Contains("SEQUENCE:1", lines);
        Assert.Contains("DTSTART:20261128T120000Z", lines);
        Assert.Contains("DESCRIPTION:Called off.\\nSorry.\\n\\nPayments", lines);
        Assert.Contains("SUMMARY:Umstellung\\, längere\\; Wörter \\\\ Umstellung\\, ", string.Join("\r\n", lines).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileTextTests.Texts), MemberType = typeof(HostileTextTests))]
    public async Task Badges_stay_pictures_whatever_the_name(string text)
    {
        var page = Records.Page with { Company = text, Services = [new("api", text, null)] };
        foreach (var path in (string[])["badge.svg", "badges/api.svg"])
        {
            var file = await SiteEdition.Of(new PublicHistory(page, [Records.Outage], [])).RenderAsync(path);
            var svg = XElement.Parse(Encoding.UTF8.GetString(file.Content.Span));
            Assert.Equal(["clipPath", "g", "g", "rect", "rect", "rect", "svg", "text", "text", "title"], svg.DescendantsAndSelf().Select(element => element.Name.LocalName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_badge_says_in_words_what_its_colour_says()
    {
        Assert.Contains("aria-label=\"Public API: Partial Outage\"", await TextAsync("badges/api.svg", [Records.Outage]), StringComparison.Ordinal);
        Assert.Contains(">All Systems Operational<", await TextAsync("badge.svg", []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_engines_find_the_months_and_the_newest_incidents_and_in_a_drill_nothing()
    {
        var map = XElement.Parse(await TextAsync("sitemap.xml", [Records.Outage, Records.Resolved])).Descendants().Where(element => element.Name.LocalName == "loc").Select(loc => loc.Value);

        Assert.Equal(["https://contoso.example/status/", "https://contoso.example/status/history/", "https://contoso.example/status/history/2026-11/", "https://contoso.example/status/incidents/2026-0007", "https://contoso.example/status/incidents/2026-0006"], map);
        Assert.Contains("Sitemap: https://contoso.example/status/sitemap.xml", await TextAsync("robots.txt", []), StringComparison.Ordinal);
        var drill = await SiteEdition.Of(new PublicHistory(Records.Page with { Exercise = true }, [], [])).RenderAsync("robots.txt");
        Assert.Contains("Disallow: /\n", Encoding.UTF8.GetString(drill.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_its_lasting_address_and_what_it_is_about()
    {
        var page = Html.Parse(await TextAsync("incidents/2026-0007/index.html", [Records.Outage with { Title = "</script><b>\"x\"" }]));

        Assert.Equal("https://contoso.example/status/incidents/2026-0007", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        var data = System.Text.Json.Nodes.JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Equal(("Article", "</script><b>\"x\""), ((string)data["@type"]!, (string)data["headline"]!));
        Assert.Equal(["application/atom+xml", "application/rss+xml", "text/calendar", "application/json"], page.QuerySelectorAll("link[rel=alternate]").Select(link => link.GetAttribute("type")));
    }

    static async Task<string> TextAsync(string path, PublicIncident[] incidents, params PublicMaintenance[] maintenances) =>
        Encoding.UTF8.GetString((await SiteEdition.Of(new PublicHistory(Records.Page, incidents, maintenances)).RenderAsync(path)).Content.Span);
}
