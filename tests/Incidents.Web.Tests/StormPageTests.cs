using System.Net;
using System.Text.Json.Nodes;

namespace Incidents.Web.Tests;

/// <summary>What people and tools see of an incident that a storm of alerts made.</summary>
public class StormPageTests
{
    [Fact]
    public async Task The_pages_and_the_api_count_what_nobody_would_read_and_stay_small()
    {
        await using var site = await Site.StartAsync();
        await StormAsync(site, batches: 20);

        foreach (var path in (string[])["/incidents/i1", "/incidents/i1/timeline", "/incidents"])
        {
            var (status, text) = await site.GetAsync(path, "mia");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.InRange(text.Length, 1, 100_000);
        }

        var page = Site.Parse((await site.GetAsync("/incidents/i1", "mia")).Text).Body!.TextContent;
        Assert.Contains("20,000 alerts, 19,688 firing", page, StringComparison.Ordinal);
        Assert.Contains("18,997 more alerts from 37 hosts", page, StringComparison.Ordinal);
        Assert.Contains("312 alerts ended, 19,688 still fire.", page, StringComparison.Ordinal);

        var timeline = JsonNode.Parse((await site.GetAsync("/api/incidents/i1", "mia")).Text)!["timeline"]!.AsArray();
        Assert.Contains("Alert from prod: Checkout fails", timeline.Select(entry => (string)entry!["text"]!));
        Assert.Contains("997 more alerts from 37 hosts.", timeline.Select(entry => (string)entry!["text"]!));
        Assert.InRange(timeline.Count, 8, 40);
    }

    [Fact]
    public async Task Every_alert_that_fires_is_listed_for_prometheus()
    {
        await using var site = await Site.StartAsync();
        await StormAsync(site, batches: 6, source: "prom-here");

        var listed = JsonNode.Parse((await site.GetAsync("/api/v2/alerts")).Text)!.AsArray();

        Assert.Equal(6_000 - 312, listed.Count);
        Assert.Equal(5_000 - 312, listed.Count(alert => alert!["annotations"]!["summary"] is not null));
        Assert.Equal("web-5", (string?)listed.Single(alert => (string)alert!["fingerprint"]! == "5999")!["labels"]!["instance"]);
    }

    static async Task StormAsync(Site site, int batches, string source = "prod")
    {
        for (var batch = 0; batch < batches; batch++)
        {
            await site.TellAsync("i1", new AlertsFired(site.Time.GetUtcNow(), [.. Enumerable.Range(batch * 1_000, 1_000).Select(n => Alert(source, n))]));
            site.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await site.TellAsync("i1", new AlertsResolved(site.Time.GetUtcNow(), [.. Enumerable.Range(0, 312).Select(n => new AlertEnd($"{source}/{n}", "e1", site.Time.GetUtcNow()))]));
    }

    static Alert Alert(string source, int n) => Company.Alert() with { Key = $"{source}/{n}", Source = source, Host = $"web-{n % 37}", Summary = source == "prod" ? "Checkout fails" : $"Checkout fails at {n}" };
}
