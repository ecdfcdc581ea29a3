using Microsoft.Playwright;

namespace Incidents.Browser.StatusPage;

/// <summary>
/// The pages as people judge them: every kind of day, on a telephone, a tablet and a desk, light and dark, and on paper. The pictures are in the folder <c>screenshots</c> beside the tests (<c>gallery-*.png</c>);
/// look through them after every change of the looks.
/// </summary>
public sealed class GalleryTests(Chromium chromium, PublishedSites sites) : IClassFixture<PublishedSites>
{
    static readonly IReadOnlyDictionary<string, string> Scenes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["all-good"] = "good/index.html",
        ["minor"] = "minor/index.html",
        ["critical-three-incidents"] = "critical/index.html",
        ["post-mortem"] = "good/incidents/2026-0006/index.html",
        ["maintenance"] = "maintenance/index.html",
        ["maintenance-page"] = "maintenance/incidents/2026-m002/index.html",
        ["history"] = "good/history/index.html",
        ["right-to-left"] = "rightToLeft/index.html",
    };

    [Theory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(768, false)]
    [InlineData(768, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task Every_kind_of_day_is_readable_and_nothing_overlaps(int width, bool dark)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(dark, width);
        var page = await visitor.NewPageAsync();
        var problems = new List<string>();
        foreach (var (name, path) in Scenes)
        {
            problems.AddRange((await PageCheck.ProblemsAsync(page, new Uri(sites.Address, path), $"gallery-{name}-{width}-{(dark ? "dark" : "light")}")).Select(problem => $"{name}: {problem}"));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public async Task On_paper_everything_is_open_and_nothing_is_there_to_click()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(width: 800);
        var page = await visitor.NewPageAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var (name, path) in Scenes)
        {
            await page.GotoAsync(new Uri(sites.Address, path).AbsoluteUri);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, $"gallery-{name}-print.png"), FullPage = true });
            Assert.False(await page.Locator(".top nav").IsVisibleAsync(), name);
            Assert.All(await page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('details')].map(d => d.lastElementChild.getBoundingClientRect().height)"), height => Assert.True(height > 0, name));
        }
    }

    /// <summary>The picture in the README is <c>readme.png</c> among the screenshots, copied to docs/status-page.png.</summary>
    [Fact]
    public async Task The_picture_for_the_README_is_small_enough_to_be_looked_at()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(width: 1000);
        var page = await visitor.NewPageAsync();
        await page.SetViewportSizeAsync(1000, 1120);
        await page.GotoAsync(new Uri(sites.Address, "critical/index.html").AbsoluteUri);
        var picture = await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, "readme.png") });
        Assert.InRange(picture.Length, 10_000, 150_000);
    }
}
