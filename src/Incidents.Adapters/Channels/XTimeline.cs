using System.Net;
using System.Text.Json;
using Incidents.Desk;
using RestSharp;
using RestSharp.Authenticators;
using RestSharp.Authenticators.OAuth;

namespace Incidents.Adapters.Channels;

/// <summary>Finds a post of the account's own that X has already, so that later ones can answer it (docs.x.com, "Get my User" and "Get Posts": 75 and 900 in 15 minutes).</summary>
/// <param name="options">The account.</param>
public sealed class XTimeline(XOptions options) : IDisposable
{
    // A text counts as a duplicate for hours; an account posts no more than this meanwhile.
    const int Looked = 100;

    readonly RestClient x = new(new RestClientOptions(options.Address)
    {
        Authenticator = OAuth1Authenticator.ForAccessToken(options.ConsumerKey, options.ConsumerSecret, options.AccessToken, options.AccessTokenSecret, OAuthSignatureMethod.HmacSha1),
        Timeout = options.Timeout,
        FollowRedirects = false,
    });

    /// <summary>What a text came to that X refuses as a duplicate.</summary>
    /// <returns>Delivered: with the post's id where it is found, with a word otherwise. Not to know which post it is must not hold up what follows.</returns>
    public async Task<Attempt> AdoptAsync(string text, CancellationToken ct)
    {
        if (await JsonAsync(new RestRequest("users/me"), ct) is not { } me || Text(me, "data", "id") is not { } account
            || await JsonAsync(new RestRequest($"users/{Uri.EscapeDataString(account)}/tweets").AddQueryParameter("max_results", Looked).AddQueryParameter("tweet.fields", "entities"), ct) is not { } page
            || !page.TryGetProperty("data", out var posts) || posts.ValueKind != JsonValueKind.Array)
        {
            return XAnswer.Had;
        }

        var found = posts.EnumerateArray().FirstOrDefault(post => Written(post) == text.Trim());
        return found.ValueKind == JsonValueKind.Object && Text(found, "id") is { } id ? new Attempt.Delivered(id) : XAnswer.Had;
    }

    /// <inheritdoc/>
    public void Dispose() => x.Dispose();

    // X shows addresses by its own short ones and <, > and & as HTML has them.
    static string? Written(JsonElement post)
    {
        var text = Text(post, "text");
        if (text is not null && post.TryGetProperty("entities", out var entities) && entities.TryGetProperty("urls", out var urls) && urls.ValueKind == JsonValueKind.Array)
        {
            foreach (var url in urls.EnumerateArray())
            {
                if (Text(url, "url") is { } shortened && Text(url, "expanded_url") is { } whole)
                    text = text.Replace(shortened, whole, StringComparison.Ordinal);
            }
        }

        return WebUtility.HtmlDecode(text)?.Trim();
    }

    async Task<JsonElement?> JsonAsync(RestRequest request, CancellationToken ct)
    {
        var answer = await x.ExecuteAsync(request, ct);
        ct.ThrowIfCancellationRequested();
        try
        {
            return (int)answer.StatusCode is >= 200 and < 300 ? JsonSerializer.Deserialize<JsonElement>(answer.Content ?? "") is { ValueKind: JsonValueKind.Object } json ? json : null : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonElement at, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                return null;
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }
}
