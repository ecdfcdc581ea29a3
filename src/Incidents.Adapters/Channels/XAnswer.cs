using System.Net;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>What X's answer to a post means, whichever client asked. X takes a text once, so that repeating a post is harmless.</summary>
public static class XAnswer
{
    const int LongestReason = 200;

    /// <summary>X has the very text, and did not say which post it is.</summary>
    public static readonly Attempt Had = new Attempt.Delivered("X had this text already.");

    /// <summary>How long one attempt may take.</summary>
    public static readonly TimeSpan Limit = Providers.ProviderTable.X.Timeout;

    /// <summary>The post's id, when X gave one: else it is posted again, and X says whether it has the text.</summary>
    /// <param name="id">What X calls the post; null or empty when the answer does not say.</param>
    public static Attempt Taken(string? id) => id is { Length: > 0 } ? new Attempt.Delivered(id) : new Attempt.Deferred("X answered without the post's id.");

    /// <summary>Not taken, or not now.</summary>
    /// <param name="status">The status, 300 to 599.</param>
    /// <param name="words">X's reason, or the whole body when it is no problem details.</param>
    /// <param name="wait">How long X asks to wait; null when it does not say.</param>
    /// <returns>
    /// Delivered when X has this text already (docs.x.com: 403, "duplicate content"); Deferred when X is busy, does not know the keys, or when something in front of it answered with a page;
    /// Refused otherwise.
    /// </returns>
    public static Attempt NotTaken(HttpStatusCode status, string words, TimeSpan? wait = null) => status switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new Attempt.Deferred($"X takes no post now ({(int)status}).", wait),
        < HttpStatusCode.BadRequest => new Attempt.Deferred($"Something in front of X answered {(int)status}."),
        HttpStatusCode.Unauthorized => new Attempt.Deferred("X does not know these keys (401). Renew them in the configuration; the post then goes out by itself."),
        _ when words.TrimStart().StartsWith('<') => new Attempt.Deferred($"Something in front of X answered {(int)status} with a page."),
        HttpStatusCode.Forbidden when words.Contains("duplicate", StringComparison.OrdinalIgnoreCase) => Had,
        _ => new Attempt.Refused($"X refused the post ({(int)status}): {Short(words)}"),
    };

    /// <summary>No answer came back.</summary>
    /// <param name="why">One line, without secrets.</param>
    public static Attempt Unreachable(string why) => new Attempt.Deferred($"X cannot be reached: {why}");

    /// <summary>No answer came within <see cref="Limit"/>.</summary>
    public static Attempt Late() => new Attempt.Deferred("X did not answer in time.");

    /// <summary>After an unknown outcome.</summary>
    public static Attempt Again() => new Attempt.Deferred("It is posted again; X takes the same text once.");

    /// <summary>How long to wait until X's rate limit begins anew.</summary>
    /// <param name="reset">The header x-rate-limit-reset: seconds since 1970 in UTC. Other values mean that X did not say.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Wait(long reset, DateTimeOffset now) =>
        reset > 0 && reset < DateTimeOffset.MaxValue.ToUnixTimeSeconds() && DateTimeOffset.FromUnixTimeSeconds(reset) - now is { } wait && wait > TimeSpan.Zero ? wait : null;

    static string Short(string words)
    {
        var line = MailMessages.OneLine(words.Trim());
        return line.Length <= LongestReason ? line : $"{line[..LongestReason]}…";
    }
}
