using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>What a client of PagerDuty's Events API sees.</summary>
public class EnqueueTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trigger_opens_an_incident_and_its_resolve_ends_it()
    {
        await using var site = await Site.StartAsync();

        var (status, answer) = await PostAsync(site, Event("trigger", "db-7"));
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("""{"status":"success","message":"Event processed","dedup_key":"db-7"}""", answer.ToJsonString());
        await Eventually.HoldsAsync(async () => (await site.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Count == 1);

        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, Event("acknowledge", "db-7"))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, Event("resolve", "db-7"))).Status);
        await Eventually.HoldsAsync(async () => (await site.LookAsync("inc-1")).Phase == Phase.NearMiss);
    }

    [Fact]
    public async Task The_routing_key_finds_the_source_and_is_not_kept()
    {
        await using var site = await Site.StartAsync();
        await PostAsync(site, Event("trigger", "db-7", "another-routing-key"));
        await Eventually.HoldsAsync(async () => (await site.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Count == 1);
        Assert.Equal("pager2", Assert.Single((await site.LookAsync("inc-1")).Alerts.Values).Alert!.Source);

        var (status, answer) = await PostAsync(site, Event("trigger", "db-7").Replace("critical", "terrible", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(("invalid event", "Event object is invalid"), ((string)answer["status"]!, (string)answer["message"]!));
        Assert.Contains("'payload.severity'", (string)answer["errors"]![0]!, StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () => (await site.Log.QuarantineAsync(10, Ct)).Count == 1);
        var kept = Encoding.UTF8.GetString((await site.Log.QuarantineAsync(10, Ct))[0].Input.Body.Span);
        Assert.Contains("terrible", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Site.RoutingKey, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trigger_without_a_dedup_key_is_told_one_that_is_the_same_when_it_is_sent_again()
    {
        await using var site = await Site.StartAsync();
        var once = Event("trigger", "db-7").Replace("\"dedup_key\":\"db-7\",", "", StringComparison.Ordinal);

        var first = (string)(await PostAsync(site, once)).Answer["dedup_key"]!;
        var second = (string)(await PostAsync(site, once)).Answer["dedup_key"]!;

        Assert.Equal(32, first.Length);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("sender-key")]
    public async Task A_key_that_no_pagerduty_source_has_is_an_invalid_event_and_nothing_is_kept(string key)
    {
        await using var site = await Site.StartAsync();

        var (status, answer) = await PostAsync(site, Event("trigger", "db-7", key));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid event", (string)answer["status"]!);
        Assert.Empty(await site.Log.WaitingInputsAsync(10, Ct));
        Assert.Empty(await site.Log.QuarantineAsync(10, Ct));
    }

    [Fact]
    public async Task Whoever_read_the_configuration_cannot_send_the_hash_in_place_of_the_key()
    {
        await using var site = await Site.StartAsync();
        var hash = $"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("another-routing-key"u8))}";

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(site, Event("trigger", "db-7", hash))).Status);
    }

    [Fact]
    public async Task What_is_no_json_is_invalid_and_what_is_larger_than_512_kb_is_refused()
    {
        await using var site = await Site.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(site, "nonsense")).Status);
        var padding = 512 * 1024 - Event("trigger", "db-7").Length;
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, Event("trigger", "db-7") + new string(' ', padding))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(site, Event("trigger", "db-7") + new string(' ', padding + 1))).Status);
    }

    [Fact]
    public async Task Too_many_events_of_one_key_are_asked_to_come_again_and_do_not_hold_up_another_key()
    {
        await using var site = await Site.StartAsync(eventsPerMinute: 1);

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, Event("trigger", "a"))).Status);
        using var many = await site.SendAsync(HttpMethod.Post, "/v2/enqueue", null, Site.Json(Event("trigger", "b")));
        Assert.Equal(HttpStatusCode.TooManyRequests, many.StatusCode);
        Assert.NotNull(many.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(site, Event("trigger", "c", "another-routing-key"))).Status);
    }

    [Fact]
    public async Task A_full_disk_asks_the_client_to_try_again()
    {
        await using var site = await Site.StartAsync(fullDisk: true);
        using var answer = await site.SendAsync(HttpMethod.Post, "/v2/enqueue", null, Site.Json(Event("trigger", "db-7")));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    static string Event(string action, string dedupKey, string key = Site.RoutingKey) =>
        $$$"""{"routing_key":"{{{key}}}","event_action":"{{{action}}}","dedup_key":"{{{dedupKey}}}","payload":{"summary":"Disk full","source":"db-7","severity":"critical","component":"checkout"}}""";

    // As curl sends it when nobody names a media type: PagerDuty asks for none.
    static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(Site site, string body)
    {
        using var answer = await site.SendAsync(HttpMethod.Post, "/v2/enqueue", null, new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"));
        return (answer.StatusCode, JsonNode.Parse(await Site.TextAsync(answer))!);
    }
}
