using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Chat;

/// <summary>A conversation in Slack, by the bot of an app of the company's own.</summary>
/// <param name="Channel">The internal channel that stands for it; effects name it.</param>
/// <param name="Conversation">The conversation's id, such as <c>C0123ABCD</c>. The bot must be a member.</param>
/// <param name="Token">The bot's token (xoxb-), with the scopes chat:write and channels:history (groups:history for a private channel).</param>
public sealed record SlackOptions(string Channel, string Conversation, string Token)
{
    /// <summary>The Web API; ends with a slash.</summary>
    public Uri Address { get; init; } = new("https://slack.com/api/");
}

/// <summary>Calls of Slack's Web API (docs.slack.dev). A 200 with <c>ok: false</c> is a failure.</summary>
sealed class SlackApi(HttpClient http, SlackOptions options, TimeProvider time)
{
    const string Who = "Slack";

    // Somebody can mend these while the desk tries again.
    static readonly HashSet<string> Mendable = new(StringComparer.Ordinal)
    {
        "not_authed", "invalid_auth", "account_inactive", "token_expired", "token_revoked", "missing_scope", "not_in_channel", "channel_not_found", "is_archived", "restricted_action",
        "no_permission", "access_denied", "ekm_access_denied", "org_login_required", "team_access_not_granted",
    };

    static readonly HashSet<string> Passing = new(StringComparer.Ordinal) { "ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited" };

    static readonly HashSet<string> Unclear = new(StringComparer.Ordinal) { "internal_error", "fatal_error", "service_unavailable", "request_timeout" };

    /// <summary>Writes: the arguments as JSON.</summary>
    public Task<(JsonElement? Answer, Attempt? Failure)> WriteAsync(string method, object arguments, CancellationToken ct) =>
        CallAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, method)) { Content = JsonContent.Create(arguments) }, ct);

    /// <summary>Reads: the arguments as a query.</summary>
    public Task<(JsonElement? Answer, Attempt? Failure)> ReadAsync(string method, IEnumerable<KeyValuePair<string, string>> arguments, CancellationToken ct) =>
        CallAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, $"{method}?{string.Join('&', arguments.Select(a => $"{a.Key}={Uri.EscapeDataString(a.Value)}"))}")), ct);

    /// <summary>The error of an answer that is not ok; null when it is.</summary>
    public static string? ErrorOf(JsonElement answer) => answer.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True ? null
        : answer.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String ? error.GetString()! : "no reason given";

    /// <summary>What an error means for a message.</summary>
    public static Attempt NotOk(string error) => error switch
    {
        _ when Mendable.Contains(error) => new Attempt.Deferred($"Slack does not let this app do it ({error}). Give it the token, scopes and membership that docs/configuration.md names; the post then goes out by itself."),
        _ when Passing.Contains(error) => new Attempt.Deferred($"Slack takes no more now ({error})."),
        _ when Unclear.Contains(error) => new Attempt.Unknown($"Slack failed ({error}), so it is not known whether it was posted."),
        _ => new Attempt.Refused($"Slack refused it ({SafeText.Cut(SafeText.Line(error), 80)})."),
    };

    async Task<(JsonElement? Answer, Attempt? Failure)> CallAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
            var (answer, failure) = await WebAttempt.SendAsync(http, request, Who, time, ct);
            return failure is not null ? (null, failure)
                : answer!.Json() is { } json ? (json, null)
                : (null, new Attempt.Unknown($"Slack answered {answer.Status} with something that is not JSON."));
        }
    }
}
