namespace Incidents.Public;

/// <summary>One file of the status page, ready to be put behind any web server. It lives here so that what renders and what stores need not know each other.</summary>
/// <param name="Path">Relative to the site's root, with forward slashes: <c>incidents/2026-0007/index.html</c>.</param>
/// <param name="ContentType">Media type with character set, as the server should send it.</param>
/// <param name="Content">The bytes; the same record gives the same bytes.</param>
public sealed record SiteFile(string Path, string ContentType, ReadOnlyMemory<byte> Content);
