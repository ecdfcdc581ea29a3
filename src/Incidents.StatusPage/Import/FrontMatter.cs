using System.Globalization;
using System.Text.Json;

namespace Incidents.StatusPage.Import;

/// <summary>
/// The head of a Hugo page: YAML between <c>---</c>, TOML between <c>+++</c> or JSON in braces, as far as cState uses them: keys with a text, a time, a yes or no, or a list of texts.
/// </summary>
sealed class FrontMatter
{
    readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows the head.</summary>
    public string Body { get; private init; } = "";

    /// <summary>Reads it; null when the text does not begin with one.</summary>
    public static FrontMatter? Of(string text)
    {
        var whole = text.ReplaceLineEndings("\n").TrimStart('\uFEFF');
        if (whole.StartsWith('{'))
        {
            return OfJson(whole);
        }

        var lines = whole.Split('\n');
        var fence = lines[0].Trim();
        var end = fence is "---" or "+++" ? Array.FindIndex(lines, 1, line => line.Trim() == fence) : -1;
        if (end < 0)
        {
            return null;
        }

        var matter = new FrontMatter { Body = string.Join('\n', lines[(end + 1)..]) };
        var (key, open) = ("", "");
        foreach (var line in lines[1..end].Where(line => line.Trim() is { Length: > 0 } written && written[0] != '#'))
        {
            if (open.Length > 0)
            {
                // A list in brackets goes on over several lines.
                open = matter.Read(key, $"{open} {FrontMatterValue.WithoutRemark(line)}");
                continue;
            }

            if (line.TrimStart() is ['-', ' ', .. var item])
            {
                matter.Add(key, FrontMatterValue.Plain(FrontMatterValue.WithoutRemark(item)));
                continue;
            }

            var split = line.IndexOf(fence == "---" ? ':' : '=');
            if (split > 0)
            {
                key = line[..split].Trim(' ', '\t', '"', '\'');
                open = matter.Read(key, FrontMatterValue.WithoutRemark(line[(split + 1)..]));
            }
        }

        return matter;
    }

    /// <summary>A key's text; null when it has none.</summary>
    public string? Text(string key) => values.GetValueOrDefault(key) is [var first, ..] ? first : null;

    /// <summary>True for a key that says yes.</summary>
    public bool Says(string key) => Text(key)?.ToLowerInvariant() is "true" or "yes" or "on";

    /// <summary>A key's texts.</summary>
    public IReadOnlyList<string> List(string key) => values.GetValueOrDefault(key) ?? [];

    /// <summary>A key's time; null when it has none or one that cannot be read.</summary>
    public DateTimeOffset? Time(string key) => Text(key) is { } text ? TimeOf(text) : null;

    /// <summary>A time as Hugo takes it: UTC where it says no zone.</summary>
    public static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4] : text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    // The object's end is found by the reader itself: braces may stand in its texts.
    static FrontMatter? OfJson(string text)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), isFinalBlock: false, default);
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return null;
            }

            using (document)
            {
                var matter = new FrontMatter { Body = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text).AsSpan((int)reader.BytesConsumed)) };
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    foreach (var value in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToList() : [member.Value])
                    {
                        if (value.ValueKind != JsonValueKind.Null)
                        {
                            matter.Add(member.Name, value.ToString());
                        }
                    }
                }

                return matter;
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What is still open of a list; empty when nothing is.
    string Read(string key, string value)
    {
        if (value is ['[', ..] && !value.EndsWith(']'))
        {
            return value;
        }

        if (value is ['[', .. var inner, ']'])
        {
            foreach (var item in FrontMatterValue.Items(inner))
            {
                Add(key, item);
            }
        }
        else if (value.Length > 0 && value is not ("null" or "~"))
        {
            Add(key, FrontMatterValue.Plain(value));
        }

        return "";
    }

    void Add(string key, string value)
    {
        if (!values.TryGetValue(key, out var list))
        {
            values[key] = list = [];
        }

        list.Add(value);
    }
}
