using System.Globalization;
using System.Text.RegularExpressions;
using Incidents.StatusPage;

namespace Incidents.Hosting.Configuration;

/// <summary>Whether the status page can be read, and stays light, with the company's logo and colours.</summary>
static partial class StatusPageCheck
{
    const int MostCharacters = 6_000;
    const int MostLinks = 6;

    public static IEnumerable<Problem> Of(ResponseConfiguration c) => new[]
    {
        Logo("statusPage.logo", c.StatusPage.Logo), Logo("statusPage.logoDark", c.StatusPage.LogoDark),
        Colour("statusPage.colour", c.StatusPage.Colour, dark: false), Colour("statusPage.colourDark", c.StatusPage.ColourDark, dark: true),
        c.StatusPage.Links.Count > MostLinks ? new("statusPage.links", $"There are {c.StatusPage.Links.Count} links.", $"Keep the {MostLinks} that somebody in trouble needs.") : null,
    }.OfType<Problem>().Concat(c.StatusPage.Links.Index().SelectMany(link => Link($"statusPage.links[{link.Index}]", link.Item)));

    static Problem? Logo(string path, string? logo) => logo switch
    {
        null => null,
        _ when !Picture().IsMatch(logo) => new(path, "This is not a picture as a data address.", "Write data:image/svg+xml;base64, and what \"base64 -w0 logo.svg\" prints."),
        { Length: > MostCharacters } => new(path, $"The logo has {logo.Length} characters and is sent with every page.", $"Make it smaller: at most {MostCharacters} characters."),
        _ => null,
    };

    static Problem? Colour(string path, string? colour, bool dark)
    {
        if (colour is null)
            return null;
        if (!Hex().IsMatch(colour))
            return new(path, $"\"{colour}\" is not a colour.", "Write # and six hexadecimal digits, such as \"#0b5cad\".");

        var contrast = BrandColour.Contrast(colour, dark);
        return contrast >= BrandColour.Enough ? null : new(path,
            string.Create(CultureInfo.InvariantCulture, $"{colour} has a contrast of {Math.Floor(contrast * 100) / 100:0.00} to 1 on the {(dark ? "dark" : "light")} page; text needs 4.5 to 1 (WCAG AA)."),
            $"The nearest that can be read is \"{BrandColour.Readable(colour, dark)}\".");
    }

    static IEnumerable<Problem> Link(string path, StatusPageLink link)
    {
        if (link.Name is not null && string.IsNullOrWhiteSpace(link.Name))
            yield return new($"{path}.name", "The link has no name.", "Write what readers see.");
        if (AddressCheck.Problem($"{path}.address", link.Address) is { } problem)
            yield return problem;
    }

    [GeneratedRegex(@"\Adata:image/(svg\+xml|png|webp|gif|jpeg);base64,[A-Za-z0-9+/]+={0,2}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Hex();
}
