using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Public;
using Incidents.StatusPage;

namespace Incidents.Host.Site;

/// <summary>Brings the status page's folder up to what the log says that the public knows.</summary>
/// <param name="log">The log; only what was published of an incident is read.</param>
/// <param name="page">Whose page it is.</param>
/// <param name="site">The folder.</param>
public sealed class StatusPublisher(IIncidentLog log, PublicPage page, FolderSite site) : IDisposable
{
    // Reading and writing in one turn: of two publications the later one has read everything that the earlier one wrote.
    readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Renders everything and writes what differs.</summary>
    /// <exception cref="SiteWriteException">The folder cannot be written; what was published before is still there.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var heads = await log.HeadsAsync(HeadFilter.Public, int.MaxValue, cancellationToken);
            await site.WriteAsync(await StatusSite.RenderAsync(page, [.. heads.Select(head => head.Public).OfType<PublicIncident>()], cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
