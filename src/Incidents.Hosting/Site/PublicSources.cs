using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Public;
using Incidents.StatusPage;

namespace Incidents.Hosting.Site;

/// <summary>
/// All that the status page is made of: the log, planned work and what was imported. What was read is kept, and after the first time only what is new is read.
/// </summary>
/// <param name="log">Only what was published of an incident is read.</param>
/// <param name="page">Whose page it is.</param>
/// <param name="planned">Every source of planned work.</param>
/// <param name="imported">From another status page.</param>
/// <param name="time">Tells the day at which the strips end.</param>
public sealed class PublicSources(IIncidentLog log, PublicPage page, IEnumerable<IPlannedWork> planned, ImportedHistory imported, TimeProvider time)
{
    /// <summary>The record as it is now.</summary>
    /// <param name="before">The record as it was read before by this object; null for the first time.</param>
    /// <exception cref="IOException">A source cannot be read now.</exception>
    public async Task<PublicEdition> ReadAsync(PublicEdition? before, CancellationToken ct)
    {
        var version = await imported.VersionAsync(ct);
        if (before is null || before.Version != version)
        {
            return await ReadAllAsync(version, ct);
        }

        var news = await log.PublicNewsAsync(before.Mark, ct);
        var edition = before.Edition.With([.. Known(news)], await PlannedAsync(before.Imported, ct), before.Edition.DayOf(time.GetUtcNow()));
        return before with { Edition = edition, Mark = news.Mark };
    }

    /// <summary>When the oldest word was said that an edition does not tell; null when it tells all.</summary>
    public async Task<DateTimeOffset?> UntoldSinceAsync(PublicEdition shown, CancellationToken ct) =>
        Known(await log.PublicNewsAsync(shown.Mark, ct)).Where(incident => !shown.Edition.Shows(incident)).Select(incident => (DateTimeOffset?)SiteEdition.LastWordOn(incident))
            .Concat((await PlannedAsync([], ct)).Where(work => !shown.Edition.Shows(work)).Select(work => (DateTimeOffset?)SiteEdition.LastWordOn(work))).Min();

    /// <summary>True when a new day or an import has made an edition old.</summary>
    public async Task<bool> IsOutdatedAsync(PublicEdition shown, CancellationToken ct) =>
        shown.Edition.Day != shown.Edition.DayOf(time.GetUtcNow()) || shown.Version != await imported.VersionAsync(ct);

    async Task<PublicEdition> ReadAllAsync(string? version, CancellationToken ct)
    {
        var old = version is null ? ImportedRecord.None : await imported.ReadAsync(ct);
        var news = await log.PublicNewsAsync(null, ct);
        var own = Known(news).ToList();
        var ids = own.Select(incident => incident.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var incidents = own.Concat(old.Incidents.Where(incident => !ids.Contains(incident.Id))).ToList();
        var history = new PublicHistory(page, incidents, await PlannedAsync(old.Maintenances, ct));
        var edition = SiteEdition.Of(history);
        return new PublicEdition(edition.With([], history.Maintenances, edition.DayOf(time.GetUtcNow())), news.Mark, version, old.Maintenances);
    }

    async Task<IReadOnlyList<PublicMaintenance>> PlannedAsync(IReadOnlyList<PublicMaintenance> old, CancellationToken ct)
    {
        var all = new List<PublicMaintenance>();
        foreach (var source in planned)
        {
            all.AddRange(await source.PublicAsync(ct));
        }

        return [.. all.Concat(old).DistinctBy(maintenance => maintenance.Id, StringComparer.OrdinalIgnoreCase)];
    }

    static IEnumerable<PublicIncident> Known(PublicNews news) => news.Heads.Select(head => head.Public).OfType<PublicIncident>().DistinctBy(incident => incident.Id, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The record as it was read at one moment.</summary>
/// <param name="Edition">The page that it makes.</param>
/// <param name="Mark">Up to which the log was read.</param>
/// <param name="Version">Of what was imported.</param>
/// <param name="Imported">Planned work that was imported.</param>
public sealed record PublicEdition(SiteEdition Edition, string? Mark, string? Version, IReadOnlyList<PublicMaintenance> Imported);
