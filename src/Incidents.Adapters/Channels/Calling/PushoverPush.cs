using System.Text.Json;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Calling;

/// <summary>A person's Pushover account.</summary>
/// <param name="Token">The application's token, 30 characters.</param>
/// <param name="User">The person's user key, 30 characters.</param>
public sealed record PushoverOptions(string Token, string User)
{
    /// <summary>Where messages are posted.</summary>
    public Uri Address { get; init; } = new("https://api.pushover.net/1/messages.json");

    /// <summary>Below which emergencies are cancelled by their tag; ends with a slash.</summary>
    public Uri CancelAddress { get; init; } = new("https://api.pushover.net/1/receipts/cancel_by_tag/");
}

/// <summary>Wakes a person through Pushover (pushover.net/api). An urgent push is an emergency there: it rings every minute until the person acknowledges it, for a quarter of an hour. Makes one attempt.</summary>
/// <param name="http">Must not follow redirects.</param>
/// <param name="options">The account.</param>
/// <param name="link">What a tap opens; null: nothing.</param>
/// <param name="time">For a Retry-After that names a date.</param>
public sealed class PushoverPush(HttpClient http, PushoverOptions options, Func<Delivery, PushPerson, string?> link, TimeProvider time) : IChannel
{
    // Limits of the API: title 250, message 1,024, url 512 characters; retry at least 30 s, expire at most 10,800 s.
    const int MaxTitle = 250;
    const int MaxMessage = 1_000;
    const int MaxLink = 512;
    const string Emergency = "2", Normal = "0", RetryEvery = "60", ExpireAfter = "900";

    /// <inheritdoc/>
    public string Name => "push";

    /// <inheritdoc/>
    /// <returns>Delivered with Pushover's receipt or request id; Deferred on 429 and when it cannot be reached; Unknown when the answer was lost; Refused on 4xx, such as an unknown user key.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PushPerson push)
            return new Attempt.Refused($"This channel pushes to people; it cannot carry {delivery.Effect.GetType().Name}.");

        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = new FormUrlEncodedContent(Fields(delivery.EffectId, push, link(delivery, push))) };
        var (answer, failure) = await WebAttempt.SendAsync(http, request, "Pushover", time, ct);
        if (answer is null)
            return failure!;

        return answer.Json() switch
        {
            { } json when answer.IsSuccess && json.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number && status.GetInt32() == 1 => new Attempt.Delivered(Text(json, "receipt") ?? Text(json, "request") ?? "accepted"),
            { } json when !answer.IsSuccess => new Attempt.Refused($"Pushover refused it ({answer.Status}): {Errors(json)}"),
            _ => new Attempt.Deferred($"Pushover answered {answer.Status} without saying that it took the push."),
        };
    }

    /// <inheritdoc/>
    /// <remarks>A push that comes twice wakes somebody twice; one that never comes wakes nobody.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It is not known whether the push left."));

    /// <summary>
    /// Stops an emergency from ringing (pushover.net/api/receipts, "Canceling emergency-priority retries"). By its tag and not by its receipt: the tag is known before the push is posted, so that one
    /// whose answer was lost can be stopped too.
    /// </summary>
    /// <returns>Delivered when none rings any more; else as <see cref="AttemptAsync"/>.</returns>
    public async Task<Attempt> EndAsync(OpenedCall call, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.CancelAddress, $"{TagOf(call.EffectId)}.json"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = options.Token }),
        };
        var (answer, failure) = await WebAttempt.SendAsync(http, request, "Pushover", time, ct);
        return failure ?? (answer!.IsSuccess ? new Attempt.Delivered("cancelled") : new Attempt.Refused($"Pushover refused it ({answer.Status})."));
    }

    // Letters and digits alone, whatever an incident's id holds.
    static string TagOf(string effectId) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(effectId)))[..24];

    Dictionary<string, string> Fields(string effectId, PushPerson push, string? open)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["token"] = options.Token,
            ["user"] = options.User,
            ["title"] = SafeText.Cut(SafeText.Line(push.Title), MaxTitle),
            ["message"] = SafeText.Cut(SafeText.Lines(push.Text) is { Length: > 0 } text ? text : push.Title, MaxMessage),
            ["priority"] = push.Urgent ? Emergency : Normal,
        };
        if (push.Urgent)
            (fields["retry"], fields["expire"], fields["tags"]) = (RetryEvery, ExpireAfter, TagOf(effectId));
        if (open is { Length: <= MaxLink })
            (fields["url"], fields["url_title"]) = (open, "Open");
        return fields;
    }

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static string Errors(JsonElement json) => json.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
        ? SafeText.Cut(SafeText.Line(string.Join("; ", errors.EnumerateArray().Select(e => e.ToString()))), 200)
        : "no reason given.";
}
