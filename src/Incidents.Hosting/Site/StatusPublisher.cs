using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Public;
using Incidents.StatusPage;

namespace Incidents.Hosting.Site;

/// <summary>Brings the status page up to what the log says that the public knows.</summary>
/// <param name="log">The log; only what was published of an incident is read.</param>
/// <param name="page">Whose page it is.</param>
/// <param name="site">Where its files are kept.</param>
public sealed class StatusPublisher(IIncidentLog log, PublicPage page, ISite site) : IDisposable
{
    // Reading and writing in one turn: of two publications the later one has read everything that the earlier one wrote.
    readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Renders everything and writes what differs.</summary>
    /// <exception cref="SiteWriteException">The files cannot be written; what was published before is still there.</exception>
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
