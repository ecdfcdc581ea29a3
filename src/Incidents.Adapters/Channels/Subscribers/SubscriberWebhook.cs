using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;
using Incidents.Desk.Subscribers;

namespace Incidents.Adapters.Channels.Subscribers;

/// <summary>Posts a document to an endpoint that a stranger subscribed, signed by Standard Webhooks. Makes one attempt.</summary>
/// <param name="http">From <see cref="PublicOnly"/>.</param>
/// <param name="time">Signs the time; also for a Retry-After that names a date.</param>
public sealed class SubscriberWebhook(HttpClient http, TimeProvider time)
{
    // As long as Statuspage waits would hold up the others for too long; standardwebhooks.com asks for 15 to 30 seconds.
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    const int MostRead = 64 * 1024;

    /// <summary>Posts it.</summary>
    /// <param name="address">The endpoint.</param>
    /// <param name="id">The same for every attempt; receivers know a repetition by it.</param>
    /// <param name="body">JSON.</param>
    /// <param name="secret">Signs it.</param>
    /// <param name="challenge">What the endpoint is to send back; null when nothing is asked.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <returns>
    /// Delivered on 2xx (<see cref="ISubscriberPost.Echoed"/> when the challenge came back); Refused of the address on 410, Refused when it leads into the house; Deferred on anything else:
    /// redirects are not followed.
    /// </returns>
    public async Task<Attempt> PostAsync(Uri address, string id, byte[] body, string secret, string? challenge, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("IncidentFunctions", "1"));
        WebhookSignature.Sign(request, $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16))}", time.GetUtcNow(), body, secret);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            return status switch
            {
                >= 200 and < 300 => new Attempt.Delivered(challenge is not null && await HoldsAsync(response, challenge, limit.Token) ? ISubscriberPost.Echoed : $"{status}"),
                410 => new Attempt.Refused("The endpoint answered 410: it is gone.") { OfAddress = true },
                _ => new Attempt.Deferred($"The endpoint answered {status}.", response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - time.GetUtcNow()) : null),
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Attempt.Deferred($"The endpoint did not answer within {Words.Duration(Limit)}.");
        }
        catch (HttpRequestException exception) when (exception.InnerException is NotPublicException)
        {
            return new Attempt.Refused("The address is not on the public Internet.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new Attempt.Deferred($"The endpoint cannot be reached, or broke off: {exception.GetType().Name}.");
        }
    }

    // A stranger's answer may be endless.
    static async Task<bool> HoldsAsync(HttpResponseMessage response, string challenge, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[MostRead];
        var filled = await stream.ReadAtLeastAsync(buffer, MostRead, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, filled).Contains(challenge, StringComparison.Ordinal);
    }
}
