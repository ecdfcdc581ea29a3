using System.Globalization;
using System.Text.RegularExpressions;
using Incidents.StatusPage.Parts;

namespace Incidents.StatusPage.Tests;

/// <summary>Contrast as WCAG 2.2 computes it; 4.5 to 1 is what text of normal size needs (success criterion 1.4.3).</summary>
public partial class ContrastTests
{
    const double Enough = 4.5;

    public static TheoryData<string, string, bool> Pairs()
    {
        var pairs = new TheoryData<string, string, bool>();
        foreach (var dark in new[] { false, true })
        {
            foreach (var tone in new[] { "good", "minor", "major", "critical", "info", "fg", "soft", "link" })
                pairs.Add(tone, "card", dark);

            foreach (var tone in new[] { "fg", "soft", "link" })
                pairs.Add(tone, "bg", dark);

            foreach (var tone in new[] { "good", "minor", "major", "critical" })
                pairs.Add("on", tone, dark);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_can_be_read_on_what_it_stands_on(string text, string ground, bool dark)
    {
        var colours = Colours(dark);

        Assert.True(Contrast(colours[text], colours[ground]) >= Enough, $"{text} on {ground}: {Contrast(colours[text], colours[ground]):0.00}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_banner_can_be_read_on_its_tint(bool dark)
    {
        var colours = Colours(dark);
        foreach (var tone in new[] { "good", "minor", "major", "critical" })
        {
            double[] tint = [.. colours[tone].Zip(colours["card"], (over, under) => (0.09 * over) + (0.91 * under))];
            Assert.True(Contrast(colours["soft"], tint) >= Enough, tone);
            Assert.True(Contrast(colours["fg"], tint) >= Enough, tone);
        }
    }

    // The first :root holds the light colours, the second those of prefers-color-scheme: dark.
    static Dictionary<string, double[]> Colours(bool dark) =>
        Variable().Matches(Style.Sheet.Split(":root{")[dark ? 2 : 1].Split('}')[0])
            .ToDictionary(match => match.Groups["name"].Value, match => Channels(match.Groups["hex"].Value), StringComparer.Ordinal);

    static double[] Channels(string hex)
    {
        var full = hex.Length == 3 ? string.Concat(hex.Select(digit => new string(digit, 2))) : hex;
        return [.. full.Chunk(2).Select(pair => int.Parse(pair, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
    }

    static double Contrast(double[] one, double[] other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    static double Luminance(double[] colour)
    {
        double[] linear = [.. colour.Select(channel => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex("--(?<name>[a-z]+):#(?<hex>[0-9a-f]{6}|[0-9a-f]{3})(?=[;}]|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
