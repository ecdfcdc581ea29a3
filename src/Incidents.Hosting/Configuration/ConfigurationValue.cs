using System.Globalization;
using System.Text.Json;

namespace Incidents.Hosting.Configuration;

/// <summary>One kind of plain value in the file.</summary>
/// <param name="Expected">As in "is not a date".</param>
/// <param name="Instead">What to write.</param>
/// <param name="Parse">Reads the text of a JSON string; null when it is none of these.</param>
sealed record ConfigurationValue(string Expected, string Instead, Func<string, object?> Parse)
{
    static readonly ConfigurationValue Text = new("a text", "Write a text in double quotes.", text => text);
    static readonly ConfigurationValue Whole = new("a whole number", "Write digits without quotes, such as 5.", _ => null);
    static readonly ConfigurationValue YesNo = new("true or false", "Write true or false without quotes.", _ => null);
    static readonly ConfigurationValue Duration = new("a duration", "Write hours, minutes and seconds, such as \"00:15:00\", with days in front as in \"1.00:00:00\".", Span);
    static readonly ConfigurationValue Day = new("a date", "Write year, month and day, such as \"2026-12-25\".",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
    static readonly ConfigurationValue Local = new("a date with a time of the wall clock", "Write it without an offset, such as \"2026-01-05T09:00\".",
        text => DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null);
    static readonly ConfigurationValue Moment = new("a moment with an offset", "Write date, time and offset, such as \"2026-08-03T09:00:00+01:00\".",
        text => DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);
    static readonly ConfigurationValue Hidden = new("a secret's name", "Write \"env:NAME\" or \"sha256:\" with 64 hexadecimal digits; never the secret itself.",
        text => new Secret(text) is { IsWellFormed: true } secret ? secret : null)
    { MayBeShown = false };

    static readonly ConfigurationValue Sender = new($"one of {string.Join(", ", SenderType.Names)}", $"Write one of: {string.Join(", ", SenderType.Names)}.",
        text => SenderType.Names.Contains(text) ? new SenderType(text) : null);

    /// <summary>False when a value that is none of these may be the secret itself, which nobody wants to find in a log.</summary>
    public bool MayBeShown { get; private init; } = true;

    /// <summary>How a type is read; null when it is a record, list or map.</summary>
    public static ConfigurationValue? For(Type type) => type switch
    {
        _ when type == typeof(string) => Text,
        _ when type == typeof(int) => Whole,
        _ when type == typeof(bool) => YesNo,
        _ when type == typeof(TimeSpan) => Duration,
        _ when type == typeof(DateOnly) => Day,
        _ when type == typeof(DateTime) => Local,
        _ when type == typeof(DateTimeOffset) => Moment,
        _ when type == typeof(Secret) => Hidden,
        _ when type == typeof(SenderType) => Sender,
        { IsEnum: true } => OneOf(type),
        _ => null,
    };

    /// <summary>The names of an enumeration as the file writes them.</summary>
    public static IReadOnlyList<string> Names(Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>The value; null when the JSON is none of these.</summary>
    public object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Parse(json.GetString()!),
        JsonValueKind.Number when this == Whole && json.TryGetInt32(out var number) => number,
        JsonValueKind.True or JsonValueKind.False when this == YesNo => json.GetBoolean(),
        _ => null,
    };

    static ConfigurationValue OneOf(Type type)
    {
        var names = Names(type);
        return new($"one of {string.Join(", ", names)}", $"Write one of: {string.Join(", ", names)}.",
            text => names.Index().FirstOrDefault(n => n.Item == text) is { Item: not null } found ? Enum.Parse(type, Enum.GetNames(type)[found.Index]) : null);
    }

    // 24:00 is how people write the end of a day; TimeSpan takes it for 24 days.
    static object? Span(string text) => text switch
    {
        "24:00" or "24:00:00" => TimeSpan.FromDays(1),
        _ when text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => span,
        _ => null,
    };
}
