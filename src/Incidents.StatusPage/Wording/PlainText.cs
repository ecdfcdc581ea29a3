using System.Globalization;
using System.Text;

namespace Incidents.StatusPage.Wording;

/// <summary>
/// Makes text from people fit for HTML and XML alike. Escaping is left to the writers; this drops what neither may carry at all:
/// control characters, byte order marks, noncharacters and lone halves of surrogate pairs (which become U+FFFD). Of accents piled upon one letter four are left:
/// more cover the lines around them.
/// </summary>
static class PlainText
{
    // Vietnamese needs two, Hebrew with cantillation three.
    const int MostMarks = 4;

    /// <summary>Several lines: line breaks become <c>\n</c>, tabs stay.</summary>
    public static string Block(string text)
    {
        var clean = new StringBuilder(text.Length);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var marks = 0;
        foreach (var rune in lines.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                continue;
            }

            if (rune.Value is '\n' or '\t' || !IsForbidden(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>
    /// One line: white space runs become one space, and directional controls go, since one left open in a title would turn around
    /// whatever follows it in a feed reader or a browser tab. Right-to-left letters need no control to read correctly.
    /// </summary>
    public static string Line(string text)
    {
        var clean = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in Block(text).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = clean.Length > 0;
                continue;
            }

            if (IsDirectional(rune))
            {
                continue;
            }

            clean.Append(gap ? " " : "").Append(rune);
            gap = false;
        }

        return clean.ToString();
    }

    // XML 1.0 section 2.2 allows less than Unicode has; HTML calls the rest of these parse errors, but the byte order mark, which shows as nothing.
    static bool IsForbidden(Rune rune) => rune.Value
        is < 0x20
        or (>= 0x7F and <= 0x9F)
        or 0xFEFF
        or (>= 0xFDD0 and <= 0xFDEF)
        || (rune.Value & 0xFFFE) == 0xFFFE;

    static bool IsDirectional(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
