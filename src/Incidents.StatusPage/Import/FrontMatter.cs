using System.Globalization;

namespace Incidents.StatusPage.Import;

/// <summary>
/// The head of a Hugo page: YAML between <c>---</c> or TOML between <c>+++</c>, as far as cState uses them: keys with a text, a time, a yes or no, or a list of texts.
/// </summary>
sealed class FrontMatter
{
    readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows the head.</summary>
    public string Body { get; private init; } = "";

    /// <summary>Reads it; null when the text does not begin with one.</summary>
    public static FrontMatter? Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        var fence = lines[0].Trim();
        var end = fence is "---" or "+++" ? Array.FindIndex(lines, 1, line => line.Trim() == fence) : -1;
        if (end < 0)
        {
            return null;
        }

        var matter = new FrontMatter { Body = string.Join('\n', lines[(end + 1)..]) };
        var key = "";
        foreach (var line in lines[1..end].Where(line => line.Trim() is { Length: > 0 } written && written[0] != '#'))
        {
            if (line.TrimStart() is ['-', ' ', .. var item])
            {
                matter.Add(key, Plain(item));
                continue;
            }

            var split = line.IndexOf(fence == "---" ? ':' : '=');
            if (split > 0)
            {
                key = line[..split].Trim();
                matter.Read(key, line[(split + 1)..].Trim());
            }
        }

        return matter;
    }

    /// <summary>A key's text; null when it has none.</summary>
    public string? Text(string key) => values.GetValueOrDefault(key) is [var first, ..] ? first : null;

    /// <summary>A key's texts.</summary>
    public IReadOnlyList<string> List(string key) => values.GetValueOrDefault(key) ?? [];

    /// <summary>A key's time; null when it has none or one that cannot be read.</summary>
    public DateTimeOffset? Time(string key) => Text(key) is { } text ? TimeOf(text) : null;

    /// <summary>A time as Hugo takes it: UTC where it says no zone.</summary>
    public static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    void Read(string key, string value)
    {
        if (value is ['[', .. var inner, ']'])
        {
            foreach (var item in inner.Split(',').Select(Plain).Where(item => item.Length > 0))
            {
                Add(key, item);
            }
        }
        else if (value.Length > 0)
        {
            Add(key, Plain(value));
        }
    }

    void Add(string key, string value)
    {
        if (!values.TryGetValue(key, out var list))
        {
            values[key] = list = [];
        }

        list.Add(value);
    }

    static string Plain(string value) => value.Trim() is [var open and ('"' or '\''), .. var text, var close] && open == close
        ? text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("''", "'", StringComparison.Ordinal)
        : value.Trim();
}
