using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Incidents.Adapters.Tests.Channels.X;

/// <summary>Speaks X's wire format for creating a post on a free port: checks the OAuth 1.0a signature, takes a text once, and misbehaves when told to.</summary>
sealed class XServer : ProviderFake
{
    public const string ConsumerKey = "consumer-key", ConsumerSecret = "consumer/secret+1", AccessToken = "1-access", AccessTokenSecret = "access=secret&1";

    /// <summary>The texts that it took, in order.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>What each of them answers.</summary>
    public List<string?> AnswersTo { get; } = [];

    public override int Taken => Texts.Count;

    public Uri Address => new(Root, "/2/");

    public static async Task<XServer> StartedAsync()
    {
        var server = new XServer();
        await server.StartAsync();
        return server;
    }

    protected override void Map(WebApplication app) => app.MapPost("/2/tweets", PostAsync);

    async Task PostAsync(HttpContext context)
    {
        var post = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        var text = post.GetProperty("text").GetString()!;
        if (!Signed(context.Request))
        {
            await ProblemAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");
        }
        else if (Texts.Contains(text))
        {
            await ProblemAsync(context, StatusCodes.Status403Forbidden, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
        }
        else
        {
            Texts.Add(text);
            AnswersTo.Add(post.TryGetProperty("reply", out var reply) ? reply.GetProperty("in_reply_to_tweet_id").GetString() : null);
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsJsonAsync(new { data = new { id = $"{1_000 + Texts.Count}", text, edit_history_tweet_ids = new[] { $"{1_000 + Texts.Count}" } } });
        }
    }

    /// <summary>Answers with X's problem details.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { detail, type = "about:blank", title, status });
    }

    // RFC 5849, section 3.4; a JSON body is not part of what is signed.
    static bool Signed(HttpRequest request)
    {
        const string Scheme = "OAuth ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal))
            return false;

        var given = header[Scheme.Length..].Split(',').Select(pair => pair.Trim().Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Trim('"')), StringComparer.Ordinal);
        var parameters = string.Join('&', given.Where(pair => pair.Key.StartsWith("oauth_", StringComparison.Ordinal) && pair.Key != "oauth_signature")
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var signed = $"POST&{Uri.EscapeDataString($"{request.Scheme}://{request.Host}{request.Path}")}&{Uri.EscapeDataString(parameters)}";
        var key = $"{Uri.EscapeDataString(ConsumerSecret)}&{Uri.EscapeDataString(AccessTokenSecret)}";
#pragma warning disable CA5350 // X signs with HMAC-SHA1.
        var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(signed)));
#pragma warning restore CA5350
        return given["oauth_consumer_key"] == ConsumerKey && given["oauth_token"] == AccessToken && given["oauth_signature"] == expected;
    }
}
