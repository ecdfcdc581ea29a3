using Incidents.Public;

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
        Assert.Equal(["Partial outage", "Partial outage", "Operational", "Operational"], page.QuerySelectorAll(".services .state").Select(state => state.Seen()));
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
    public async Task Several_incidents_come_newest_first_and_the_worst_gives_the_colour_the_word_and_the_first_name()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Slow, Records.Payments, Records.Resolved, Records.Outage);

        Assert.Equal(
            ["Payments cannot be made", "Elevated error rates on the public API", "The web application is slow for some customers"],
            page.QuerySelectorAll("article.incident h3").Select(title => title.Seen()));
        Assert.True(page.QuerySelector(".banner")!.ClassList.Contains("tone-critical"));
        Assert.Equal("Critical", page.QuerySelector(".banner p strong")!.Seen());
        Assert.Equal("3 incidents are affecting Payments, Public API and Web application", page.QuerySelector("h1")!.Seen());
    }

    [Fact]
    public async Task A_fix_that_is_being_watched_is_said_in_the_sentence() =>
        Assert.Equal(
            "A fix is in place for Web application and we are watching the result",
            (await Html.PageAsync("index.html", Records.Page, Records.Slow)).QuerySelector("h1")!.Seen());

    [Fact]
    public async Task The_front_page_does_not_grow_with_the_history()
    {
        var history = Enumerable.Range(0, 40).Select(day => Records.Resolved with { Id = $"old-{day}", StartedAt = Records.Resolved.StartedAt.AddDays(-day) }).Append(Records.Outage).ToArray();

        Assert.Equal(5, (await Html.PageAsync("index.html", Records.Page, history)).QuerySelectorAll(".rows li").Length);

        // The history has a page for each month; the index shows the newest.
        Assert.Equal(10, (await Html.PageAsync("history/index.html", Records.Page, history)).QuerySelectorAll(".rows li").Length);
        Assert.Equal(30, (await Html.PageAsync("history/2026-10/index.html", Records.Page, history)).QuerySelectorAll(".rows li").Length);
    }

    [Fact]
    public async Task What_was_over_today_is_on_the_front_page_and_in_the_history_from_tomorrow_on()
    {
        var today = Enumerable.Range(0, 30).Select(number => Records.Outage with { Id = $"today-{number}", State = PublicState.Resolved, ResolvedAt = Records.Noon.AddMinutes(-1) }).ToArray();
        PublicIncident[] all = [Records.Resolved, .. today];

        Assert.Equal(20, (await Html.PageAsync("index.html", Records.Page, all)).QuerySelectorAll(".rows li").Length);
        Assert.Equal(6, (await Html.PageAsync("index.html", Records.Page, all[..7])).QuerySelectorAll(".rows li").Length);
        var history = await Html.PageAsync("history/index.html", Records.Page, all);
        Assert.Equal("E-mail notifications were delayed", Assert.Single(history.QuerySelectorAll(".rows li a")).Seen());
        Assert.Equal("../index.html", history.QuerySelector("main p a")!.GetAttribute("href"));
        Assert.Equal(31, (await Html.PageAsync("history/2026-11/index.html", Records.Page, [.. all, Records.Slow with { StartedAt = Records.Noon.AddDays(1), Updates = [] }])).QuerySelectorAll(".rows li").Length);
    }

    [Theory]
    [InlineData("pt", "Um incidente grave está a afetar Public API e Web application", "Próxima atualização até 12:28 UTC, 24 nov 2026")]
    [InlineData("ar", "عطل كبير يؤثر على Public API و Web application", "التحديث التالي قبل 12:28 UTC، 24 نوفمبر 2026")]
    [InlineData("es", "Un incidente grave afecta a Public API y Web application", "Próxima actualización antes de 12:28 UTC, 24 nov 2026")]
    public async Task The_page_speaks_the_companys_language(string language, string sentence, string promise)
    {
        var page = await Html.PageAsync("index.html", Records.Page with { Language = language }, Records.Outage, Records.Resolved);

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(language == "ar" ? "rtl" : null, page.DocumentElement.GetAttribute("dir"));
        Assert.Equal(sentence, page.QuerySelector("h1")!.Seen());
        Assert.Equal(promise, page.QuerySelector(".promise")!.Seen());
    }

    [Fact]
    public async Task The_page_says_whose_problem_it_is()
    {
        Assert.Contains("We know of no problem on our side.", await BannerAsync(Records.Resolved), StringComparison.Ordinal);
        Assert.Contains("The problem is on our side, and we are working on it.", await BannerAsync(Records.Outage), StringComparison.Ordinal);
        Assert.Contains("Next update by 12:08 UTC, 24 Nov 2026", await BannerAsync(Records.Outage, Records.Payments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task During_the_first_incident_nothing_says_that_there_are_none()
    {
        var page = await Html.PageAsync("index.html", Records.Page, Records.Outage);

        Assert.DoesNotContain("No incidents", page.Body!.Seen(), StringComparison.Ordinal);
        Assert.Equal("There are no earlier incidents.", page.QuerySelector("#recent ~ .empty")!.Seen());
    }

    [Fact]
    public async Task Of_many_updates_the_latest_three_are_open_and_the_others_one_press_away()
    {
        var incident = Records.Outage with { Updates = [.. Enumerable.Range(1, 8).Select(number => new PublicUpdate(number, Records.Noon.AddMinutes(number), PublicState.Investigating, $"Number {number}"))] };
        var card = (await Html.PageAsync("index.html", Records.Page, incident)).QuerySelector("article.incident")!;

        Assert.Equal(["Number 8", "Number 7", "Number 6"], card.QuerySelectorAll(":scope > .updates .prose").Select(text => text.Seen()));
        Assert.Equal("5 earlier updates", card.QuerySelector("summary")!.Seen());
        Assert.Equal(5, card.QuerySelectorAll("details li").Length);
    }

    [Fact]
    public async Task Times_are_UTC_for_machines_and_of_the_pages_zone_for_people()
    {
        var summer = Records.Outage with { StartedAt = new DateTimeOffset(2026, 7, 31, 23, 30, 0, TimeSpan.Zero) };
        var time = (await Html.PageAsync("index.html", Records.Page, summer)).QuerySelector("article.incident header time")!;

        Assert.Equal("2026-07-31T23:30:00Z", time.GetAttribute("datetime"));
        Assert.Equal("1 Aug 2026, 00:30 UTC+1", time.Seen());
        var over = summer with { Id = "over", State = PublicState.Resolved, ResolvedAt = summer.StartedAt.AddHours(1) };
        Assert.Contains("August 2026", (await Html.PageAsync("history/index.html", Records.Page, over, Records.Outage)).QuerySelector("main")!.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_zone_falls_back_to_UTC_and_says_so() =>
        Assert.Contains(
            "Times are shown in UTC.",
            (await Html.PageAsync("index.html", Records.Page with { TimeZone = "Mars/Olympus" }, Records.Outage)).QuerySelector("footer")!.Seen(),
            StringComparison.Ordinal);

    static async Task<string> BannerAsync(params PublicIncident[] incidents) => (await Html.PageAsync("index.html", Records.Page, incidents)).QuerySelector(".banner")!.Seen();
}
