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

    [Fact]
    public async Task Its_request_tells_the_id_by_which_the_alert_is_acknowledged_and_closed()
    {
        await using var site = await StartAsync();
        var created = await StatusAsync(site, await RequestAsync(site, "/v2/alerts", Create));
        var id = created.GetProperty("alertId").GetString()!;
        Assert.Equal(("Create", true, true, "Created alert", "checkout/eu 1"), (created.GetProperty("action").GetString(), created.GetProperty("success").GetBoolean(), created.GetProperty("isSuccess").GetBoolean(),
            created.GetProperty("status").GetString(), created.GetProperty("alias").GetString()));
        Assert.True(Guid.TryParse(id, out _));

        var acknowledged = await StatusAsync(site, await RequestAsync(site, $"/v2/alerts/{id}/acknowledge", "{}"));
        Assert.Equal(("Acknowledge", true, id), (acknowledged.GetProperty("action").GetString(), acknowledged.GetProperty("success").GetBoolean(), acknowledged.GetProperty("alertId").GetString()));
        Assert.True(Assert.Single(await AlertsAsync(site)).Firing);

        var closed = await StatusAsync(site, await RequestAsync(site, $"/v2/alerts/{id.ToUpperInvariant()}/close?identifierType=id", """{"note":"over"}"""));
        Assert.Equal(("Close", "checkout/eu 1"), (closed.GetProperty("action").GetString(), closed.GetProperty("alias").GetString()));
        Assert.False(Assert.Single(await AlertsAsync(site)).Firing);
    }

    [Theory]
    [InlineData("close", "tiny", "no tiny ids")]
    [InlineData("acknowledge", "tiny", "no tiny ids")]
    [InlineData("close", "number", "one of id, alias and tiny")]
    public async Task An_identifier_that_is_none_here_is_refused_in_words(string action, string type, string said)
    {
        await using var site = await StartAsync();

        using var answer = await site.SendAsync(HttpMethod.Post, $"/v2/alerts/7/{action}?identifierType={type}", null, Site.Json("{}"), Key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, JsonDocument.Parse(await Site.TextAsync(answer)).RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_could_not_be_understood_says_why_and_one_of_nobody_is_not_found()
    {
        await using var site = await StartAsync();
        var failed = await StatusAsync(site, await RequestAsync(site, "/v2/alerts", """{"alias":"no message"}"""));
        Assert.False(failed.GetProperty("success").GetBoolean());
        Assert.Contains("no \"message\"", failed.GetProperty("status").GetString(), StringComparison.Ordinal);
        Assert.False(failed.TryGetProperty("alertId", out _));

        foreach (var request in new[] { Guid.NewGuid().ToString(), "what", "..%2F..%2Fopen" })
        {
            using var answer = await site.SendAsync(HttpMethod.Get, $"/v2/alerts/requests/{request}", null, null, Key);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var stranger = await site.SendAsync(HttpMethod.Get, $"/v2/alerts/requests/{Guid.NewGuid()}", null, null, ("Authorization", "GenieKey wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
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

    static async Task<string> RequestAsync(Site site, string path, string body)
    {
        using var answer = await site.SendAsync(HttpMethod.Post, path, null, Site.Json(body), Key);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return JsonDocument.Parse(await Site.TextAsync(answer)).RootElement.GetProperty("requestId").GetString()!;
    }

    // As clients do: asked again while it is not found.
    static async Task<JsonElement> StatusAsync(Site site, string request)
    {
        JsonElement data = default;
        await Eventually.HoldsAsync(async () =>
        {
            using var answer = await site.SendAsync(HttpMethod.Get, $"/v2/alerts/requests/{request}", null, null, Key);
            if (answer.StatusCode != HttpStatusCode.NotFound)
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                data = JsonDocument.Parse(await Site.TextAsync(answer)).RootElement.GetProperty("data");
            }

            return data.ValueKind == JsonValueKind.Object;
        });
        return data;
    }

    static Task<Site> StartAsync() => Site.StartAsync(everySender: true, proofs: ("every-opsgenie", new SourceAuth.Bearer("sender-token")));

    static async Task<IReadOnlyList<AlertState>> AlertsAsync(Site site) => await site.Log.HeadsAsync(HeadFilter.All, 1, Ct) is [var head] ? [.. (await site.LookAsync(head.Id)).Alerts.Values] : [];
}
