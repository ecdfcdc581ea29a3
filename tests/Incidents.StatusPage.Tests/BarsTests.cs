using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class BarsTests
{
    [Fact]
    public async Task A_strip_opens_and_says_what_happened_on_which_day_and_where_to_read_about_it()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Outage, Records.Resolved, Records.Slow with { Services = ["mail"] });

        var mail = page.QuerySelectorAll(".services li").Single(row => row.QuerySelector("strong")?.Seen() == "E-mail notifications");
        Assert.Equal("Details (2)", mail.QuerySelector("summary span")!.Seen());
        Assert.Equal(
            ["24 Nov 2026 Degraded 4 h The web application is slow for some customers", "10 Nov 2026 Degraded 2 h 14 min E-mail notifications were delayed"],
            mail.QuerySelectorAll(".days li").Select(Words));
        Assert.Equal(["incidents/2026-0005/index.html", "incidents/2026-0006/index.html"], mail.QuerySelectorAll(".days a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task What_overlaps_is_said_apart_and_each_moment_counts_once()
    {
        var minor = Records.Slow with { State = PublicState.Resolved, StartedAt = Records.Noon.AddDays(-2), ResolvedAt = Records.Noon.AddDays(-2).AddHours(4), Updates = [] };
        var major = minor with { Id = "worse", Title = "Worse", Impact = Impact.Major, StartedAt = minor.StartedAt.AddHours(1), ResolvedAt = minor.StartedAt.AddHours(2) };

        var day = Assert.Single((await Html.PageAsync("index.html", Records.Page, minor, major)).QuerySelectorAll(".days li"));

        Assert.Equal("22 Nov 2026 Partial outage 1 h · Degraded 3 h Worse The web application is slow for some customers", Words(day));
    }

    static string Words(AngleSharp.Dom.IElement day) => string.Join(' ', day.Children.Select(part => part.Seen()));

    [Fact]
    public async Task A_strip_without_trouble_says_so_and_has_nothing_to_open()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Resolved);

        var quiet = page.QuerySelectorAll(".services li").Single(row => row.QuerySelector("strong")?.Seen() == "Payments");
        Assert.Null(quiet.QuerySelector("details"));
        Assert.Equal("Payments: Uptime in the last 90 days: 100.00%; no day with a problem", quiet.QuerySelector("svg.bars")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_service_that_falters_every_day_does_not_fill_the_page()
    {
        var daily = Enumerable.Range(1, 30).Select(day => Records.Resolved with { Id = $"day-{day}", StartedAt = Records.Noon.AddDays(-day), ResolvedAt = Records.Noon.AddDays(-day).AddMinutes(5), Updates = [], Reports = [] }).ToArray();

        var days = (await Html.PageAsync("index.html", Records.Page, daily)).QuerySelectorAll(".days li").ToList();

        Assert.Equal(11, days.Count);
        Assert.Equal("history/index.html", days[^1].QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("UTC", 1, "28 Nov 2026, 12:00 – 13:00 UTC")]
    [InlineData("UTC", 24, "28 Nov 2026, 12:00 – 29 Nov 2026, 12:00 UTC")]
    [InlineData("Pacific/Guadalcanal", 1, "28 Nov 2026, 23:00 – 29 Nov 2026, 00:00 UTC+11")]
    public async Task The_day_of_planned_work_is_said_once_unless_it_goes_on_into_the_next(string zone, int hours, string expected)
    {
        var work = Records.Upgrade with { ScheduledEnd = Records.Upgrade.ScheduledStart.AddHours(hours) };
        var files = await StatusSite.RenderAsync(new PublicHistory(Records.Page with { TimeZone = zone }, [], [work]), TestContext.Current.CancellationToken);
        var page = Html.Parse(System.Text.Encoding.UTF8.GetString(files.Single(file => file.Path == "index.html").Content.Span));
        foreach (var hidden in page.QuerySelectorAll("[hidden]").ToList())
        {
            hidden.Remove();
        }

        Assert.Equal(expected, page.QuerySelector(".rows .span")!.Seen());
    }
}
