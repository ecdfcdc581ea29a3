using Incidents.Desk.Subscribers;
using Incidents.Hosting.Site;
using Incidents.Public;

namespace Incidents.Hosting.Subscribers;

/// <summary>What subscribers are told of, from the same record as the status page: what was approved for the public, and nothing else.</summary>
public sealed class SubscriberNews(StatusPublisher publisher, TimeProvider time) : ISubscriberNews
{
    (object? Incidents, DateTimeOffset? Changed, IReadOnlyDictionary<string, ServiceStatus> Services) seen = (null, null, new Dictionary<string, ServiceStatus>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public async Task<PublicNow> NowAsync(CancellationToken ct)
    {
        var edition = await publisher.LookAsync(ct);
        // The states of services follow from the record; they are worked out when it has changed.
        if (seen.Incidents is null || seen.Changed != edition.LastChange)
        {
            seen = (edition, edition.LastChange, edition.Services);
        }

        var since = time.GetUtcNow() - SubscriberOptions.Memory;
        return new PublicNow(Topics(edition.ActiveOrChangedSince(since), edition.Maintenances, since), seen.Services);
    }

    /// <summary>The matters of a record that are not over, or had a word since.</summary>
    internal static IReadOnlyList<Topic> Topics(IEnumerable<PublicIncident> incidents, IReadOnlyList<PublicMaintenance> maintenances, DateTimeOffset since) =>
        [.. incidents.SelectMany(Of).Concat(maintenances.Select(Of).OfType<Topic>()).Where(topic => !topic.Over || topic.At > since)];

    static IEnumerable<Topic> Of(PublicIncident incident)
    {
        var services = incident.Services.Concat((incident.Effects ?? []).Select(effect => effect.Service)).Distinct(StringComparer.Ordinal).ToList();
        if (incident.Updates is [.., var last])
        {
            yield return new Topic(TopicKind.Incident, incident.Id, last.Number, last.At, incident.State == PublicState.Resolved, services);
        }

        // Once: what is amended later stands on the page.
        if (incident.Reports is [var first, ..])
        {
            yield return new Topic(TopicKind.Report, incident.Id, 1, first.At, Over: true, services);
        }
    }

    // That the result is being watched is no news to customers.
    static Topic? Of(PublicMaintenance maintenance) => maintenance.Updates.LastOrDefault(update => update.State != MaintenanceState.Verifying) is { } last
        ? new Topic(TopicKind.Maintenance, maintenance.Id, last.Number, last.At, maintenance.State == MaintenanceState.Completed, maintenance.Services) : null;
}
