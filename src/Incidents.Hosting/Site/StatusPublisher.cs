using Incidents.Adapters.Site;
using Incidents.StatusPage;

namespace Incidents.Hosting.Site;

/// <summary>
/// Brings the status page up to what the public knows. After the first time it renders and writes only what a change concerns, so that a long history costs nothing; what an
/// attempt could not write is written by the next one.
/// </summary>
/// <param name="sources">What the page is made of.</param>
/// <param name="site">Where its files are kept.</param>
public sealed class StatusPublisher(PublicSources sources, ISite site) : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);

    PublicEdition? read;

    /// <summary>What the site is known to show; null before the first publication of this process, which compares every file.</summary>
    public PublicEdition? Shown { get; private set; }

    /// <summary>Reads what is new and writes what differs.</summary>
    /// <returns>The paths that were written, the front page last.</returns>
    /// <exception cref="IOException">The files cannot be written (<see cref="SiteWriteException"/>) or a source cannot be read; what was published before is still there.</exception>
    public async Task<IReadOnlyList<string>> PublishAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var written = await site.PublishAsync(ReadAsync, cancellationToken);
            Shown = read;
            return written;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The record as it is now, whether or not the page shows it yet.</summary>
    /// <exception cref="IOException">A source cannot be read now.</exception>
    public async Task<SiteEdition> LookAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            read = await sources.ReadAsync(read, cancellationToken);
            return read.Edition;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets go of the lock between publications of this process.</summary>
    public void Dispose() => turn.Dispose();

    async Task<SiteUpdate> ReadAsync(CancellationToken cancellationToken)
    {
        read = await sources.ReadAsync(read, cancellationToken);
        var edition = read.Edition;
        // Other publishers write what they were told; what this one knew of and has shown stands there, so only what it learned since may differ.
        var whole = Shown is null || Shown.Version != read.Version;
        var paths = whole ? edition.Paths : edition.ChangedSince(Shown!.Edition);
        return new SiteUpdate([.. paths.Select(path => new PendingFile(path, () => edition.RenderAsync(path)))], whole);
    }
}
