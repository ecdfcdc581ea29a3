using Incidents.Public;

namespace Incidents.StatusPage;

/// <summary>The public record in, the files of the status page out. Pure: no clock, no disk, and the same record gives the same bytes.</summary>
public static class StatusSite
{
    /// <summary>Renders the whole site of a record without planned work; its strips end with the day of the last change.</summary>
    /// <inheritdoc cref="RenderAsync(PublicHistory, CancellationToken)"/>
    public static Task<IReadOnlyList<SiteFile>> RenderAsync(PublicPage page, IReadOnlyList<PublicIncident> incidents, CancellationToken cancellationToken = default) =>
        RenderAsync(new PublicHistory(page, incidents, []), cancellationToken);

    /// <summary>
    /// Renders the whole site, the front page last, so that whoever writes in this order never shows a front page whose links lead nowhere. <see cref="SiteEdition"/>
    /// renders only what a change concerns.
    /// </summary>
    /// <exception cref="ArgumentException">An id cannot be a folder's name or is used twice, or the base address is not absolute http(s).</exception>
    public static async Task<IReadOnlyList<SiteFile>> RenderAsync(PublicHistory history, CancellationToken cancellationToken = default)
    {
        var edition = SiteEdition.Of(history);
        var files = new List<SiteFile>(edition.Paths.Count);
        foreach (var path in edition.Paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Add(await edition.RenderAsync(path));
        }

        return files;
    }
}
