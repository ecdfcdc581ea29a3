using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Incidents.Web.Tests;

/// <summary>Tokens of Microsoft Entra: whose, for what, by which key, and what happens while the tenant cannot be asked.</summary>
public class EntraTests
{
    const string Firing = """{"key":"k1","status":"firing","service":"checkout","summary":"Checkout fails","startsAt":"2026-03-02T09:55:00Z"}""";

    [Fact]
    public async Task A_token_of_either_version_is_taken_and_the_keys_are_fetched_once()
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(site.Time.GetUtcNow())));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(site.Time.GetUtcNow(), instead: Version1)));

        Assert.Equal(1, entra.Asked);
    }

    public static TheoryData<string, string?> Strange() => new()
    {
        { "aud", "api://another" },
        { "aud", null },
        { "iss", "https://login.microsoftonline.com/2c2c2c2c-0000-4000-8000-00000000000c/v2.0" },
        { "iss", "https://login.microsoftonline.com/common/v2.0" },
        { "iss", null },
        { "tid", "2c2c2c2c-0000-4000-8000-00000000000c" },
        { "tid", null },
        { "azp", "3d3d3d3d-0000-4000-8000-00000000000d" },
        { "azp", null },
        { "roles", "Another" },
        { "roles", null },
        { "exp", "-6" },
        { "exp", "no time" },
        { "exp", null },
        { "nbf", "6" },
    };

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task A_token_with_another_claim_is_refused_and_causes_no_request(string claim, string? value)
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);
        var now = site.Time.GetUtcNow();
        object? instead = claim is "exp" or "nbf" && int.TryParse(value, out var minutes) ? now.AddMinutes(minutes).ToUnixTimeSeconds() : claim == "roles" && value is not null ? new[] { value } : value;

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(now, instead: (claim, instead))));

        Assert.Equal(0, entra.Asked);
    }

    [Fact]
    public async Task Clocks_may_differ_by_five_minutes()
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);
        var now = site.Time.GetUtcNow();

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(now, instead: ("exp", now.AddMinutes(-4).ToUnixTimeSeconds()))));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(now, instead: ("nbf", now.AddMinutes(4).ToUnixTimeSeconds()))));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(now, instead: ("exp", 99_999_999_999L))));
    }

    [Fact]
    public async Task Only_a_signature_by_a_published_key_counts()
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);
        var now = site.Time.GetUtcNow();
        using var stranger = RSA.Create(2048);
        var good = entra.Token(now);
        var (head, claims, signature) = good.Split('.') is [var h, var c, var s] ? (h, c, s) : default;
        // Whoever takes the algorithm from the token takes the public key for a shared secret.
        var confused = new SigningCredentials(new SymmetricSecurityKey(entra.PublicKey("key-1")) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256);
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"key-1"}""");

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, good));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(now, signer: stranger)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(now, confused)));
        foreach (var algorithm in new[] { SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256 })
        {
            // By the right key, but in a way in which Entra does not sign.
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(now, entra.Signing("key-1", algorithm))));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(now, signing: null)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, $"{none}.{claims}."));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, $"{none}.{claims}.{signature}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, $"{head}.{Changed(claims)}.{signature}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, $"{head}.{claims}."));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, $"{head}.{claims}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("....")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("W10.W10.W10")]
    public async Task What_is_no_token_is_refused(string shown)
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, shown));
        Assert.Equal(0, entra.Asked);
    }

    [Fact]
    public async Task A_key_that_serves_another_issuer_does_not_serve_this_tenant()
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);
        entra.Publish("of-another", "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0");

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(site.Time.GetUtcNow(), "of-another")));
    }

    [Fact]
    public async Task A_key_that_is_new_is_fetched_and_one_that_was_withdrawn_is_not_taken_any_more()
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(site.Time.GetUtcNow())));
        var old = entra.Token(site.Time.GetUtcNow());
        entra.Publish("key-2");
        entra.Withdraw("key-1");
        site.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(site.Time.GetUtcNow(), "key-2")));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, old));

        Assert.Equal(2, entra.Asked);
    }

    [Fact]
    public async Task Keys_are_fetched_again_after_half_a_day_and_for_made_up_names_only_now_and_then()
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);
        using var stranger = RSA.Create(2048);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(site.Time.GetUtcNow(), $"made-up-{i}", stranger)));
        }

        Assert.Equal(1, entra.Asked);
        site.Time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, entra.Token(site.Time.GetUtcNow())));
        Assert.Equal(2, entra.Asked);
    }

    [Theory]
    [InlineData("/api/alerts/keyed")]
    [InlineData("/api/v2/alerts")]
    [InlineData("/api/heartbeats/watchdog")]
    public async Task While_the_tenant_cannot_be_asked_a_sender_is_told_to_try_again_and_never_refused(string address)
    {
        await using var entra = await EntraDouble.StartAsync();
        await using var site = await StartAsync(entra);
        entra.IsDown = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(site, entra.Token(site.Time.GetUtcNow()), address));
        entra.IsDown = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(site, entra.Token(site.Time.GetUtcNow()), address));
        site.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((int)await PostAsync(site, entra.Token(site.Time.GetUtcNow()), address) < 300);

        // A key that is known goes on being taken; one that is not may be new.
        entra.IsDown = true;
        site.Time.Advance(TimeSpan.FromHours(13));
        entra.Publish("key-2");
        Assert.True((int)await PostAsync(site, entra.Token(site.Time.GetUtcNow()), address) < 300);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(site, entra.Token(site.Time.GetUtcNow(), "key-2"), address));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, entra.Token(site.Time.GetUtcNow(), instead: ("aud", "another")), address));
    }

    static (string Claim, object? Value)[] Version1 => [("iss", $"https://sts.windows.net/{EntraDouble.Tenant}/"), ("aud", EntraDouble.Audience), ("azp", null), ("appid", EntraDouble.Monitor.ToString()), ("ver", "1.0")];

    static Task<Site> StartAsync(EntraDouble entra) => Site.StartAsync(proofs: [("keyed", entra.Auth), ("prom", entra.Auth), ("prom-here", new SourceAuth.Bearer("another")), ("watchdog", entra.Auth)]);

    static string Changed(string claims) => Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(claims).Replace("\"ver\":\"2.0\"", "\"ver\":\"2.1\"", StringComparison.Ordinal));

    // What asks to try again says when.
    static async Task<HttpStatusCode> PostAsync(Site site, string token, string address = "/api/alerts/keyed")
    {
        using var body = new StringContent(address == "/api/v2/alerts" ? "[]" : Firing, Encoding.UTF8, "application/json");
        using var answer = await site.SendAsync(HttpMethod.Post, address, null, body, ("Authorization", $"Bearer {token}"));
        Assert.Equal(answer.StatusCode == HttpStatusCode.ServiceUnavailable, answer.Headers.RetryAfter is not null);
        return answer.StatusCode;
    }
}
