using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Public;
using Incidents.StatusPage;

namespace Incidents.Hosting.Site;

/// <summary>Brings the status page up to what the log says that the public knows.</summary>
/// <param name="log">The log; only what was published of an incident is read.</param>
/// <param name="page">Whose page it is.</param>
/// <param name="site">Where its files are kept.</param>
public sealed class StatusPublisher(IIncidentLog log, PublicPage page, ISite site)
{
    /// <summary>Renders everything and writes what differs.</summary>
    /// <exception cref="SiteWriteException">The files cannot be written; what was published before is still there.</exception>
    public Task PublishAsync(CancellationToken cancellationToken) => site.PublishAsync(RenderAsync, cancellationToken);

    async Task<IReadOnlyList<SiteFile>> RenderAsync(CancellationToken cancellationToken)
    {
        var heads = await log.HeadsAsync(HeadFilter.Public, int.MaxValue, cancellationToken);
        return await StatusSite.RenderAsync(page, [.. heads.Select(head => head.Public).OfType<PublicIncident>()], cancellationToken);
    }
}
