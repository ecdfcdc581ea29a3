using System.Text.Json.Nodes;

namespace Incidents.Browser.StatusPage;

/// <summary>What strangers' tools say of the status page. Each of them looks at every sample site, or at the heaviest one where it takes long.</summary>
public sealed class AuditTests(Chromium chromium, PublishedSites sites) : IClassFixture<PublishedSites>
{
    // A busy machine costs Lighthouse a point now and then; a page that is slow is slow three times.
    const int Tries = 3;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Nu_checker_finds_no_error_and_nothing_to_warn_of()
    {
        Auditors.Needed();
        var (_, said) = await Auditors.RunAsync("java", ["-jar", Auditors.HtmlChecker, "--skip-non-html", "--format", "json", sites.Folder], Stop);

        // What remains is told for information: the renderer closes void elements with a slash. And the checker takes a picture inside the page for blocked even where
        // "img-src data:" allows it; ReaderTests sees that it is shown.
        var findings = JsonNode.Parse(said)!["messages"]!.AsArray().Select(message => message!)
            .Where(message => (string?)message["type"] != "info" || (string?)message["subType"] == "warning")
            .Where(message => !((string)message["message"]!).Contains("image “data:", StringComparison.Ordinal))
            .Select(message => $"{message["url"]}: {message["message"]}");
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task Axe_finds_nothing(int width, bool dark)
    {
        Chromium.Needed();
        Auditors.Needed();
        await using var visitor = await chromium.VisitorAsync(dark, width);
        var page = await visitor.NewPageAsync();
        var findings = new List<string>();
        foreach (var path in sites.Typical)
        {
            await page.GotoAsync(new Uri(sites.Address, path).AbsoluteUri);
            await page.EvaluateAsync(Auditors.Axe);
            findings.AddRange((await page.EvaluateAsync<string[]>("() => axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 150)}`)))")).Select(found => $"{path}: {found}"));
        }

        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("critical/index.html")]
    [InlineData("good/incidents/2026-0006/index.html")]
    [InlineData("critical/subscribe/index.html")]
    [InlineData("rightToLeft/index.html")]
    public async Task Lighthouse_gives_a_hundred_in_all_four_categories(string path)
    {
        Chromium.Needed();
        Auditors.Needed();
        var scores = new Dictionary<string, double>();
        for (var tried = 0; tried < Tries && (scores.Count == 0 || scores["performance"] < 1); tried++)
        {
            // Into a file: through a pipe its last lines are lost now and then, since it ends without waiting for them.
            using var folder = new TestFolder();
            var (_, error) = await Auditors.RunAsync("node", [Auditors.Lighthouse, new Uri(sites.Address, path).AbsoluteUri, "--output=json", $"--output-path={folder.File("report.json")}", "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"], Stop);
            Assert.True(File.Exists(folder.File("report.json")), error);
            var report = await File.ReadAllTextAsync(folder.File("report.json"), Stop);
            // A score is null when a busy machine could not measure it.
            scores = JsonNode.Parse(report)!["categories"]!.AsObject().ToDictionary(category => category.Key, category => (double?)category.Value!["score"] ?? 0);
        }

        Assert.Equal(new Dictionary<string, double> { ["performance"] = 1, ["accessibility"] = 1, ["best-practices"] = 1, ["seo"] = 1 }, scores);
    }
}
