using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>An ntfy server.</summary>
/// <param name="Address">Its base address, such as <c>https://ntfy.sh</c>.</param>
/// <param name="Token">An access token; null: none is sent.</param>
public sealed record NtfyOptions(Uri Address, string? Token = null)
{
    /// <summary>How long one attempt may take. Default 20 seconds; 1 second to 30 seconds.</summary>
    [System.ComponentModel.DataAnnotations.Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Timeout { get; init; } = Providers.ProviderTable.Ntfy.Timeout;
}

/// <summary>Wakes people through an ntfy server (docs.ntfy.sh/publish, "publish as JSON").</summary>
/// <param name="http">Should not follow redirects: they would carry the token elsewhere.</param>
/// <param name="options">The server.</param>
/// <param name="topic">A person's topic; null when the person has none.</param>
/// <param name="link">What a tap on the push opens; null: nothing.</param>
/// <param name="time">For a Retry-After that names a date.</param>
public sealed class NtfyPush(HttpClient http, NtfyOptions options, Func<string, string?> topic, Func<Delivery, PushPerson, string?> link, TimeProvider time) : IChannel
{
    // Longer messages (4,096 bytes) arrive as an attached file, which nobody opens at night; a character has at most 4 bytes.
    const int MaxMessage = 1_000;
    const int MaxTitle = 200;
    const int Urgent = 5;
    const int Default = 3;

    /// <inheritdoc/>
    public string Name => "push";

    /// <inheritdoc/>
    /// <returns>
    /// Delivered with ntfy's message id; Deferred on 408, 429 (with its Retry-After) and 5xx, and when the server cannot be reached or does not answer in time;
    /// Refused on any other answer, and when the person has no topic.
    /// </returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PushPerson push)
            return new Attempt.Refused($"This channel pushes to people; it cannot carry {delivery.Effect.GetType().Name}.");
        if (topic(push.Person) is not { } to)
            return new Attempt.Refused($"{push.Person} has no push topic.");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.Address)
            {
                Content = JsonContent.Create(new Message(to, SafeText.Cut(SafeText.Line(push.Title), MaxTitle), SafeText.Cut(SafeText.Lines(push.Text), MaxMessage), push.Urgent ? Urgent : Default, link(delivery, push))),
            };
            request.Headers.Authorization = options.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
            using var response = await http.SendAsync(request, limit.Token);
            return (int)response.StatusCode switch
            {
                >= 200 and < 300 when response.Content.Headers.ContentType?.MediaType is "text/html" => new Attempt.Deferred("Something in front of the push server answered with a page."),
                >= 200 and < 300 => await ReadAsync(response, limit.Token),
                408 or 429 or >= 500 => new Attempt.Deferred($"The push server answered {(int)response.StatusCode}.", RetryAfter(response)),
                var status => new Attempt.Refused($"The push server answered {status}."),
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Attempt.Deferred($"The push server did not answer within {Words.Duration(options.Timeout)}.");
        }
        catch (HttpRequestException exception)
        {
            return new Attempt.Deferred($"The push server cannot be reached: {exception.HttpRequestError}.");
        }
    }

    /// <inheritdoc/>
    /// <remarks>A push that comes twice wakes somebody twice; one that never comes wakes nobody.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It is not known whether the push left."));

    TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    // ntfy gives each push an id. An answer without one is not ntfy's; pushing again wakes somebody twice, which is better than never.
    static async Task<Attempt> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
            if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
                return new Attempt.Delivered(id.GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException or InvalidOperationException)
        {
            // Said below.
        }

        return new Attempt.Deferred("The push server answered without the push's id.");
    }

    sealed record Message(
        [property: JsonPropertyName("topic")] string Topic,
        [property: JsonPropertyName("title")] string Title,
        [property: JsonPropertyName("message")] string Text,
        [property: JsonPropertyName("priority")] int Priority,
        [property: JsonPropertyName("click"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Click);
}
