using System.Globalization;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>Members that senders write now as a number, now as a text, and words that people put into a text of their own.</summary>
static class LooseJson
{
    // The seconds that DateTimeOffset can hold.
    const long LastSecond = 253_402_300_799;

    /// <summary>A text or a number as text, trimmed; null when missing, blank, or something else.</summary>
    public static string? Scalar(this JsonElement element, string name)
    {
        var value = element.Member(name);
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>Seconds since 1970, also with a fraction; null when missing or no such time.</summary>
    public static DateTimeOffset? Seconds(this JsonElement element, string name) =>
        decimal.TryParse(element.Scalar(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < LastSecond
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;

    /// <summary>The value of the first word <c>name:value</c> or <c>name=value</c> in a text, such as <c>service:checkout</c>; null when there is none.</summary>
    public static string? Word(string? text, string name) => (text ?? "").Split([' ', '\n', '\r', '\t', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.Length > name.Length + 1 && word.StartsWith(name, StringComparison.OrdinalIgnoreCase) && word[name.Length] is ':' or '=')
        .Select(word => word[(name.Length + 1)..]).FirstOrDefault();

    /// <summary>The number of users in such a word; null when there is none.</summary>
    public static int? Users(string? text) => int.TryParse(Word(text, "affected_users"), NumberStyles.None, CultureInfo.InvariantCulture, out var users) ? users : null;

    /// <summary>The earlier of a sender's time and the arrival, so that nothing is from the future; the arrival when the sender names none.</summary>
    public static DateTimeOffset NotAfter(this DateTimeOffset? told, DateTimeOffset arrival) => told < arrival ? told.Value : arrival;

    /// <summary>Names an occurrence by its start; empty when the sender names none.</summary>
    public static string Episode(this DateTimeOffset? startedAt) => startedAt?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
