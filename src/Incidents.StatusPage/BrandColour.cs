using System.Globalization;

namespace Incidents.StatusPage;

/// <summary>Whether a company's colour can be read on the status page: contrast as WCAG 2.2 computes it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).</summary>
public static class BrandColour
{
    /// <summary>What text of normal size needs (success criterion 1.4.3, level AA).</summary>
    public const double Enough = 4.5;

    // What links stand on: the page and its cards, as in site.css.
    static readonly string[] Light = ["#f5f6f8", "#ffffff"];
    static readonly string[] Dark = ["#0d1117", "#151b23"];

    /// <summary>The lowest contrast that a colour has with what it stands on, from 1 to 21.</summary>
    /// <param name="colour"><c>#rrggbb</c>.</param>
    /// <param name="dark">On the dark page.</param>
    public static double Contrast(string colour, bool dark) => Grounds(dark).Min(ground => Ratio(Channels(colour), Channels(ground)));

    /// <summary>The nearest colour of the same hue that can be read: darker on the light page, lighter on the dark one.</summary>
    /// <inheritdoc cref="Contrast" path="/param"/>
    public static string Readable(string colour, bool dark)
    {
        var (channels, end) = (Channels(colour), dark ? 255.0 : 0.0);
        return Enumerable.Range(0, 101).Select(percent => Hex(channels.Select(channel => channel + (end - channel) * percent / 100))).First(mixed => Contrast(mixed, dark) >= Enough);
    }

    /// <summary>The grounds of the light or the dark page.</summary>
    internal static IReadOnlyList<string> Grounds(bool dark) => dark ? Dark : Light;

    static double Ratio(double[] one, double[] other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    static double Luminance(double[] colour)
    {
        double[] linear = [.. colour.Select(channel => channel / 255).Select(channel => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    static double[] Channels(string colour) => [.. colour[1..].Chunk(2).Select(pair => (double)int.Parse(pair, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    static string Hex(IEnumerable<double> channels) => $"#{string.Concat(channels.Select(channel => ((int)Math.Round(channel)).ToString("x2", CultureInfo.InvariantCulture)))}";
}
