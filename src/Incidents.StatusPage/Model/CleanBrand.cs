using System.Text.RegularExpressions;
using Incidents.Public;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Model;

/// <summary>What of a brand may stand in a page: colours go into the style sheet and pictures into addresses, so whatever is not exactly one is left out.</summary>
static partial class CleanBrand
{
    /// <summary>The brand without what a page cannot carry; null when nothing is left.</summary>
    public static PublicBrand? Of(PublicBrand? brand) => brand is null ? null : new PublicBrand(
        Fitting(brand.Logo, Picture()),
        Fitting(brand.LogoDark, Picture()),
        Fitting(brand.Colour, Hex()),
        Fitting(brand.ColourDark, Hex()),
        [.. brand.Links.Select(link => link with { Name = PlainText.Line(link.Name) }).Where(link => link.Name.Length > 0 && link.Address is { IsAbsoluteUri: true, Scheme: "http" or "https" or "mailto" })]);

    static string? Fitting(string? text, Regex form) => text is not null && form.IsMatch(text) ? text : null;

    [GeneratedRegex(@"\Adata:image/(svg\+xml|png|webp|gif|jpeg);base64,[A-Za-z0-9+/]+={0,2}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hex();
}
