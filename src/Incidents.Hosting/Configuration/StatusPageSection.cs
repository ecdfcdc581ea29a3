using Incidents.Public;

namespace Incidents.Hosting.Configuration;

/// <summary>What makes the status page look like the company's.</summary>
public sealed record StatusPageSection
{
    /// <summary>The logo as a data address, so that the page stays one request: data:image/svg+xml;base64, or png, webp, gif, jpeg; at most 6,000 characters. Default: none, the company's name alone.</summary>
    public string? Logo { get; init; }

    /// <summary>The logo on a dark ground. Default: the same.</summary>
    public string? LogoDark { get; init; }

    /// <summary>The colour of links, as #rrggbb, with a contrast of at least 4.5 to 1 on the light page. Default: a blue.</summary>
    public string? Colour { get; init; }

    /// <summary>The colour of links in dark mode, as #rrggbb, with a contrast of at least 4.5 to 1 on the dark page. Default: a light blue.</summary>
    public string? ColourDark { get; init; }

    /// <summary>Links in the page's head, such as to the support; at most 6. Default: none.</summary>
    public IReadOnlyList<StatusPageLink> Links { get; init; } = [];

    /// <summary>What the page is given.</summary>
    internal PublicBrand Brand => new(Logo, LogoDark, Colour, ColourDark, [.. Links.Select(link => new PublicLink(link.Name, new Uri(link.Address)))]);
}

/// <summary>A link in the status page's head.</summary>
public sealed record StatusPageLink
{
    /// <summary>What readers see. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Where it leads: an http or https address. Required.</summary>
    public required string Address { get; init; }
}
