using System.Net;
using System.Text;
using Incidents.Desk;

namespace Incidents.Web.Tests;

public class CloudEventsTests
{
    const string Event = """{"specversion":"1.0","id":"1","source":"/probes","type":"t","subject":"k","data":{"status":"firing","service":"checkout","summary":"Checkout fails"}}""";

    [Theory]
    [InlineData("application/cloudevents+json", Event)]
    [InlineData("application/cloudevents+json; charset=utf-8", Event)]
    [InlineData("application/cloudevents-batch+json", $"[{Event}]")]
    public async Task An_event_and_a_batch_are_taken(string contentType, string body)
    {
        await using var site = await Site.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/events", null, content);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await OpenedAsync(site);
    }

    [Fact]
    public async Task An_event_in_binary_mode_is_taken_with_its_headers()
    {
        await using var site = await Site.StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/events", null, Site.Json("""{"status":"firing","service":"checkout","summary":"Checkout fails"}"""),
            ("CE-SpecVersion", "1.0"), ("ce-id", "1"), ("ce-source", "/probes"), ("ce-type", "t"), ("ce-subject", "k"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await OpenedAsync(site);
    }

    [Fact]
    public async Task A_sender_that_asks_first_may_send()
    {
        await using var site = await Site.StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Options, "/api/alerts/events", null, null,
            ("WebHook-Request-Origin", "events.example.com"), ("WebHook-Request-Rate", "120"), ("WebHook-Request-Callback", "http://127.0.0.1:1/never"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("events.example.com", "*"), (answer.Headers.GetValues("WebHook-Allowed-Origin").Single(), answer.Headers.GetValues("WebHook-Allowed-Rate").Single()));
        Assert.Contains("POST", answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("not a host", HttpStatusCode.BadRequest)]
    [InlineData("<script>", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Nothing_is_granted_to_no_name(string? origin, HttpStatusCode status)
    {
        await using var site = await Site.StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Options, "/api/alerts/events", null, null, origin is null ? [] : [("WebHook-Request-Origin", origin)]);

        Assert.Equal(status, answer.StatusCode);
        Assert.False(answer.Headers.Contains("WebHook-Allowed-Origin"));
    }

    [Fact]
    public async Task Nothing_is_granted_at_a_source_that_nobody_configured()
    {
        await using var site = await Site.StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Options, "/api/alerts/nobody", null, null, ("WebHook-Request-Origin", "events.example.com"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    static async Task OpenedAsync(Site site)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await site.Log.HeadsAsync(HeadFilter.All, 10, limit.Token)).Count == 0)
        {
            await Task.Yield();
        }
    }
}
