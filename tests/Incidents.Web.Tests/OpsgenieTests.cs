using System.Net;
using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>A client of Opsgenie's Alert API that only changes its base address.</summary>
public class OpsgenieTests
{
    const string Create = """{"message":"Checkout fails","alias":"checkout/eu 1","priority":"P1","details":{"service":"checkout"}}""";
    static readonly (string, string) Key = ("Authorization", "GenieKey sender-token");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_creates_acknowledges_and_closes_an_alert()
    {
        await using var site = await StartAsync();
        using var created = await site.SendAsync(HttpMethod.Post, "/v2/alerts", null, Site.Json(Create), Key);
        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        using var answer = JsonDocument.Parse(await Site.TextAsync(created));
        Assert.Equal("Request will be processed", answer.RootElement.GetProperty("result").GetString());
        Assert.True(Guid.TryParse(answer.RootElement.GetProperty("requestId").GetString(), out _));
        await Eventually.HoldsAsync(async () => (await AlertsAsync(site)).Any(alert => alert.Firing));

        using var acknowledged = await site.SendAsync(HttpMethod.Post, "/v2/alerts/checkout%2Feu%201/acknowledge?identifierType=alias", null, Site.Json("{}"), Key);
        Assert.Equal(HttpStatusCode.Accepted, acknowledged.StatusCode);
        Assert.True(Assert.Single(await AlertsAsync(site)).Firing);

        using var closed = await site.SendAsync(HttpMethod.Post, "/v2/alerts/checkout%2Feu%201/close?identifierType=alias", null, Site.Json("""{"user":"monitor","note":"over"}"""), Key);
        Assert.Equal(HttpStatusCode.Accepted, closed.StatusCode);
        await Eventually.HoldsAsync(async () => (await AlertsAsync(site)).All(alert => !alert.Firing));
    }

    [Theory]
    [InlineData("GenieKey wrong", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Another_key_is_refused_in_opsgenies_own_words(string shown, HttpStatusCode expected)
    {
        await using var site = await StartAsync();
        foreach (var path in (string[])["/v2/alerts", "/v2/alerts/a/close", "/v2/alerts/a/acknowledge"])
        {
            using var answer = await site.SendAsync(HttpMethod.Post, path, null, Site.Json(Create), ("Authorization", shown));
            Assert.Equal(expected, answer.StatusCode);
            Assert.True(JsonDocument.Parse(await Site.TextAsync(answer)).RootElement.TryGetProperty("message", out _));
        }
    }

    [Fact]
    public async Task No_header_of_a_request_closes_an_alert_at_the_common_address()
    {
        await using var site = await StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/every-opsgenie", null, Site.Json(Create), Key, ("closed-alias", "checkout/eu 1"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.HoldsAsync(async () => (await AlertsAsync(site)).Any(alert => alert.Firing));
    }

    static Task<Site> StartAsync() => Site.StartAsync(everySender: true, proofs: ("every-opsgenie", new SourceAuth.Bearer("sender-token")));

    static async Task<IReadOnlyList<AlertState>> AlertsAsync(Site site) => await site.Log.HeadsAsync(HeadFilter.All, 1, Ct) is [var head] ? [.. (await site.LookAsync(head.Id)).Alerts.Values] : [];
}
