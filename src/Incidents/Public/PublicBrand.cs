namespace Incidents.Public;

/// <summary>What makes a status page look like its company's. The colours of states are not among it: they mean something.</summary>
/// <param name="Logo">A picture as a <c>data:image/...;base64,</c> address, so that the page stays one request; null for none. Whatever is no such address is left out.</param>
/// <param name="LogoDark">The picture on a dark ground; null for the same.</param>
/// <param name="Colour">Colour of links as <c>#rrggbb</c>; null for the page's own.</param>
/// <param name="ColourDark">The colour on a dark ground; null for the page's own.</param>
/// <param name="Links">Where else the company is to be found, such as its support; those that are not http, https or mailto are left out.</param>
public sealed record PublicBrand(string? Logo, string? LogoDark, string? Colour, string? ColourDark, IReadOnlyList<PublicLink> Links);

/// <summary>A link in the page's head.</summary>
/// <param name="Name">One line of plain text.</param>
/// <param name="Address">Absolute.</param>
public sealed record PublicLink(string Name, Uri Address);
