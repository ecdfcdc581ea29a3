using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>What Prometheus and amtool see when this host is among their Alertmanagers.</summary>
public class PrometheusTests
{
    const string Firing = """[{"labels":{"alertname":"CheckoutErrors","service":"checkout","severity":"major"},"annotations":{"summary":"Checkout fails"},"startsAt":"2026-03-02T09:55:00Z","endsAt":"2026-03-02T10:04:00Z","generatorURL":"http://prom.example.test/graph"}]""";

    static readonly (string, string) Credentials = ("Authorization", $"Basic {Convert.ToBase64String("prometheus:prom-password"u8)}");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alerts_that_are_posted_open_an_incident_are_listed_and_end_by_their_end()
    {
        await using var site = await Site.StartAsync();
        using var posted = await site.SendAsync(HttpMethod.Post, "/api/v2/alerts", null, Site.Json(Firing), Credentials);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        await Eventually.HoldsAsync(async () => (await site.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Count == 1);

        var alert = Assert.Single(await ListAsync(site, Credentials))!;
        Assert.Equal("458418e6e7aa0c88", (string)alert["fingerprint"]!);
        Assert.Equal(("checkout", "Checkout fails", "active"), ((string)alert["labels"]!["service"]!, (string)alert["annotations"]!["summary"]!, (string)alert["status"]!["state"]!));
        Assert.All(["annotations", "endsAt", "fingerprint", "receivers", "startsAt", "status", "updatedAt", "labels", "generatorURL"], member => Assert.NotNull(alert[member]));
        Assert.All(["state", "silencedBy", "inhibitedBy"], member => Assert.NotNull(alert["status"]![member]));
        // Another source sees its own alerts only.
        Assert.Empty(await ListAsync(site));

        site.Time.Advance(TimeSpan.FromMinutes(5));
        using var ended = await site.SendAsync(HttpMethod.Post, "/api/v2/alerts", null, Site.Json(Firing), Credentials);
        await Eventually.HoldsAsync(async () => (await site.LookAsync("inc-1")).Phase == Phase.NearMiss);
        Assert.Empty(await ListAsync(site, Credentials));
    }

    [Fact]
    public async Task The_credentials_choose_the_source_and_wrong_ones_are_no_credentials()
    {
        await using var site = await Site.StartAsync();
        // The host takes whoever is on this machine too: wrong credentials are then none.
        Assert.Equal("prom-here", await SourceOfAsync(site, "inc-1", "a", ("Authorization", "Basic bm9ib2R5Om5vdGhpbmc=")));
        Assert.Equal("prom", await SourceOfAsync(site, "inc-2", "b", Credentials));
    }

    [Fact]
    public async Task Each_wrong_delivery_has_its_own_answer()
    {
        await using var site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(site, new StringContent(Firing, Encoding.UTF8, "text/plain")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(site, Site.Json(new string(' ', (1024 * 1024) + 1))));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, Site.Json("[]")));

        await using var full = await Site.StartAsync(fullDisk: true);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(full, Site.Json(Firing)));
    }

    [Fact]
    public async Task The_status_has_every_member_that_alertmanagers_clients_need()
    {
        await using var site = await Site.StartAsync();

        var (status, text) = await site.GetAsync("/api/v2/status");

        Assert.Equal(HttpStatusCode.OK, status);
        var body = JsonNode.Parse(text)!;
        Assert.Equal("disabled", (string)body["cluster"]!["status"]!);
        Assert.All(["config", "uptime"], member => Assert.NotNull(body[member]));
        Assert.All(["version", "revision", "branch", "buildUser", "buildDate", "goVersion"], member => Assert.NotNull(body["versionInfo"]![member]));
    }

    static async Task<string> SourceOfAsync(Site site, string incident, string service, (string, string) header)
    {
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/v2/alerts", null, Site.Json($$$"""[{"labels":{"service":"{{{service}}}"}}]"""), header);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.HoldsAsync(async () => (await site.LookAsync(incident)).Alerts.Count == 1);
        return (await site.LookAsync(incident)).Alerts.Values.First().Alert!.Source;
    }

    static async Task<HttpStatusCode> StatusAsync(Site site, HttpContent body)
    {
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/v2/alerts", null, body);
        return answer.StatusCode;
    }

    static async Task<JsonArray> ListAsync(Site site, params (string, string)[] headers)
    {
        using var answer = await site.SendAsync(HttpMethod.Get, "/api/v2/alerts", null, null, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await Site.TextAsync(answer))!.AsArray();
    }
}
