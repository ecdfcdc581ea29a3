using System.Globalization;
using System.Text;

namespace Incidents;

/// <summary>
/// Text of strangers (an alert's title, a report) made harmless for whoever shows it: no control characters, which move a terminal's cursor or begin a header; no marks that turn the
/// direction of what follows; no piles of accents that cover the lines around them. What a format itself reads as markup is the format's to escape.
/// </summary>
public static class SafeText
{
    // Vietnamese needs two, Hebrew with cantillation three.
    const int MostMarks = 4;

    /// <summary>Whole paragraphs; line breaks become <c>\n</c>.</summary>
    public static string Lines(string text)
    {
        var safe = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            if (IsLineBreak(rune))
                safe.Append('\n');
            else if (rune.Value == '\t')
                safe.Append(' ');
            else if (IsShown(rune) && marks <= MostMarks)
                safe.Append(rune);
        }

        return safe.ToString();
    }

    /// <summary>One line: a line break in a subject or name would begin a header of somebody else's choice.</summary>
    public static string Line(string text) => Lines(string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c))).Trim();

    /// <summary>
    /// A JSON document as it is, with whatever <see cref="Lines"/> would leave out written in numbers: a program reads the same, and a terminal or editor that shows it shows no more than letters.
    /// </summary>
    /// <param name="json">Such characters stand within strings alone.</param>
    public static string EscapedJson(string json)
    {
        var safe = new StringBuilder(json.Length);
        var marks = 0;
        foreach (var rune in json.EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            if (rune.Value is '\n' or '\r' or '\t' || (!IsLineBreak(rune) && IsShown(rune) && marks <= MostMarks))
                safe.Append(rune);
            else
                foreach (var unit in rune.ToString())
                    safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return safe.ToString();
    }

    /// <summary>At most so many UTF-16 units, never half a character, with an ellipsis where something was left out.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
            return text;

        var end = max - 1;
        while (end > 0 && (char.IsLowSurrogate(text[end]) || CharUnicodeInfo.GetUnicodeCategory(text, end) is UnicodeCategory.NonSpacingMark))
            end--;
        return text[..end] + "…";
    }

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    static bool IsLineBreak(Rune rune) => rune.Value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029;

    static bool IsShown(Rune rune) => !Rune.IsControl(rune) && !IsNothing(rune.Value) && !TurnsDirection(rune.Value);

    // Byte order marks and what Unicode says is no character; X refuses a text with one.
    static bool IsNothing(int c) => c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;

    static bool TurnsDirection(int c) => c is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
