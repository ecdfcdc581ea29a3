using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Chat;

/// <summary>A Teams channel, by a workflow that is started by a web request.</summary>
/// <param name="Channel">The internal channel that stands for it; effects name it.</param>
/// <param name="Address">The workflow's address. Whoever knows it can post, so it is a secret.</param>
public sealed record TeamsOptions(string Channel, Uri Address);

/// <summary>
/// Posts to the company in Teams, as an Adaptive Card through a workflow ("When a Teams webhook request is received"). The workflow queues (202), and nobody can ask it what became of a card. Makes
/// one attempt.
/// </summary>
/// <param name="http">Must not follow redirects.</param>
/// <param name="options">The workflow.</param>
/// <param name="link">An incident's page in the console.</param>
/// <param name="time">For a Retry-After that names a date.</param>
public sealed class TeamsChat(HttpClient http, TeamsOptions options, Func<string, string> link, TimeProvider time) : IChannel
{
    // A message has at most 28 KB; a character at most 6 bytes as JSON writes it.
    const int MostText = 4_000;

    /// <inheritdoc/>
    public string Name => options.Channel;

    /// <inheritdoc/>
    /// <returns>Delivered when the workflow took the card; Deferred on 429 and while nobody answers; Unknown on 5xx and when the answer was lost; Refused when the workflow is gone or takes no card.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PostInternally post)
            return new Attempt.Refused($"This channel takes internal posts; it cannot carry {delivery.Effect.GetType().Name}.");

        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address) { Content = JsonContent.Create(Card(post.Text, link(delivery.IncidentId))) };
        var (answer, failure) = await WebAttempt.SendAsync(http, request, "Teams", time, ct);
        return failure ?? answer switch
        {
            { Status: 202 } => new Attempt.Delivered("The workflow took it (202)."),
            { IsSuccess: true } when SaysNo(answer) => new Attempt.Unknown("The workflow answered that it failed, so it is not known whether it was posted."),
            { IsSuccess: true } => new Attempt.Delivered($"The workflow took it ({answer.Status})."),
            { Status: 401 or 403 } => new Attempt.Deferred($"The workflow does not let us in ({answer.Status}). Its address was renewed: set the new one, and the post then goes out by itself."),
            _ => new Attempt.Refused($"The workflow refused it ({answer!.Status})."),
        };
    }

    /// <inheritdoc/>
    /// <remarks>Colleagues who read it twice are better than colleagues who never read it.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("Nobody can ask a workflow; it is posted again."));

    static bool SaysNo(WebAnswer answer) => answer.Json() is { } json && json.TryGetProperty("ok", out var ok) && ok.ValueKind == System.Text.Json.JsonValueKind.False;

    // A RichTextBlock shows its runs as they are; a TextBlock would read them as Markdown. A mention needs an entity of its own, which no text makes.
    static object Card(string text, string link)
    {
        var lines = SafeText.Cut(SafeText.Lines(text), MostText).Split('\n', 2);
        return new
        {
            type = "message",
            attachments = new[]
            {
                new
                {
                    contentType = "application/vnd.microsoft.card.adaptive",
                    content = new AdaptiveCard(
                        [Block(lines[0], bold: true), .. lines.Length == 1 || lines[1].Trim().Length == 0 ? [] : (object[])[Block(lines[1], bold: false)]],
                        [new { type = "Action.OpenUrl", title = "Open the incident", url = link }]),
                },
            },
        };
    }

    static object Block(string text, bool bold) => new { type = "RichTextBlock", inlines = new[] { new { type = "TextRun", text, weight = bold ? "Bolder" : "Default" } } };

    sealed record AdaptiveCard([property: JsonPropertyName("body")] object[] Body, [property: JsonPropertyName("actions")] object[] Actions)
    {
        [JsonPropertyName("$schema")]
        public string Schema => "http://adaptivecards.io/schemas/adaptive-card.json";

        [JsonPropertyName("type")]
        public string Type => "AdaptiveCard";

        [JsonPropertyName("version")]
        public string Version => "1.4";
    }
}
