using System.Globalization;
using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Chat;

/// <summary>A message of ours in Slack.</summary>
/// <param name="Ts">Slack's name for it.</param>
/// <param name="Effect">What it was sent for.</param>
/// <param name="First">The first words of the incident, which stay in its first message.</param>
sealed record SlackPost(string Ts, string Effect, string First);

/// <summary>Finds an incident's messages by the metadata that each carries, so that nothing has to be remembered elsewhere.</summary>
sealed class SlackThread(SlackApi slack, string conversation)
{
    /// <summary>The type of our metadata.</summary>
    public const string EventType = "incident_functions";

    const int MostPages = 20;

    /// <summary>Metadata of a message; metadata of more than a few thousand characters is not taken, so the first words are cut.</summary>
    public static object Metadata(string incident, string effect, string first) =>
        new { event_type = EventType, event_payload = new Dictionary<string, string>(StringComparer.Ordinal) { ["incident"] = incident, ["effect"] = effect, ["first"] = first } };

    /// <summary>The incident's first message; no message and no failure: there is none.</summary>
    public async Task<(SlackPost? Root, Attempt? Failure)> RootAsync(string incident, DateTimeOffset? since, CancellationToken ct)
    {
        var oldest = since is { } opened ? (opened - TimeSpan.FromMinutes(5)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : "0";
        var (posts, failure) = await PagesAsync("conversations.history", [new("oldest", oldest)], incident, ct);
        return (posts.MinBy(post => post.Ts, StringComparer.Ordinal), failure);
    }

    /// <summary>The message that was sent for an effect; no message and no failure: there is none.</summary>
    public async Task<(SlackPost? Post, Attempt? Failure)> ReplyAsync(string incident, string root, string effect, CancellationToken ct)
    {
        var (posts, failure) = await PagesAsync("conversations.replies", [new("ts", root)], incident, ct);
        return (posts.FirstOrDefault(post => post.Effect == effect), failure);
    }

    async Task<(List<SlackPost> Posts, Attempt? Failure)> PagesAsync(string method, IReadOnlyList<KeyValuePair<string, string>> arguments, string incident, CancellationToken ct)
    {
        var posts = new List<SlackPost>();
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            IEnumerable<KeyValuePair<string, string>> asked = [.. arguments, new("channel", conversation), new("include_all_metadata", "true"), new("limit", "200"), .. cursor.Length == 0 ? [] : (KeyValuePair<string, string>[])[new("cursor", cursor)]];
            var (answer, failure) = await slack.ReadAsync(method, asked, ct);
            if (failure is not null || answer is not { } json)
                return ([], failure);

            // The thread went with its first message.
            if (SlackApi.ErrorOf(json) is { } error)
                return error == "thread_not_found" ? ([], null) : ([], SlackApi.NotOk(error));

            posts.AddRange(json.TryGetProperty("messages", out var messages) ? messages.EnumerateArray().Select(message => Ours(message, incident)).OfType<SlackPost>() : []);
            cursor = json.TryGetProperty("response_metadata", out var more) && more.TryGetProperty("next_cursor", out var next) ? next.GetString() ?? "" : "";
            if (cursor.Length == 0)
                break;
        }

        return (posts, null);
    }

    static SlackPost? Ours(JsonElement message, string incident) =>
        message.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("event_type", out var type) && type.GetString() == EventType
        && metadata.TryGetProperty("event_payload", out var payload) && Text(payload, "incident") == incident && message.TryGetProperty("ts", out var ts)
            ? new SlackPost(ts.GetString() ?? "", Text(payload, "effect"), Text(payload, "first"))
            : null;

    static string Text(JsonElement payload, string name) => payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
