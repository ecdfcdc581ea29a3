using Incidents.Public;

namespace Incidents.Adapters.Site;

/// <summary>Where the status page's files are kept. A reader sees the old file or the new one, never half of one.</summary>
public interface ISite
{
    /// <summary>Writes the files that differ from what is there, the front page last. Files that are not named stay, because links to them are in the world.</summary>
    /// <returns>The paths that were written, in that order; empty when everything was up to date.</returns>
    /// <exception cref="ArgumentException">A path leads out of the site or is given twice; nothing was written.</exception>
    /// <exception cref="SiteWriteException">The named file still has its old content; files before it are new.</exception>
    Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<SiteFile> files, CancellationToken cancellationToken = default);
}
