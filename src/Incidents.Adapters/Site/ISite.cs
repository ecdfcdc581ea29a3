namespace Incidents.Adapters.Site;

/// <summary>Where the public finds the status page: a folder behind any web server, or the container of a static website.</summary>
public interface ISite
{
    /// <summary>
    /// Renders the page and writes the files that differ from what is there, the front page last, so that a failure in the middle leaves a page whose links all lead
    /// somewhere. Pages that are no longer in the record stay, because links to them are in the world.
    /// </summary>
    /// <param name="render">
    /// Reads the log and says which files there are. It is called only after the site was looked at, and again when another publisher came between: whoever writes last has
    /// also read last, so an older record never replaces a newer one.
    /// </param>
    /// <param name="cancellationToken">Ends the work early; files written until then stay.</param>
    /// <returns>The paths that were written, in that order; empty when the site was up to date.</returns>
    /// <exception cref="ArgumentException">A path leads out of the site or is given twice; nothing was written.</exception>
    /// <exception cref="SiteWriteException">The site could not be written. Each file is the old one or the new one, whole, and another attempt goes on from there.</exception>
    Task<IReadOnlyList<string>> PublishAsync(Func<CancellationToken, Task<SiteUpdate>> render, CancellationToken cancellationToken);
}
