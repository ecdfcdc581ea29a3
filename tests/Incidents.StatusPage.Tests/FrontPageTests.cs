namespace Incidents.StatusPage.Tests;

public class FrontPageTests
{
    [Fact]
    public async Task Without_an_active_incident_one_sentence_says_that_all_is_well()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Resolved);

        Assert.Equal("All services are operating normally", page.QuerySelector("h1")!.Seen());
        Assert.Equal(["Operational", "Operational", "Operational", "Operational"], page.QuerySelectorAll(".services .state").Select(state => state.Seen()));
        Assert.Null(page.QuerySelector(".promise"));
        Assert.Contains("E-mail notifications were delayed", page.QuerySelector(".rows")!.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_active_incident_is_in_the_sentence_the_services_and_the_title_of_the_tab()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Resolved, Records.Outage);

        Assert.Equal("A major incident is affecting Public API and Web application", page.QuerySelector("h1")!.Seen());
        Assert.StartsWith("A major incident", page.Title, StringComparison.Ordinal);
        Assert.Equal(["Major disruption", "Major disruption", "Operational", "Operational"], page.QuerySelectorAll(".services .state").Select(state => state.Seen()));
    }

    [Fact]
    public async Task Updates_come_newest_first_and_the_promise_of_the_next_one_stands_above_them()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Outage);
        var card = page.QuerySelector("article.incident")!;

        Assert.Equal(["Identified", "Investigating"], card.QuerySelectorAll(".updates .head strong").Select(state => state.Seen()));
        Assert.Equal("2026-11-24T12:28:00Z", card.QuerySelector(".promise time")!.GetAttribute("datetime"));
        Assert.Equal("Identified", card.QuerySelector(".track [aria-current=step]")!.Seen());
    }

    [Fact]
    public async Task Several_incidents_come_newest_first_and_the_worst_gives_the_colour_the_shape_and_the_word()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Slow, Records.Payments, Records.Resolved, Records.Outage);

        Assert.Equal(
            ["Payments cannot be made", "Elevated error rates on the public API", "The web application is slow for some customers"],
            page.QuerySelectorAll("article.incident h3").Select(title => title.Seen()));
        Assert.True(page.QuerySelector(".banner")!.ClassList.Contains("tone-critical"));
        Assert.Equal("Critical", page.QuerySelector(".banner p strong")!.Seen());
        Assert.Equal("3 incidents are affecting Public API, Web application and Payments", page.QuerySelector("h1")!.Seen());
    }

    [Fact]
    public async Task A_fix_that_is_being_watched_is_said_in_the_sentence() =>
        Assert.Equal(
            "A fix is in place for Web application and we are watching the result",
            (await Html.PageAsync("index.html", Records.Page, Records.Slow)).QuerySelector("h1")!.Seen());

    [Fact]
    public async Task The_front_page_does_not_grow_with_the_history()
    {
        var history = Enumerable.Range(0, 40).Select(day => Records.Resolved with { Id = $"old-{day}", StartedAt = Records.Resolved.StartedAt.AddDays(-day) }).ToArray();

        Assert.Equal(5, (await Html.PageAsync("index.html", Records.Page, history)).QuerySelectorAll(".rows li").Length);
        Assert.Equal(40, (await Html.PageAsync("history/index.html", Records.Page, history)).QuerySelectorAll(".rows li").Length);
    }

    [Fact]
    public async Task The_page_speaks_Portuguese()
    {
        var page = await Html.PageAsync("index.html", Records.Page with { Language = "pt" }, Records.Outage, Records.Resolved);

        Assert.Equal("pt", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Um incidente grave está a afetar Public API e Web application", page.QuerySelector("h1")!.Seen());
        Assert.Equal("Próxima atualização até 24 nov 2026, 12:28 UTC", page.QuerySelector(".promise")!.Seen());
    }

    [Fact]
    public async Task Times_are_UTC_for_machines_and_of_the_pages_zone_for_people()
    {
        var summer = Records.Outage with { StartedAt = new DateTimeOffset(2026, 7, 31, 23, 30, 0, TimeSpan.Zero) };
        var time = (await Html.PageAsync("index.html", Records.Page, summer)).QuerySelector("article.incident header time")!;

        Assert.Equal("2026-07-31T23:30:00Z", time.GetAttribute("datetime"));
        Assert.Equal("1 Aug 2026, 00:30 UTC+1", time.Seen());
        Assert.Contains("August 2026", (await Html.PageAsync("history/index.html", Records.Page, summer)).QuerySelector("main")!.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_zone_falls_back_to_UTC_and_says_so() =>
        Assert.Contains(
            "Times are shown in UTC.",
            (await Html.PageAsync("index.html", Records.Page with { TimeZone = "Mars/Olympus" }, Records.Outage)).QuerySelector("footer")!.Seen(),
            StringComparison.Ordinal);
}
