using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Web.Tests;

/// <summary>While a sender's secret is being replaced, the new one and the former one are both good, whatever the proof is.</summary>
public class RotationTests
{
    const string Firing = """{"key":"k1","status":"firing","service":"checkout","summary":"Checkout fails","startsAt":"2026-03-02T09:55:00Z"}""";
    const string Enqueued = """{"routing_key":"SECRET","event_action":"trigger","payload":{"summary":"Disk full","source":"db-7","severity":"critical"}}""";

    static readonly (string Source, SourceAuth Auth)[] Rotating =
    [
        ("keyed", new SourceAuth.Bearer("new", Hash("former"))),
        ("basic", new SourceAuth.Basic("alertmanager", Hash("new"), "former")),
        ("key", new SourceAuth.Key("new", "former")),
        ("pager", new SourceAuth.Key(Hash("new"), Hash("former"))),
        ("pathed", new SourceAuth.PathKey("new", "former")),
        ("signed", new SourceAuth.BodyHmac("Sentry-Hook-Signature", "new"u8.ToArray(), "former"u8.ToArray())),
        ("hook", new SourceAuth.StandardWebhooks("new"u8.ToArray(), "former"u8.ToArray())),
        ("prom", new SourceAuth.Bearer("new", "former")),
    ];

    public static TheoryData<string, string, bool> Shown() =>
        [.. from source in Rotating from secret in new[] { ("new", true), ("former", true), ("older", false), ("", false) } select (source.Source, secret.Item1, secret.Item2)];

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Both_secrets_open_a_source_and_no_third_does(string source, string secret, bool opens)
    {
        await using var site = await Site.StartAsync(proofs: [.. Rotating, ("prom-here", new SourceAuth.Bearer("that of a neighbour"))]);

        using var answer = await SendAsync(site, source, secret);

        Assert.Equal(opens, answer.IsSuccessStatusCode);
        Assert.True(opens || answer.StatusCode is HttpStatusCode.Unauthorized || source == "pager");
    }

    static Task<HttpResponseMessage> SendAsync(Site site, string source, string secret)
    {
        var seconds = site.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (string, string)[] headers = source switch
        {
            "keyed" or "prom" => [("Authorization", $"Bearer {secret}")],
            "basic" => [("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"alertmanager:{secret}"))}")],
            "key" => [("X-Api-Key", secret)],
            "signed" => [("Sentry-Hook-Signature", Convert.ToHexStringLower(Mac(secret, Firing)))],
            "hook" => [("webhook-id", "m1"), ("webhook-timestamp", seconds), ("webhook-signature", $"v1,{Convert.ToBase64String(Mac(secret, $"m1.{seconds}.{Firing}"))}")],
            _ => [],
        };
        var path = source switch { "pager" => "/v2/enqueue", "prom" => "/api/v2/alerts", "pathed" => $"/api/alerts/pathed/{secret}", _ => $"/api/alerts/{source}" };
        return site.SendAsync(HttpMethod.Post, path, null, Site.Json(source switch { "pager" => Enqueued.Replace("SECRET", secret, StringComparison.Ordinal), "prom" => "[]", _ => Firing }), headers);
    }

    static byte[] Mac(string secret, string content) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(content));

    static string Hash(string secret) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}";
}
