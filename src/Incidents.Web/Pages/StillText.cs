using System.Text.RegularExpressions;

namespace Incidents.Web.Pages;

/// <summary>
/// Takes out of a rendered page what a stranger's text may do without being markup: control characters, marks that turn the direction of what follows, piles of accents that cover the
/// lines around them. The channels that send the same texts do so too (<see cref="SafeText"/>), so that what is approved is what goes out.
/// </summary>
static partial class StillText
{
    /// <summary>Works on what the encoder wrote: it writes none of these characters but as a number, and an ampersand that was typed as <c>&amp;amp;</c>.</summary>
    public static string Of(string html) => Piled().Replace(Moving().Replace(Breaking().Replace(html, "&#xA;"), ""), "${kept}");

    // CR LF is one line break; NEL, LS and PS are read as one by some.
    [GeneratedRegex("&#xD;&#xA;|&#xD;|&#x85;|&#x202[89];", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Breaking();

    // C0 but tab and line feed, DEL and C1, the directional marks, the byte order mark and what is no character.
    [GeneratedRegex("&#x(?:[0-8BCEF]|1[0-9A-F]|7F|8[0-9A-F]|9[0-9A-F]|61C|200[EF]|202[A-E]|206[6-9]|FEFF|[0-9A-F]*FFF[EF]);", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moving();

    // U+0300 to U+036F: Vietnamese needs two at most.
    [GeneratedRegex("(?<kept>(?:&#x3[0-6][0-9A-F];){4})(?:&#x3[0-6][0-9A-F];)+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Piled();
}
