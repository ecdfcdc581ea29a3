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

    /// <summary>True when the account's posts cannot be read.</summary>
    public bool HidesPosts { get; set; }

    protected override void Map(WebApplication app)
    {
        app.MapPost("/2/tweets", PostAsync);
        app.MapGet("/2/users/me", context => SignedAsync(context, new { data = new { id = "77", name = "Contoso", username = "contoso" } }));
        app.MapGet("/2/users/77/tweets", context => HidesPosts ? ProblemAsync(context, 403, "Forbidden", "Your app is not allowed to read.") : SignedAsync(context, new { data = Texts.Select(Shown), meta = new { result_count = Texts.Count } }));
    }

    // As X shows a post: addresses by its own short ones, and three characters as HTML has them.
    static object Shown(string text, int n)
    {
        var addresses = System.Text.RegularExpressions.Regex.Matches(text, @"https?://\S+").Select((m, k) => new { url = $"https://t.co/a{n}b{k}", expanded_url = m.Value }).ToList();
        var shown = addresses.Aggregate(text, (t, a) => t.Replace(a.expanded_url, a.url, StringComparison.Ordinal)).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return new { id = $"{1_001 + n}", text = shown, entities = new { urls = addresses } };
    }

    static Task SignedAsync(HttpContext context, object answer) => Signed(context.Request) ? context.Response.WriteAsJsonAsync(answer) : ProblemAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");

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
        var parameters = string.Join('&', given.Where(pair => pair.Key.StartsWith("oauth_", StringComparison.Ordinal) && pair.Key != "oauth_signature").Concat(request.Query.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString())))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var signed = $"{request.Method}&{Uri.EscapeDataString($"{request.Scheme}://{request.Host}{request.Path}")}&{Uri.EscapeDataString(parameters)}";
        var key = $"{Uri.EscapeDataString(ConsumerSecret)}&{Uri.EscapeDataString(AccessTokenSecret)}";
#pragma warning disable CA5350 // X signs with HMAC-SHA1.
        var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(signed)));
#pragma warning restore CA5350
        return given["oauth_consumer_key"] == ConsumerKey && given["oauth_token"] == AccessToken && given["oauth_signature"] == expected;
    }
}
