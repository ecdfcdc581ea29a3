using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Incidents.Adapters.Tests.Channels.X;

/// <summary>Speaks X's wire format for creating a post on a free port: checks the OAuth 1.0a signature, takes a text once, and misbehaves when told to.</summary>
sealed class XServer : IAsyncDisposable
{
    public const string ConsumerKey = "consumer-key", ConsumerSecret = "consumer/secret+1", AccessToken = "1-access", AccessTokenSecret = "access=secret&1";

    readonly WebApplication app;

    XServer(WebApplication app) => this.app = app;

    /// <summary>The texts that it took, in order.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>How it answers; null: as X does when all is well.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public Uri Address => new($"{app.Urls.Single()}/2/");

    public static async Task<XServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var server = new XServer(built);
        built.MapPost("/2/tweets", server.PostAsync);
        await built.StartAsync();
        return server;
    }

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task PostAsync(HttpContext context)
    {
        if (Answer is { } answer)
        {
            await answer(context);
            return;
        }

        var text = (await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body)).GetProperty("text").GetString()!;
        if (!Signed(context.Request))
        {
            await ProblemAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");
        }
        else if (Taken.Contains(text))
        {
            await ProblemAsync(context, StatusCodes.Status403Forbidden, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
        }
        else
        {
            Taken.Add(text);
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsJsonAsync(new { data = new { id = $"{1_000 + Taken.Count}", text, edit_history_tweet_ids = new[] { $"{1_000 + Taken.Count}" } } });
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
