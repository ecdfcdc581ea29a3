using System.Text;
using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Web;

/// <summary>What came back.</summary>
/// <param name="Status">200 to 299, or 400 to 499 without 408 and 429.</param>
/// <param name="Body">As text.</param>
sealed record WebAnswer(int Status, string Body)
{
    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as a JSON object; null when it is none.</summary>
    public JsonElement? Json()
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(Body);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An answer, or why there is none.</summary>
readonly record struct WebOutcome(WebAnswer? Answer, Attempt? Failure);

/// <summary>One request to a provider over HTTP, and what its failures mean. It has no time-out of its own: the provider's gate has one.</summary>
static class WebAttempt
{
    /// <summary>Sends it.</summary>
    /// <param name="http">Follows no redirects.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="who">The provider, as a sentence begins with it.</param>
    /// <param name="time">For a Retry-After that names a date.</param>
    /// <param name="ct">The gate's.</param>
    /// <returns>
    /// The answer to 2xx and to a 4xx that is the provider's word. Else the failure: Deferred when the request was surely not taken (no connection, 408, 429, a redirect, a page of
    /// something in front), Unknown when it may have been (5xx, a connection that broke after it stood).
    /// </returns>
    public static async Task<WebOutcome> SendAsync(HttpClient http, HttpRequestMessage request, string who, TimeProvider time, CancellationToken ct)
    {
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            var status = (int)response.StatusCode;
            return status switch
            {
                408 or 429 => Failed(new Attempt.Deferred($"{who} answered {status}.", RetryAfter(response, time))),
                >= 500 => Failed(new Attempt.Unknown($"{who} answered {status}.", RetryAfter(response, time))),
                < 200 or (>= 300 and < 400) => Failed(new Attempt.Deferred($"Something in front of {who} answered {status}.")),
                _ when response.Content.Headers.ContentType?.MediaType is "text/html" => Failed(new Attempt.Deferred($"Something in front of {who} answered {status} with a page.")),
                _ => new WebOutcome(new WebAnswer(status, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(ct))), null),
            };
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return Failed(new Attempt.Deferred($"{who} cannot be reached: {exception.HttpRequestError}."));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Failed(new Attempt.Unknown($"The connection to {who} broke off, so it is not known whether it was taken."));
        }
    }

    static WebOutcome Failed(Attempt attempt) => new(null, attempt);

    /// <summary>How long the provider asks to wait; null when it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
