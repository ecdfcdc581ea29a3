using Microsoft.Playwright;

namespace Incidents.Browser.StatusPage;

/// <summary>The status page as its readers have it before them.</summary>
public sealed class ReaderTests(Chromium chromium, PublishedSites sites) : IClassFixture<PublishedSites>
{
    [Theory]
    [InlineData(320, false)]
    [InlineData(360, true)]
    [InlineData(768, false)]
    [InlineData(1280, true)]
    public async Task Every_page_fits_the_screen_and_can_be_read(int width, bool dark)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(dark, width);
        var page = await visitor.NewPageAsync();
        var problems = new List<string>();
        foreach (var path in sites.Typical)
        {
            problems.AddRange((await PageCheck.ProblemsAsync(page, new Uri(sites.Address, path), $"site-{width}-{path.Replace('/', '-')}")).Select(problem => $"{path}: {problem}"));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public async Task The_front_page_is_one_request()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync();
        var page = await visitor.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.GotoAsync(new Uri(sites.Address, "critical/").AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Single(asked, url => !url.StartsWith("data:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_companys_logo_is_shown()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync();
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(sites.Address, "brand/").AbsoluteUri);

        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('.brand img').naturalWidth > 0"));
    }

    [Fact]
    public async Task Times_are_in_the_readers_zone_and_the_pages_own_is_one_hover_away()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(zone: "Asia/Kolkata");
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(sites.Address, "critical/").AbsoluteUri);

        var started = page.Locator("article.incident header time").First;
        await Assertions.Expect(started).ToHaveTextAsync("24 Nov 2026, 17:12 UTC+5:30");
        await Assertions.Expect(started).ToHaveAttributeAsync("title", "24 Nov 2026, 11:42 UTC");
        await Assertions.Expect(page.Locator("footer")).ToContainTextAsync("Times are shown in your time zone (Asia/");
    }

    [Theory]
    [InlineData("Europe/Lisbon", "28 Nov 2026, 12:00 – 13:00 UTC")]
    [InlineData("Pacific/Guadalcanal", "28 Nov 2026, 23:00 – 29 Nov 2026, 00:00 UTC+11")]
    public async Task Planned_work_that_crosses_the_readers_midnight_names_both_days(string zone, string expected)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(zone: zone);
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(sites.Address, "critical/").AbsoluteUri);

        Assert.Equal(expected, string.Join(' ', (await page.Locator(".rows .span").First.InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_strip_is_as_easy_to_hit_with_a_finger_as_with_a_key_and_opens_without_a_script()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(width: 360, scripts: false);
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(sites.Address, "critical/").AbsoluteUri);

        var strip = page.Locator(".strip summary").First;
        var box = (await strip.BoundingBoxAsync())!;
        Assert.True(box.Height >= 44 && box.Width >= 180, $"{box.Width} by {box.Height} pixels");
        await strip.ClickAsync(new() { Position = new() { X = 10, Y = 10 } });
        await Assertions.Expect(page.Locator(".days a").First).ToBeVisibleAsync();
        await strip.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".days a").First).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_the_page_says_everything_in_its_own_zone()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(scripts: false, zone: "Asia/Kolkata");
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(sites.Address, "critical/").AbsoluteUri);

        await Assertions.Expect(page.Locator("article.incident header time").First).ToHaveTextAsync("24 Nov 2026, 11:42 UTC");
        await Assertions.Expect(page.Locator("footer")).ToContainTextAsync("Times are shown in Europe/Lisbon.");
        Assert.Equal(3, await page.Locator(".promise").CountAsync());
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_page_that_runs_from_right_to_left_is_the_mirror_of_the_other(int width)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(width: width);
        var page = await visitor.NewPageAsync();
        foreach (var path in sites.Pages.Where(path => path.StartsWith("rightToLeft", StringComparison.Ordinal)))
        {
            await page.GotoAsync(new Uri(sites.Address, path).AbsoluteUri);

            Assert.Equal("rtl", await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).direction"));
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path);
        }

        await page.GotoAsync(new Uri(sites.Address, "rightToLeft/").AbsoluteUri);
        var (dot, text) = ((await page.Locator(".updates .dot").First.BoundingBoxAsync())!, (await page.Locator(".updates .head").First.BoundingBoxAsync())!);
        Assert.True(dot.X > text.X, "The mark of an update is not on the side where its text begins.");
    }
}
