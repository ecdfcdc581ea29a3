using System.Net.Http.Json;
using System.Text.Json;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Calling;

/// <summary>An integration of PagerDuty's Events API, version 2, whose service calls the person.</summary>
/// <param name="RoutingKey">The integration key, 32 characters.</param>
public sealed record PagerDutyOptions(string RoutingKey)
{
    /// <summary>Where events are posted.</summary>
    public Uri Address { get; init; } = new("https://events.pagerduty.com/v2/enqueue");
}

/// <summary>
/// Wakes a person through PagerDuty. The incident is the key of its alert there, so that a repetition joins the alert instead of raising another. Makes one attempt.
/// </summary>
/// <param name="http">Must not follow redirects.</param>
/// <param name="options">The integration.</param>
/// <param name="link">What the person should open; null: nothing.</param>
/// <param name="time">For a Retry-After that names a date.</param>
public sealed class PagerDutyPush(HttpClient http, PagerDutyOptions options, Func<Delivery, PushPerson, string?> link, TimeProvider time) : IChannel
{
    const int MaxSummary = 1_024;

    /// <inheritdoc/>
    public string Name => "push";

    /// <inheritdoc/>
    /// <returns>Delivered on 202; Deferred on 429 and when it cannot be reached; Unknown on 5xx and when the answer was lost; Refused on 4xx, such as an unknown key.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PushPerson push)
            return new Attempt.Refused($"This channel pushes to people; it cannot carry {delivery.Effect.GetType().Name}.");

        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = JsonContent.Create(Event(delivery, push)) };
        var (answer, failure) = await WebAttempt.SendAsync(http, request, "PagerDuty", time, ct);
        if (answer is null)
            return failure!;

        var said = answer.Json() is { } json && json.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String ? status.GetString() : null;
        return answer.IsSuccess && said == "success" ? new Attempt.Delivered(KeyOf(delivery.IncidentId))
            : answer.IsSuccess ? new Attempt.Deferred($"PagerDuty answered {answer.Status} without saying that it took the event.")
            : new Attempt.Refused($"PagerDuty refused it ({answer.Status}{(said is null ? "" : $", {SafeText.Cut(SafeText.Line(said), 60)}")}).");
    }

    /// <inheritdoc/>
    /// <remarks>A repetition joins the alert that is there.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It is sent again under the same key."));

    /// <summary>Resolves the incident's alert, so that nobody is called about it any more. One that is not open stays as it is.</summary>
    /// <returns>Delivered on 202; else as <see cref="AttemptAsync"/>.</returns>
    public async Task<Attempt> EndAsync(OpenedCall call, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = JsonContent.Create(new { routing_key = options.RoutingKey, event_action = "resolve", dedup_key = KeyOf(call.Incident) }) };
        var (answer, failure) = await WebAttempt.SendAsync(http, request, "PagerDuty", time, ct);
        return failure ?? (answer!.IsSuccess ? new Attempt.Delivered(KeyOf(call.Incident)) : new Attempt.Refused($"PagerDuty refused it ({answer.Status})."));
    }

    static string KeyOf(string incident) => $"incident-{incident}";

    object Event(Delivery delivery, PushPerson push) => new
    {
        routing_key = options.RoutingKey,
        event_action = "trigger",
        dedup_key = KeyOf(delivery.IncidentId),
        payload = new { summary = SafeText.Cut(SafeText.Line($"{push.Title}: {push.Text}"), MaxSummary), source = "incident-functions", severity = push.Urgent ? "critical" : "info" },
        links = link(delivery, push) is { } open ? (object[])[new { href = open, text = "Open" }] : [],
    };
}
