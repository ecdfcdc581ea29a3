using System.Net.Http.Headers;
using System.Text.Json;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Calling;

/// <summary>A webhook that wakes a person, such as a telephone gateway of the company's own.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Secret">Signs what is posted: whsec_ and base64.</param>
public sealed record WebhookPushOptions(Uri Address, string Secret);

/// <summary>Wakes a person by a signed webhook (Standard Webhooks); its id is the same for every attempt, so that the receiver can tell a repetition. Makes one attempt.</summary>
/// <param name="http">Must not follow redirects.</param>
/// <param name="options">The webhook.</param>
/// <param name="link">What the person should open; null: nothing.</param>
/// <param name="time">Signs the time; also for a Retry-After that names a date.</param>
public sealed class WebhookPush(HttpClient http, WebhookPushOptions options, Func<Delivery, PushPerson, string?> link, TimeProvider time) : IChannel
{
    static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <inheritdoc/>
    public string Name => "push";

    /// <inheritdoc/>
    /// <returns>Delivered on 2xx; Deferred on 408, 429 and when it cannot be reached; Unknown on 5xx and when the answer was lost; Refused on any other answer, such as 410.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PushPerson push)
            return new Attempt.Refused($"This channel pushes to people; it cannot carry {delivery.Effect.GetType().Name}.");

        var now = time.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "person.called",
            timestamp = now,
            data = new { incident = delivery.IncidentId, person = push.Person, title = SafeText.Line(push.Title), text = SafeText.Lines(push.Text), urgent = push.Urgent, link = link(delivery, push) },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        WebhookSignature.Sign(request, delivery.EffectId, now, body, options.Secret);
        var (answer, failure) = await WebAttempt.SendAsync(http, request, "The webhook", time, ct);
        return failure ?? (answer!.IsSuccess ? new Attempt.Delivered($"The webhook took it ({answer.Status}).") : new Attempt.Refused($"The webhook refused it ({answer.Status})."));
    }

    /// <inheritdoc/>
    /// <remarks>The receiver knows a repetition by its id.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It is posted again under the same id."));
}
