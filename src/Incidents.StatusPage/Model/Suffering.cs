using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>A stretch of time in which a service was not quite there, and why.</summary>
/// <param name="Service">The service's id.</param>
/// <param name="Status">How it was.</param>
/// <param name="From">In UTC.</param>
/// <param name="To">In UTC, not before <paramref name="From"/>. What still lasts is counted up to the last word on it, and in full for every day that is over.</param>
/// <param name="Lasts">True while it is not over.</param>
/// <param name="Of">The id of the incident or maintenance.</param>
sealed record Suffering(string Service, ServiceStatus Status, DateTimeOffset From, DateTimeOffset To, bool Lasts, string Of)
{
    /// <summary>What an incident did to its services.</summary>
    /// <param name="incident">Which.</param>
    /// <param name="today">The beginning of the day at which the page stands.</param>
    public static IEnumerable<Suffering> By(PublicIncident incident, DateTimeOffset today)
    {
        var end = Site.ResolvedAt(incident);
        var lastWord = Site.ChangedAt(incident with { Reports = [] });
        var effects = incident.Effects ?? [.. incident.Services.Distinct(StringComparer.Ordinal).Select(id => new PublicEffect(id, StatusOf(incident.Impact), incident.StartedAt, null))];
        return effects.Where(effect => effect.Status != ServiceStatus.Operational)
            .Select(effect => new Suffering(effect.Service, effect.Status, effect.From, Later(effect.From, effect.To ?? end ?? Later(lastWord, today)), effect.To is null && end is null, incident.Id));
    }

    /// <summary>What planned work did to its services; nothing before it began.</summary>
    /// <inheritdoc cref="By(PublicIncident, DateTimeOffset)" path="/param"/>
    public static IEnumerable<Suffering> By(PublicMaintenance maintenance, DateTimeOffset today)
    {
        if (maintenance.State == MaintenanceState.Scheduled || maintenance.Cancelled)
        {
            return [];
        }

        var from = maintenance.StartedAt ?? maintenance.ScheduledStart;
        var lastWord = maintenance.Updates is [.., var update] ? update.At : from;
        var to = maintenance.State == MaintenanceState.Completed ? maintenance.CompletedAt ?? maintenance.ScheduledEnd : Later(lastWord, today);
        return maintenance.Services.Distinct(StringComparer.Ordinal).Select(id => new Suffering(id, ServiceStatus.UnderMaintenance, from, Later(from, to), maintenance.State != MaintenanceState.Completed, maintenance.Id));
    }

    /// <summary>What an impact means for a service.</summary>
    public static ServiceStatus StatusOf(Impact impact) => impact switch
    {
        Impact.Minor => ServiceStatus.DegradedPerformance,
        Impact.Major => ServiceStatus.PartialOutage,
        _ => ServiceStatus.MajorOutage,
    };

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
