using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Web.Tests;

/// <summary>The proofs of senders that have their own way: a key in the address, an HMAC of the body, Opsgenie's scheme.</summary>
public class SenderProofTests
{
    const string Firing = """{"key":"k1","status":"firing","service":"checkout","summary":"Checkout fails","startsAt":"2026-03-02T09:55:00Z"}""";
    const string Unknown = "what nobody can map";

    [Theory]
    [InlineData("pathed/path-key-of-a-monitor", HttpStatusCode.Accepted)]
    [InlineData("pathed/path-key-of-a-monitor2", HttpStatusCode.Unauthorized)]
    [InlineData("pathed/PATH-KEY-OF-A-MONITOR", HttpStatusCode.Unauthorized)]
    [InlineData("pathed", HttpStatusCode.Unauthorized)]
    [InlineData("pathed/", HttpStatusCode.Unauthorized)]
    [InlineData("pathed/path-key-of-a-monitor/more", HttpStatusCode.NotFound)]
    [InlineData("open/path-key-of-a-monitor", HttpStatusCode.NotFound)]
    [InlineData("nobody/path-key-of-a-monitor", HttpStatusCode.NotFound)]
    public async Task A_key_in_the_address_opens_its_own_source_alone(string address, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.SendAsync(HttpMethod.Post, $"/api/alerts/{address}", null, Site.Json(Firing));

        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain("path-key", await Site.TextAsync(answer), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_hmac_of_the_body_is_taken_in_hexadecimal_or_base64_and_nothing_else_is()
    {
        await using var site = await Site.StartAsync();
        var mac = HMACSHA256.HashData(Site.SentrySecret, Encoding.UTF8.GetBytes(Firing));
        var other = HMACSHA256.HashData("another secret"u8, Encoding.UTF8.GetBytes(Firing));

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, Firing, ("Sentry-Hook-Signature", Convert.ToHexStringLower(mac))));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, Firing, ("Sentry-Hook-Signature", Convert.ToHexString(mac))));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, Firing, ("Sentry-Hook-Signature", Convert.ToBase64String(mac))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, Firing, ("Sentry-Hook-Signature", Convert.ToHexStringLower(other))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, Firing + " ", ("Sentry-Hook-Signature", Convert.ToHexStringLower(mac))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, Firing, ("X-Signature", Convert.ToHexStringLower(mac))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, Firing, ("Sentry-Hook-Signature", "")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, Firing, ("Sentry-Hook-Signature", "not a signature")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, Firing));
    }

    [Fact]
    public async Task A_signed_delivery_that_somebody_replays_is_stored_once()
    {
        await using var site = await Site.StartAsync();
        var signature = ("Sentry-Hook-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Site.SentrySecret, Encoding.UTF8.GetBytes(Unknown))));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, Unknown, signature));
        }

        var id = $"signed/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Unknown)))}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await site.Log.QuarantineAsync(10, limit.Token)).Count == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(id, Assert.Single(await site.Log.QuarantineAsync(10, limit.Token)).Input.Id);
    }

    [Fact]
    public async Task An_opsgenie_client_names_its_own_scheme()
    {
        await using var site = await Site.StartAsync();
        foreach (var (shown, expected) in new[] { ("GenieKey sender-token", HttpStatusCode.Accepted), ("GenieKey wrong", HttpStatusCode.Unauthorized), ("GenieKey", HttpStatusCode.Unauthorized) })
        {
            using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/keyed", null, Site.Json(Firing), ("Authorization", shown));
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    static async Task<HttpStatusCode> StatusAsync(Site site, string body, params (string, string)[] headers)
    {
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/signed", null, Site.Json(body), headers);
        return answer.StatusCode;
    }
}
