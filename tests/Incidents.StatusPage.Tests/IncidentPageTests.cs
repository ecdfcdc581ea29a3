using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class IncidentPageTests
{
    const string Path = "incidents/2026-0006/index.html";

    [Fact]
    public async Task A_resolved_incident_says_how_long_it_lasted()
    {
        var page = await Html.PageAsync(Path, Records.Page, Records.Resolved);

        Assert.Equal("Resolved", page.QuerySelector(".kind")!.Seen());
        Assert.Contains("2 h 14 min", page.QuerySelectorAll(".facts dd").Select(fact => fact.Seen()));
        Assert.Equal(["is-silent", "is-investigating", "is-identified", "is-monitoring"], page.QuerySelectorAll(".course rect").Select(phase => phase.ClassName));
        Assert.Equal("Before our first notice 24 min", page.QuerySelector(".phases li")!.Seen());
        Assert.Equal(["update-4", "update-3", "update-2", "update-1"], page.QuerySelectorAll(".updates > li").Select(update => update.Id));
    }

    [Fact]
    public async Task The_parts_of_the_course_add_up_to_the_duration_beside_them()
    {
        var start = Records.Noon.AddHours(-1);
        PublicUpdate At(int number, double minutes, PublicState state) => new(number, start.AddMinutes(minutes), state, "");
        var incident = Records.Resolved with
        {
            StartedAt = start,
            ResolvedAt = start.AddMinutes(20.2),
            Updates = [At(1, 18.7, PublicState.Investigating), At(2, 19.2, PublicState.Identified), At(3, 19.6, PublicState.Monitoring), At(4, 20.2, PublicState.Resolved)],
        };

        var page = await Html.PageAsync("incidents/2026-0006/index.html", Records.Page, incident);

        Assert.Equal(["18 min", "1 min", "< 1 min", "1 min"], page.QuerySelectorAll(".phases strong").Select(length => length.Seen()));
        Assert.Contains("Duration20 min", page.QuerySelector(".facts")!.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_current_revision_of_the_post_mortem_is_open_and_the_earlier_one_can_be_read()
    {
        var report = (await Html.PageAsync(Path, Records.Page, Records.Resolved)).QuerySelector(".report")!;

        Assert.StartsWith("Revision 2", report.QuerySelector("header p")!.Seen(), StringComparison.Ordinal);
        Assert.Equal(8, report.QuerySelectorAll("table td").Length);
        Assert.Equal("queue_oldest_message_age_seconds > 300", report.QuerySelector("pre code")!.Seen());
        Assert.Equal("mailto:support@contoso.example", report.QuerySelector("a")!.GetAttribute("href"));
        Assert.StartsWith("Revision 1", report.QuerySelector("details summary")!.Seen(), StringComparison.Ordinal);
        Assert.Equal("stalled", report.QuerySelector("details strong")!.Seen());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](JaVa\tScript:alert(1))")]
    [InlineData("[click](data:text/html,<script>alert(1)</script>)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![pixel](https://tracker.example/p.gif)")]
    [InlineData("![x](x\" onerror=\"alert(1))")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<div style=\"position:fixed\">covers the page</div>")]
    [InlineData("# </section></main><iframe src=https://evil.example>")]
    [InlineData("```html\n</code></pre><script>alert(1)</script>\n```")]
    [InlineData("| <svg onload=alert(1)> |\n|---|\n| <b onmouseover=alert(1)>x</b> |")]
    public async Task Hostile_Markdown_keeps_its_words_and_loses_its_teeth(string markdown)
    {
        var incident = Records.Resolved with { Reports = [new PublicReport(1, Records.Noon, markdown)] };
        var page = await Html.PageAsync(Path, Records.Page, incident);

        Assert.Empty(page.QuerySelectorAll("body script:not(:last-child), script[src], iframe, img, object, embed, form, .prose svg, .prose [style], .prose [class], .prose [id]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll(".prose a[href]"), link => Assert.Matches("^(https?|mailto):", link.GetAttribute("href")!));
        Assert.NotNull(page.QuerySelector(".report .prose"));
    }

    [Fact]
    public async Task A_picture_in_a_report_becomes_a_link_because_it_would_call_a_third_party()
    {
        var incident = Records.Resolved with { Reports = [new PublicReport(1, Records.Noon, "![The graph](https://example.com/graph.png)")] };
        var link = (await Html.PageAsync(Path, Records.Page, incident)).QuerySelector(".report .prose a")!;

        Assert.Equal("The graph", link.Seen());
        Assert.Equal("https://example.com/graph.png", link.GetAttribute("href"));
    }
}
