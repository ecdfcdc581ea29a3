using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Web.Tests;

/// <summary>How a sender of alerts proves who it is.</summary>
public class SourceTests
{
    const string Firing = """{"key":"k1","status":"firing","service":"checkout","summary":"Checkout fails","startsAt":"2026-03-02T09:55:00Z"}""";

    [Theory]
    [InlineData("basic", "Authorization", "alertmanager:sender:password", HttpStatusCode.Accepted)]
    [InlineData("basic", "Authorization", "alertmanager:wrong", HttpStatusCode.Unauthorized)]
    [InlineData("basic", "Authorization", "somebody:sender:password", HttpStatusCode.Unauthorized)]
    [InlineData("basic", "Authorization", "no colon", HttpStatusCode.Unauthorized)]
    [InlineData("basic", null, "", HttpStatusCode.Unauthorized)]
    [InlineData("key", "X-Api-Key", "sender-key", HttpStatusCode.Accepted)]
    [InlineData("key", "X-Api-Key", "sender-key2", HttpStatusCode.Unauthorized)]
    [InlineData("key", "Authorization", "sender-key", HttpStatusCode.Unauthorized)]
    [InlineData("key", null, "", HttpStatusCode.Unauthorized)]
    [InlineData("hashed", "Authorization", "Bearer sender-token", HttpStatusCode.Accepted)]
    [InlineData("hashed", "Authorization", "bearer sender-token", HttpStatusCode.Accepted)]
    [InlineData("hashed", "Authorization", "Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("hashed", "Authorization", "Bearer sha256:e9b6", HttpStatusCode.Unauthorized)]
    public async Task A_sender_is_let_in_by_its_own_proof_alone(string source, string? header, string shown, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();
        var value = source == "basic" ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(shown))}" : shown;

        using var answer = await site.SendAsync(HttpMethod.Post, $"/api/alerts/{source}", null, Site.Json(Firing), header is null ? [] : [(header, value)]);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_read_the_configuration_cannot_send_the_hash_in_place_of_the_secret()
    {
        await using var site = await Site.StartAsync();
        var hash = $"sha256:{Convert.ToHexStringLower(SHA256.HashData("sender-token"u8))}";

        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/hashed", null, Site.Json(Firing), ("Authorization", $"Bearer {hash}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.Accepted)]
    [InlineData(-299, HttpStatusCode.Accepted)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    public async Task A_signature_is_good_for_five_minutes_either_way(int secondsOff, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();
        var stamp = (site.Time.GetUtcNow().ToUnixTimeSeconds() + secondsOff).ToString(CultureInfo.InvariantCulture);

        Assert.Equal(expected, await StatusAsync(site, stamp, Sign(Site.HookSecret, $"m1.{stamp}.{Firing}")));
    }

    [Fact]
    public async Task One_good_signature_among_several_is_enough_and_another_secret_is_not()
    {
        await using var site = await Site.StartAsync();
        var stamp = site.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var (good, bad) = (Sign(Site.HookSecret, $"m1.{stamp}.{Firing}"), Sign("another secret"u8.ToArray(), $"m1.{stamp}.{Firing}"));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, stamp, bad));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site, stamp, good.Replace("v1,", "v1a,", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(site, stamp, $"{bad} {good}"));
    }

    [Theory]
    [InlineData("http://incidents.example", "session=", false)]
    [InlineData("https://incidents.example", "__Host-session=", true)]
    public async Task A_session_travels_over_tls_alone_once_the_base_address_is_https(string baseAddress, string begins, bool secure)
    {
        await using var site = await Site.StartAsync(baseAddress: baseAddress);
        var token = site.Approvals.SignInToken("ana", site.Time.GetUtcNow().AddMinutes(15));

        using var answer = await site.SendAsync(HttpMethod.Post, $"/sign-in/{token}", null, Site.Form(), ("Sec-Fetch-Site", "same-origin"));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(begins, cookie, StringComparison.Ordinal);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.All(["; httponly", "; samesite=strict", "; path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        using var list = await site.SendAsync(HttpMethod.Get, "/incidents", null, null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    static string Sign(byte[] secret, string content) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(content)));

    static async Task<HttpStatusCode> StatusAsync(Site site, string stamp, string signature)
    {
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/hook", null, Site.Json(Firing), ("webhook-id", "m1"), ("webhook-timestamp", stamp), ("webhook-signature", signature));
        return answer.StatusCode;
    }
}
