using System.Net;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>What a source that beats sees, and where people see it.</summary>
public class HeartbeatTests
{
    static readonly (string, string) Credentials = ("Authorization", "Bearer watchdog-token");

    [Theory]
    [InlineData("GET", "/api/heartbeats/watchdog", null)]
    [InlineData("POST", "/api/heartbeats/watchdog", "")]
    [InlineData("POST", "/api/heartbeats/watchdog", "anything")]
    [InlineData("POST", "/api/alerts/watchdog", """{"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Watchdog"},"fingerprint":"1"}]}""")]
    [InlineData("POST", "/api/heartbeats/watchdog/api/v2/alerts", """[{"labels":{"alertname":"Watchdog"},"endsAt":"2026-03-02T10:04:00Z"}]""")]
    public async Task Any_request_of_the_source_is_a_beat(string method, string path, string? body)
    {
        await using var site = await Site.StartAsync();
        Assert.Equal("ready\nheartbeat watchdog: never heard", (await site.GetAsync("/health/ready")).Text);

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, method, path, body, Credentials));

        Assert.Equal("ready\nheartbeat watchdog: last beat 2026-03-02T10:00:00Z", (await site.GetAsync("/health/ready")).Text);
        Assert.Empty(await site.Log.HeadsAsync(HeadFilter.All, 10, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/alerts/watchdog", """{"version":"4","status":"resolved","alerts":[{"status":"resolved","labels":{"alertname":"Watchdog"},"fingerprint":"1"}]}""")]
    [InlineData("/api/heartbeats/watchdog/api/v2/alerts", """[{"labels":{"alertname":"Watchdog"},"endsAt":"2026-03-02T09:59:00Z"}]""")]
    public async Task A_watchdog_that_is_over_is_no_beat(string path, string body)
    {
        await using var site = await Site.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, "POST", path, body, Credentials));

        Assert.EndsWith("never heard", (await site.GetAsync("/health/ready")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/heartbeats/watchdog", "Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/api/heartbeats/watchdog", "", HttpStatusCode.Unauthorized)]
    [InlineData("/api/heartbeats/watchdog/watchdog-token", "", HttpStatusCode.NotFound)]
    [InlineData("/api/heartbeats/open", "Bearer watchdog-token", HttpStatusCode.NotFound)]
    [InlineData("/api/heartbeats/nobody", "Bearer watchdog-token", HttpStatusCode.NotFound)]
    public async Task Nobody_else_beats_for_it(string path, string shown, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();

        Assert.Equal(expected, await StatusAsync(site, "GET", path, null, ("Authorization", shown)));
        Assert.Equal(expected, await StatusAsync(site, "POST", path, "", ("Authorization", shown)));

        Assert.EndsWith("never heard", (await site.GetAsync("/health/ready")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beat_that_cannot_be_stored_is_asked_for_again()
    {
        await using var site = await Site.StartAsync(fullDisk: true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(site, "GET", "/api/heartbeats/watchdog", null, Credentials));
    }

    [Fact]
    public async Task The_console_shows_what_is_alive_and_what_is_silent()
    {
        await using var site = await Site.StartAsync();
        await StatusAsync(site, "GET", "/api/heartbeats/watchdog", null, Credentials);
        var shown = Site.Parse((await site.GetAsync("/incidents", "ana")).Text).Body!.TextContent;
        Assert.Contains("alive", shown, StringComparison.Ordinal);

        for (var round = 0; round < 30; round++)
        {
            await site.Heartbeats.RoundAsync(TestContext.Current.CancellationToken);
            site.Time.Advance(Heartbeats.Round);
        }

        shown = Site.Parse((await site.GetAsync("/incidents", "ana")).Text).Body!.TextContent;
        Assert.Contains("silent", shown, StringComparison.Ordinal);
        Assert.Contains("watchdog has not been heard since 2026-03-02 10:00:00 UTC", shown, StringComparison.Ordinal);
    }

    static async Task<HttpStatusCode> StatusAsync(Site site, string method, string path, string? body, (string, string) credentials)
    {
        using var answer = await site.SendAsync(new HttpMethod(method), path, null, body is null ? null : Site.Json(body), credentials);
        return answer.StatusCode;
    }
}
