using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>Reads what strangers send: strict about form (UTF-8, depth 64, no property twice), lenient about unknown members.</summary>
static class StrictJson
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Maps a document, or says in words why it cannot be.</summary>
    public static MappedInput Map(ReadOnlyMemory<byte> body, Func<JsonElement, MappedInput> map)
    {
        try
        {
            StrictUtf8.GetCharCount(body.Span);
            using var document = JsonDocument.Parse(body, Options);
            return map(document.RootElement);
        }
        catch (ArgumentException)
        {
            return MappedInput.Unmappable("The body is not UTF-8. Send JSON in UTF-8.");
        }
        catch (JsonException e)
        {
            return MappedInput.Unmappable($"The body is not JSON that can be read: {e.Message}");
        }
        catch (InvalidOperationException e)
        {
            // A lone surrogate passes the parser and fails when its text is read; a wrong kind of value fails here too.
            return MappedInput.Unmappable($"A value cannot be read: {e.Message}");
        }
    }

    /// <summary>A text member; null when it is missing, null, or no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The first of these members that is a text with something in it; null when none is.</summary>
    public static string? FirstText(this JsonElement element, params IEnumerable<string> names) => names.Select(name => element.Text(name)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>An object member; an undefined element when it is missing.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A time with any offset (also <c>+0000</c>); null when missing, unreadable, or the zero time that senders write for "not yet".</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        if (element.Text(name) is not { } text)
        {
            return null;
        }

        // .NET wants a colon in an offset; Java-based senders write none.
        var colon = text.Length > 5 && text[^5] is '+' or '-' ? text.Insert(text.Length - 2, ":") : text;
        return DateTimeOffset.TryParse(colon, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year > 1 ? time : null;
    }

    /// <summary>A whole number that is not negative, also when written as a text.</summary>
    public static int? Number(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } n when n.TryGetInt32(out var number) && number >= 0 => number,
        { ValueKind: JsonValueKind.String } s when int.TryParse(s.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A web address; null when missing or of another scheme.</summary>
    public static Uri? Link(this JsonElement element, string name) =>
        Uri.TryCreate(element.Text(name), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    /// <summary>One line of at most 300 characters.</summary>
    public static string Line(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 300 ? line : line[..(char.IsHighSurrogate(line[298]) ? 298 : 299)] + "…";
    }

    /// <summary>The machine or object that an alert is about, as a line of at most 300 characters; null when its sender names none.</summary>
    public static string? Host(string? text) => string.IsNullOrWhiteSpace(text) ? null : Line(text);

    /// <summary>A sender's word for a severity.</summary>
    public static Severity? Severity(string? word) => word?.ToUpperInvariant() switch
    {
        "CRITICAL" or "PAGE" or "FATAL" or "EMERGENCY" or "P1" => Incidents.Severity.Critical,
        "MAJOR" or "ERROR" or "HIGH" or "WARNING" or "P2" => Incidents.Severity.Major,
        "MINOR" or "LOW" or "INFO" or "INFORMATIONAL" or "NONE" or "P3" or "P4" or "P5" => Incidents.Severity.Minor,
        _ => null,
    };
}
