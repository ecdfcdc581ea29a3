using System.Net;
using System.Net.Http.Headers;
using Incidents.Adapters.Channels.Providers;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Web;

/// <summary>A webhook of the company's.</summary>
/// <param name="Endpoint">Its name and what it is told.</param>
/// <param name="Address">Where it is; its path may be a secret.</param>
/// <param name="Secrets">What it is signed with: one, or two while one is being replaced; whsec_ and base64.</param>
public sealed record WebhookPostOptions(WebhookEndpoint Endpoint, Uri Address, IReadOnlyList<string> Secrets);

/// <summary>Posts events to one endpoint (Standard Webhooks, version 1.0.0), behind its own gate. Makes one attempt.</summary>
/// <param name="http">Follows no redirects.</param>
/// <param name="options">The endpoint.</param>
/// <param name="gate">Its own: one receiver that fails says nothing about another.</param>
/// <param name="time">Signs the time; also for a Retry-After that names a date.</param>
public sealed class WebhookPost(HttpClient http, WebhookPostOptions options, ProviderGate gate, TimeProvider time) : IWebhookSender
{
    /// <summary>So much of an answer is read, which says nothing that matters.</summary>
    public const int MostBytes = 64 * 1024;

    static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <inheritdoc/>
    public WebhookEndpoint Endpoint => options.Endpoint;

    /// <inheritdoc/>
    public Task<Attempt> SendAsync(WebhookMessage message, CancellationToken ct) => gate.AttemptAsync(c => PostAsync(message, c), ct);

    // Whatever is no 2xx is tried again (so has the standard it), a redirect and a wrong address included: somebody will mend them. 410 ends it.
    async Task<Attempt> PostAsync(WebhookMessage message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.UserAgent.ParseAdd("IncidentFunctions-Webhooks/1.0");
        WebhookSignature.Sign(request, message.Id, time.GetUtcNow(), message.Body.Span, options.Secrets);
        try
        {
            // The status is all that counts: a body that never ends must not undo a success.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = (int)response.StatusCode;
            return response.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Attempt.Delivered($"Answered {status}."),
                HttpStatusCode.Gone => new Attempt.Refused("The receiver answered 410: it wants nothing any more."),
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new Attempt.Deferred($"Answered {status}. Redirects are not followed; write the address that it leads to."),
                _ => new Attempt.Deferred($"Answered {status}.", WebAttempt.RetryAfter(response, time)),
            };
        }
        catch (HttpRequestException exception) when (exception.InnerException is NotPublicException inside)
        {
            return new Attempt.Deferred(inside.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new Attempt.Deferred(exception is HttpRequestException { HttpRequestError: var error and not HttpRequestError.Unknown } ? $"It cannot be reached: {error}." : "The connection broke off.");
        }
    }
}
