using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Incidents.Desk;

namespace Incidents.Web.Tests;

public class AlertTests
{
    const string Firing = """{"key":"k1","status":"firing","service":"checkout","summary":"Checkout fails","startsAt":"2026-03-02T09:55:00Z"}""";

    [Fact]
    public async Task An_alert_answered_with_202_becomes_an_incident()
    {
        await using var site = await Site.StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/open", null, Site.Json(Firing));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.HoldsAsync(async () => (await site.Log.HeadsAsync(HeadFilter.All, 10, TestContext.Current.CancellationToken)).Count == 1);
    }

    [Fact]
    public async Task A_signed_delivery_that_is_repeated_is_stored_once_and_a_changed_one_is_refused()
    {
        await using var site = await Site.StartAsync();
        var stamp = site.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Site.HookSecret, Encoding.UTF8.GetBytes($"msg1.{stamp}.not what we know")));
        for (var i = 0; i < 2; i++)
        {
            using var answer = await PostSignedAsync(site, "not what we know", stamp, signature);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        await Eventually.HoldsAsync(async () => (await site.Log.QuarantineAsync(10, TestContext.Current.CancellationToken)).Count == 1);
        using var changed = await PostSignedAsync(site, "something else", stamp, signature);
        Assert.Equal(HttpStatusCode.Unauthorized, changed.StatusCode);
        site.Time.Advance(TimeSpan.FromMinutes(6));
        using var late = await PostSignedAsync(site, "not what we know", stamp, signature);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task Each_wrong_delivery_has_its_own_answer()
    {
        await using var site = await Site.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, "nobody", Site.Json(Firing)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, "keyed", Site.Json(Firing)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, "keyed", Site.Json(Firing), ("Authorization", "Bearer wrong")));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, "keyed", Site.Json(Firing), ("Authorization", "Bearer sender-token")));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(site, "open", new StringContent(Firing, Encoding.UTF8, "text/plain")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(site, "open", Site.Json(new string(' ', (1024 * 1024) + 1))));
    }

    [Fact]
    public async Task A_full_disk_asks_the_sender_to_try_again()
    {
        await using var site = await Site.StartAsync(fullDisk: true);
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/open", null, Site.Json(Firing));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Reports_need_a_key_count_users_and_have_a_limit()
    {
        await using var site = await Site.StartAsync(reportsPerMinute: 2);
        const string report = """{"reporter":"customer 7","service":"checkout","summary":"I cannot pay"}""";

        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SendAsync(HttpMethod.Post, "/api/reports", null, Site.Json(report))).StatusCode);
        using var json = await site.SendAsync(HttpMethod.Post, "/api/reports", null, Site.Json(report), ("Authorization", $"Bearer {Site.ReportKey}"));
        Assert.Equal(HttpStatusCode.Accepted, json.StatusCode);
        using var form = await site.SendAsync(HttpMethod.Post, "/api/reports", null, Site.Form(("reporter", "customer 8"), ("service", "checkout"), ("summary", "Me too")), ("Authorization", $"Bearer {Site.ReportKey}"));
        Assert.Equal(HttpStatusCode.Accepted, form.StatusCode);
        Assert.Equal(2, (await site.LookAsync("inc-1")).Reporters.Count);
        using var many = await site.SendAsync(HttpMethod.Post, "/api/reports", null, Site.Json(report), ("Authorization", $"Bearer {Site.ReportKey}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, many.StatusCode);
    }

    [Fact]
    public async Task Probes_say_that_the_host_is_alive_and_ready()
    {
        await using var site = await Site.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/health/ready")).Status);
    }

    static Task<HttpResponseMessage> PostSignedAsync(Site site, string body, string stamp, string signature) => site.SendAsync(HttpMethod.Post, "/api/alerts/hook", null, Site.Json(body),
        ("webhook-id", "msg1"), ("webhook-timestamp", stamp), ("webhook-signature", signature));

    static async Task<HttpStatusCode> StatusAsync(Site site, string source, HttpContent body, params (string, string)[] headers)
    {
        using var answer = await site.SendAsync(HttpMethod.Post, $"/api/alerts/{source}", null, body, headers);
        return answer.StatusCode;
    }
}
