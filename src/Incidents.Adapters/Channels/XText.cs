using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>
/// What goes on X for an approved notice: its text, shortened where X would not take it, and the address of the incident's page, which has all of it. Lengths are X's own
/// (twitter-text, config v3): 280 of weight 1; most scripts outside Europe weigh 2, every address 23, every emoji 2, however many characters it is made of.
/// </summary>
public static partial class XText
{
    /// <summary>The most that a post may weigh.</summary>
    public const int Most = 280;

    const int Address = 23;
    const int Double = 2;
    const int LongestLabel = 63;

    /// <summary>The post.</summary>
    /// <param name="post">The approved text.</param>
    /// <param name="page">The incident's page; null: none is added. A mark of the notice's number makes each post's text its own, because X takes the same text once.</param>
    public static string Of(PostPublicly post, string? page)
    {
        var end = page is null ? "" : string.Create(CultureInfo.InvariantCulture, $"\n{page}#notice-{post.Number}");
        return Cut(SafeText.Lines(post.Text).Trim(), Most - Weight(end)) + end;
    }

    /// <summary>The incident's first post on a channel, which the next ones answer; null: this is the first, or its id is not known.</summary>
    public static string? AnswersTo(Delivery delivery, string channel) =>
        delivery.Incident.FirstPosts.GetValueOrDefault(channel) is { } id && id.All(char.IsAsciiDigit) ? id : null;

    /// <summary>What a text weighs on X.</summary>
    public static int Weight(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormC);
        var (weight, at) = (0, 0);
        foreach (var address in Addresses().EnumerateMatches(normal))
        {
            // Where X sees no address (no such top-level domain), it counts the characters.
            var raw = Characters(normal.AsSpan(address.Index, address.Length));
            var shortened = !HasValidHost(normal.Substring(address.Index, address.Length)) ? raw
                : normal.AsSpan(address.Index).StartsWith("http", StringComparison.OrdinalIgnoreCase) ? Address : Math.Max(Address, raw);
            weight += Characters(normal.AsSpan(at, address.Index - at)) + shortened;
            at = address.Index + address.Length;
        }

        return weight + Characters(normal.AsSpan(at));
    }

    // X shortens only what a name server could know: labels of at most 63 as they are asked for (RFC 1035, RFC 3492).
    static bool HasValidHost(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var host = address[(scheme < 0 ? 0 : scheme + 3)..];
        var end = host.AsSpan().IndexOfAny("/?#:");
        return (end < 0 ? host : host[..end]).Split('.').All(IsLabel);
    }

    static bool IsLabel(string label)
    {
        if (label.Length is 0 or > LongestLabel)
            return false;

        try
        {
            return new IdnMapping().GetAscii(label).Length <= LongestLabel;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static int Characters(ReadOnlySpan<char> text)
    {
        var weight = 0;
        while (!text.IsEmpty)
        {
            var length = StringInfo.GetNextTextElementLength(text);
            var element = text[..length];
            text = text[length..];
            if (IsEmoji(element))
            {
                weight += Double;
                continue;
            }

            foreach (var rune in element.EnumerateRunes())
                weight += rune.Value is <= 0x10FF or (>= 0x2000 and <= 0x200D) or (>= 0x2010 and <= 0x201F) or (>= 0x2032 and <= 0x2037) ? 1 : Double;
        }

        return weight;
    }

    static bool IsEmoji(ReadOnlySpan<char> element)
    {
        foreach (var rune in element.EnumerateRunes())
        {
            if (rune.Value is 0xFE0F or 0x20E3 or (>= 0x1F000 and <= 0x1FAFF))
                return true;
        }

        return false;
    }

    static string Cut(string text, int most)
    {
        if (Weight(text) <= most)
            return text;

        var ends = StringInfo.ParseCombiningCharacters(text);
        var (fits, fitsNot) = (0, ends.Length);
        while (fitsNot - fits > 1)
        {
            var middle = (fits + fitsNot) / 2;
            (fits, fitsNot) = Weight(text[..ends[middle]] + "…") <= most ? (middle, fitsNot) : (fits, middle);
        }

        return text[..ends[fits]].TrimEnd() + "…";
    }

    // An address ends before what usually ends a sentence.
    [GeneratedRegex("""(?<![@\w.-])(?:https?://[^\s<>"]+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>"]*)?)(?<![.,;:!?'")\]}])""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Addresses();
}
