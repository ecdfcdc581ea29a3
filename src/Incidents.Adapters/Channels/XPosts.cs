using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Incidents.Desk;
using RestSharp;
using RestSharp.Authenticators;
using RestSharp.Authenticators.OAuth;

namespace Incidents.Adapters.Channels;

/// <summary>An account on X, by the four keys of its app (OAuth 1.0a user context).</summary>
/// <param name="Channel">The public channel that stands for it.</param>
/// <param name="ConsumerKey">The app's API key.</param>
/// <param name="ConsumerSecret">The app's API key secret.</param>
/// <param name="AccessToken">The account's access token.</param>
/// <param name="AccessTokenSecret">The account's access token secret.</param>
public sealed record XOptions(string Channel, string ConsumerKey, string ConsumerSecret, string AccessToken, string AccessTokenSecret)
{
    /// <summary>X's API, version 2; ends with a slash.</summary>
    public Uri Address { get; init; } = new("https://api.x.com/2/");

    /// <summary>How long one attempt may take. Default 20 seconds; 100 milliseconds to 30 seconds.</summary>
    [System.ComponentModel.DataAnnotations.Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Timeout { get; init; } = XAnswer.Limit;
}

/// <summary>Posts approved texts on X (docs.x.com, "Create Post"): the first of an incident by itself, the others as answers to it. Makes one attempt.</summary>
public sealed class XPosts : IChannel, IDisposable
{
    readonly XOptions options;
    readonly Func<string, string?> page;
    readonly TimeProvider time;
    readonly RestClient x;
    readonly XTimeline timeline;

    /// <summary>Opens the account.</summary>
    /// <param name="options">The account.</param>
    /// <param name="page">An incident's public page, which every post ends with; null: none.</param>
    /// <param name="time">For a rate limit that names its end.</param>
    public XPosts(XOptions options, Func<string, string?> page, TimeProvider time)
    {
        (this.options, this.page, this.time) = (options, page, time);
        x = new RestClient(new RestClientOptions(options.Address)
        {
            Authenticator = OAuth1Authenticator.ForAccessToken(options.ConsumerKey, options.ConsumerSecret, options.AccessToken, options.AccessTokenSecret, OAuthSignatureMethod.HmacSha1),
            Timeout = options.Timeout,
            // A redirect would carry the signature elsewhere.
            FollowRedirects = false,
        });
        timeline = new XTimeline(options);
    }

    /// <inheritdoc/>
    public string Name => options.Channel;

    /// <inheritdoc/>
    /// <returns>
    /// Delivered with the post's id, also when X had the very same text already and shows it; Deferred when X is busy or unreachable; Refused when X does not take the text, or not
    /// from this account.
    /// </returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PostPublicly post)
            return new Attempt.Refused($"This channel takes public posts; it cannot carry {delivery.Effect.GetType().Name}.");

        var text = XText.Of(post, page(delivery.IncidentId));
        var answer = await x.ExecuteAsync(new RestRequest("tweets", Method.Post).AddJsonBody(new Post(text, XText.AnswersTo(delivery, Name) is { } first ? new Reply(first) : null)), ct);
        if (answer.StatusCode == default)
        {
            ct.ThrowIfCancellationRequested();
            return answer.ResponseStatus == ResponseStatus.TimedOut ? XAnswer.Late() : XAnswer.Unreachable(answer.ErrorException?.Message ?? answer.ResponseStatus.ToString());
        }

        var body = answer.Content ?? "";
        var became = (int)answer.StatusCode is >= 200 and < 300 ? XAnswer.Taken(Text(body, "data", "id")) : XAnswer.NotTaken(answer.StatusCode, Text(body, "detail") ?? body, Wait(answer));
        return ReferenceEquals(became, XAnswer.Had) ? await timeline.AdoptAsync(text, ct) : became;
    }

    /// <inheritdoc/>
    /// <remarks>Repeating is harmless: X refuses the same text a second time, which then counts as delivered.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult(XAnswer.Again());

    /// <inheritdoc/>
    public void Dispose()
    {
        x.Dispose();
        timeline.Dispose();
    }

    // X names the end of its limit; what stands in front of it says Retry-After.
    TimeSpan? Wait(RestResponse answer) =>
        long.TryParse(answer.GetHeaderValue("x-rate-limit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset) && XAnswer.Wait(reset, time.GetUtcNow()) is { } wait ? wait
        : !RetryConditionHeaderValue.TryParse(answer.GetHeaderValue("Retry-After"), out var after) ? null
        : after.Delta ?? (after.Date > time.GetUtcNow() ? after.Date - time.GetUtcNow() : null);

    // Null when the body is something else than JSON, or has no such text.
    static string? Text(string body, params ReadOnlySpan<string> path)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var at = document.RootElement;
            foreach (var name in path)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    return null;
            }

            return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    sealed record Post([property: JsonPropertyName("text")] string Text, [property: JsonPropertyName("reply"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Reply? Reply);

    sealed record Reply([property: JsonPropertyName("in_reply_to_tweet_id")] string To);
}
