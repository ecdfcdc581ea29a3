using Incidents.Public;
using Incidents.StatusPage.Parts;

namespace Incidents.StatusPage.Tests;

public class BrandTests
{
    static readonly PublicBrand Brand = new("data:image/png;base64,iVBORw0KGgo=", null, "#7a1fa2", "#d7a6f5", [new PublicLink("Support", new Uri("https://contoso.example/support"))]);

    [Fact]
    public async Task A_company_has_its_logo_colours_and_links_on_every_page()
    {
        foreach (var path in new[] { "index.html", "history/index.html", "incidents/2026-0006/index.html", "404.html" })
        {
            var page = await Html.PageAsync(path, Records.Page with { Brand = Brand }, Records.Resolved);

            Assert.Equal(Brand.Logo, page.QuerySelector(".brand img")!.GetAttribute("src"));
            Assert.Equal("https://contoso.example/support", page.QuerySelector("nav a:last-child")!.GetAttribute("href"));
            Assert.EndsWith(":root{--link:#7a1fa2}@media screen and (prefers-color-scheme:dark){:root{--link:#d7a6f5}}", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_colour_for_the_light_page_alone_stays_off_the_dark_one()
    {
        var page = await Html.PageAsync("index.html", Records.Page with { Brand = Brand with { ColourDark = null } }, Records.Resolved);

        Assert.EndsWith(":root{--link:#7a1fa2}@media screen and (prefers-color-scheme:dark){:root{--link:#79b8ff}}", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Style.Sheet.Split("--link:#79b8ff").Length);
        Assert.Equal("plate", page.QuerySelector(".brand picture")!.ClassName);
    }

    [Theory]
    [InlineData("red}body{display:none")]
    [InlineData("#fff</style><script>alert(1)</script>")]
    [InlineData("https://tracker.example/logo.png")]
    [InlineData("data:text/html;base64,AAAA")]
    [InlineData("data:image/svg+xml,<svg onload=alert(1)>")]
    public async Task What_is_no_colour_and_no_picture_is_left_out(string text)
    {
        var hostile = new PublicBrand(text, text, text, text, [new PublicLink("<b>", new Uri("javascript:alert(1)")), new PublicLink(" ", new Uri("https://contoso.example/"))]);
        var page = await Html.PageAsync("index.html", Records.Page with { Brand = hostile }, Records.Resolved);

        Assert.Empty(page.QuerySelectorAll("img, source, nav a:nth-child(3)"));
        Assert.Equal(Style.Sheet, page.QuerySelector("style")!.TextContent);
    }

    [Theory]
    [InlineData("#ffd21f", false, 1.3, "#876f10")]
    [InlineData("#0b5cad", true, 2.5, null)]
    public void A_colour_that_cannot_be_read_is_told_with_the_nearest_that_can(string colour, bool dark, double about, string? nearest)
    {
        Assert.InRange(BrandColour.Contrast(colour, dark), about - 0.3, about + 0.3);
        var readable = BrandColour.Readable(colour, dark);
        Assert.InRange(BrandColour.Contrast(readable, dark), BrandColour.Enough, BrandColour.Enough + 0.3);
        Assert.Equal(nearest ?? readable, readable);
    }

    [Fact]
    public void The_grounds_are_those_of_the_style_sheet()
    {
        foreach (var (dark, root) in new[] { (false, Style.Sheet.Split(":root{")[1]), (true, Style.Sheet.Split(":root{")[2]) })
        {
            Assert.Contains($"--bg:{BrandColour.Grounds(dark)[0]};", root, StringComparison.Ordinal);
            Assert.Contains($"--card:{(dark ? BrandColour.Grounds(dark)[1] : "#fff")};", root, StringComparison.Ordinal);
        }
    }
}
