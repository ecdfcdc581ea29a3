using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Web.Tests;

/// <summary>A source that sends too much is told so in the way on which its sender tries again; a signature over a time is good for five minutes; a form is read where the sender writes one.</summary>
public class LimitTests
{
    const string Firing = """{"key":"k1","status":"firing","service":"checkout","summary":"Checkout fails","startsAt":"2026-03-02T09:55:00Z"}""";
    const string Event = """{"specversion":"1.0","id":"e-1","source":"/probes","type":"down","data":{"key":"a","status":"firing","service":"checkout"}}""";

    [Theory]
    [InlineData("/api/alerts/open", Firing, HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable)]
    [InlineData("/api/alerts/events", Event, HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests)]
    [InlineData("/api/v2/alerts", "[]", HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable)]
    public async Task What_is_too_much_is_answered_as_the_sender_needs_it(string path, string body, HttpStatusCode taken, HttpStatusCode refused)
    {
        await using var site = await Site.StartAsync(eventsPerMinute: 2, proofs: ("prom", new SourceAuth.Bearer("sender-token")));
        (string, string) proof = ("Authorization", "Bearer sender-token");
        using var first = await site.SendAsync(HttpMethod.Post, path, null, Site.Json(body), proof);
        using var second = await site.SendAsync(HttpMethod.Post, path, null, Site.Json(body), proof);
        using var third = await site.SendAsync(HttpMethod.Post, path, null, Site.Json(body), proof);

        Assert.Equal((taken, taken, refused), (first.StatusCode, second.StatusCode, third.StatusCode));
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task A_stranger_uses_up_nothing_of_a_sources_limit()
    {
        await using var site = await Site.StartAsync(eventsPerMinute: 1, proofs: ("open", new SourceAuth.Bearer("sender-token")));
        for (var i = 0; i < 3; i++)
        {
            using var stranger = await site.SendAsync(HttpMethod.Post, "/api/alerts/open", null, Site.Json(Firing), ("Authorization", "Bearer wrong"));
            Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        }

        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/open", null, Site.Json(Firing), ("Authorization", "Bearer sender-token"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-299, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task An_hmac_over_a_time_is_good_for_five_minutes_either_way(int secondsOff, bool opens)
    {
        await using var site = await Site.StartAsync(proofs: ("signed", new SourceAuth.BodyHmac("X-Grafana-Alerting-Signature", Site.SentrySecret) { TimestampHeader = "X-Grafana-Alerting-Timestamp" }));
        var time = (site.Time.GetUtcNow().ToUnixTimeSeconds() + secondsOff).ToString(CultureInfo.InvariantCulture);
        async Task<HttpStatusCode> StatusAsync(string signed, params (string, string)[] more)
        {
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Site.SentrySecret, Encoding.UTF8.GetBytes(signed)));
            using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/signed", null, Site.Json(Firing), [("X-Grafana-Alerting-Signature", signature), .. more]);
            return answer.StatusCode;
        }

        Assert.Equal(opens ? HttpStatusCode.Accepted : HttpStatusCode.Unauthorized, await StatusAsync($"{time}:{Firing}", ("X-Grafana-Alerting-Timestamp", time)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Firing, ("X-Grafana-Alerting-Timestamp", time)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Firing));
    }

    [Fact]
    public async Task A_form_is_taken_from_the_sender_that_writes_one_and_from_no_other()
    {
        await using var site = await Site.StartAsync(everySender: true, proofs: [("every-uptimeRobot", new SourceAuth.LoopbackOnly()), ("every-pingdom", new SourceAuth.LoopbackOnly())]);
        foreach (var (type, expected) in new[] { ("uptimeRobot", HttpStatusCode.Accepted), ("pingdom", HttpStatusCode.UnsupportedMediaType) })
        {
            using var answer = await site.SendAsync(HttpMethod.Post, $"/api/alerts/every-{type}", null, Site.Form(("monitorID", "7"), ("alertType", "1")));
            Assert.Equal(expected, answer.StatusCode);
        }
    }
}
