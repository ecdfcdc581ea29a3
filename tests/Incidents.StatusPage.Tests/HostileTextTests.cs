using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class HostileTextTests
{
    public static TheoryData<string> Texts =>
    [
        "<script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "]]></content><evil/>",
        "&lt;b&gt; &amp; &#60; &nosuch;",
        "{{7*7}} ${7*7} @(1+1) %3Cscript%3E",
        "<!--> <!-- --!> <b>",
        "a\0b\u0001c\u001Bd\u007Fe\u0085f\uFFFEg\uFFFFh",
        "lone \uD83D and \uDE00 halves",
        "🔥 👩‍👩‍👧 فشل الدفع \u202Eevil\u2066 עברית",
        "line one\r\nline two\rline three\u2028four",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Hostile_text_in_every_field_changes_no_markup(string text)
    {
        var (page, incident) = Everywhere(text);
        var (calm, same) = Everywhere("calm");
        foreach (var file in await StatusSite.RenderAsync(page, [incident], TestContext.Current.CancellationToken))
        {
            if (!file.Path.EndsWith(".html", StringComparison.Ordinal))
                continue;

            var shape = Shape(Html.Parse(Encoding.UTF8.GetString(file.Content.Span)));
            Assert.Equal(Shape(Html.Parse(await Records.TextAsync(file.Path, calm, same))), shape);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task No_page_is_wrong_in_the_eyes_of_a_strict_parser(string text)
    {
        var (page, incident) = Everywhere(text);
        var strict = new HtmlParser(new HtmlParserOptions { IsStrictMode = true });
        foreach (var file in await StatusSite.RenderAsync(page, [incident, Records.Resolved], TestContext.Current.CancellationToken))
        {
            if (file.Path.EndsWith(".html", StringComparison.Ordinal))
                (await strict.ParseDocumentAsync(Encoding.UTF8.GetString(file.Content.Span), TestContext.Current.CancellationToken)).Dispose();
        }
    }

    [Fact]
    public async Task A_title_is_shown_letter_by_letter_and_in_its_own_direction()
    {
        const string Title = "\"Zahlung\" <b>kaputt</b> 🔥 فشل الدفع & so";
        var heading = (await Html.PageAsync("incidents/2026-0007/index.html", Records.Page, Records.Outage with { Title = Title })).QuerySelector("h1")!;

        Assert.Equal(Title, heading.Seen());
        Assert.Equal("auto", heading.GetAttribute("dir"));
    }

    [Fact]
    public async Task An_update_keeps_its_paragraphs_and_line_breaks()
    {
        var incident = Records.Outage with { Updates = [new(1, Records.Noon, PublicState.Investigating, "one\r\ntwo\n\nthree <br> four")] };
        var prose = (await Html.PageAsync("index.html", Records.Page, incident)).QuerySelector(".updates .prose")!;

        Assert.Equal(["one<br>two", "three &lt;br&gt; four"], prose.QuerySelectorAll("p").Select(paragraph => paragraph.InnerHtml));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public async Task An_id_that_cannot_be_a_folder_is_refused(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => StatusSite.RenderAsync(Records.Page, [Records.Outage with { Id = id }], TestContext.Current.CancellationToken));

    [Fact]
    public async Task Two_incidents_with_one_id_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => StatusSite.RenderAsync(Records.Page, [Records.Outage, Records.Outage with { Title = "Another" }], TestContext.Current.CancellationToken));

    static (PublicPage Page, PublicIncident Incident) Everywhere(string text)
    {
        // One paragraph and one line, so that what differs from the calm page could only be markup.
        var line = text.Replace('\r', ' ').Replace('\n', ' ');
        return (
            Records.Page with { Company = text, Services = [new("api", text, text)] },
            Records.Outage with { Title = text, Services = ["api", text], Updates = [new(1, Records.Noon, PublicState.Investigating, line)] });
    }

    static IEnumerable<string> Shape(IDocument document) =>
        document.All.Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}");
}
