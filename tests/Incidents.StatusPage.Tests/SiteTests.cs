using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class SiteTests
{
    static readonly PublicIncident[] All = [Records.Payments, Records.Outage, Records.Slow, Records.Resolved];

    [Fact]
    public async Task The_front_page_comes_last_so_that_its_links_always_lead_somewhere()
    {
        var files = await RenderAsync(Records.Page, Records.Outage, Records.Resolved);

        Assert.Equal(
            ["incidents/2026-0007/index.html", "incidents/2026-0006/index.html", "history/2026-11/index.html", "history/index.html"],
            files.Select(file => file.Path).Take(4));
        Assert.Equal("index.html", files[^1].Path);
    }

    [Fact]
    public async Task The_same_record_gives_the_same_bytes_in_any_culture_and_order()
    {
        var first = await RenderAsync(Records.Page, All);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            var second = await RenderAsync(Records.Page, [.. All.Reverse()]);

            Assert.Equal(first.Select(file => file.Path), second.Select(file => file.Path));
            Assert.All(first.Zip(second), pair => Assert.True(pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span), pair.First.Path));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Every_link_is_relative_and_leads_to_a_file_of_the_site()
    {
        var files = await RenderAsync(Records.Page, All);
        var paths = files.Select(file => new Uri("https://any.example/some/prefix/" + file.Path)).ToHashSet();
        foreach (var file in files.Where(file => file.Path.EndsWith("index.html", StringComparison.Ordinal)))
        {
            var links = Html.Parse(Text(file)).QuerySelectorAll("a[href], link[rel=alternate]").Select(link => link.GetAttribute("href")!);
            foreach (var link in links.Where(link => link[0] != '#' && !link.StartsWith("mailto:", StringComparison.Ordinal)))
            {
                Assert.False(Uri.TryCreate(link, UriKind.Absolute, out _), $"{file.Path}: {link}");
                Assert.Contains(new Uri(new Uri("https://any.example/some/prefix/" + file.Path), link), paths);
            }
        }
    }

    [Fact]
    public async Task No_page_asks_anybody_for_anything_and_its_scripts_are_the_ones_that_its_policy_allows()
    {
        foreach (var file in (await RenderAsync(Records.Page, All)).Where(file => file.Path.EndsWith(".html", StringComparison.Ordinal)))
        {
            var page = Html.Parse(Text(file));
            Assert.Empty(page.QuerySelectorAll("script[src], img, iframe, link[rel=stylesheet], [style]"));
            Assert.Single(page.QuerySelectorAll("script:not([type='application/ld+json'])"));
            Assert.All(page.QuerySelectorAll("script"), script => Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.TextContent)))}'",
                page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal));
            Assert.StartsWith("data:", page.QuerySelector("link[rel=icon]")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_that_was_not_found_links_in_full_because_it_is_shown_anywhere()
    {
        var page = await Html.PageAsync("404.html", Records.Page);

        Assert.All(
            page.QuerySelectorAll("a[href]:not(.skip), link[rel=alternate]"),
            link => Assert.StartsWith("https://contoso.example/status/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("pt")]
    [InlineData("es")]
    [InlineData("ar")]
    public async Task A_drill_says_EXERCISE_on_every_page_and_in_the_titles_of_the_feed(string language)
    {
        foreach (var file in await RenderAsync(Records.Page with { Exercise = true, Language = language }, All))
        {
            var text = Text(file);
            if (Path.GetExtension(file.Path) is ".atom" or ".rss")
            {
                Assert.All(Titles(text), title => Assert.Contains("EXERCISE", title, StringComparison.Ordinal));
                continue;
            }

            if (Path.GetExtension(file.Path) is ".svg" || file.Path is "api/v2/summary.json" or "history.ics")
            {
                Assert.Contains("EXERCISE", text, StringComparison.Ordinal);
            }

            if (Path.GetExtension(file.Path) is not ".html")
            {
                continue;
            }

            var page = Html.Parse(text);
            Assert.Contains("EXERCISE", page.Title, StringComparison.Ordinal);
            Assert.Equal(2, page.QuerySelectorAll("body > .exercise strong").Count(mark => mark.Seen().Contains("EXERCISE", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_real_page_never_says_EXERCISE() =>
        Assert.All(await RenderAsync(Records.Page, All), file => Assert.DoesNotContain("EXERCISE", Text(file), StringComparison.Ordinal));

    [Fact]
    public async Task Headings_and_ids_are_in_order_on_every_page()
    {
        foreach (var file in (await RenderAsync(Records.Page, All)).Where(file => file.Path.EndsWith(".html", StringComparison.Ordinal)))
        {
            var page = Html.Parse(Text(file));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct(StringComparer.Ordinal).Count());
            Assert.All(page.QuerySelectorAll("[aria-labelledby]"), part => Assert.NotNull(page.GetElementById(part.GetAttribute("aria-labelledby")!)));
        }
    }

    [Fact]
    public async Task A_base_address_that_is_not_on_the_web_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => RenderAsync(Records.Page with { BaseUrl = new Uri("status", UriKind.Relative) }));

    static Task<IReadOnlyList<SiteFile>> RenderAsync(PublicPage page, params PublicIncident[] incidents) =>
        StatusSite.RenderAsync(page, incidents, TestContext.Current.CancellationToken);

    static string Text(SiteFile file) => Encoding.UTF8.GetString(file.Content.Span);

    static IEnumerable<string> Titles(string atom) =>
        System.Xml.Linq.XElement.Parse(atom).Descendants().Where(element => element.Name.LocalName == "title").Select(title => title.Value);
}
