using Incidents.Public;

namespace Incidents.StatusPage.Import;

/// <summary>One incident or maintenance of a Statuspage as the public record has it.</summary>
static class StatuspageIncidents
{
    const string PostMortem = "postmortem";

    public static PublicIncident Of(StatuspageIncident incident, ImportedServices services)
    {
        var told = Told(incident);
        var updates = told.Where(update => update.Status != PostMortem).Select((update, index) => new PublicUpdate(index + 1, update.At.ToUniversalTime(), StateOf(update.Status), HtmlText.Plain(update.Body ?? ""))).ToList();
        var resolved = incident.Status is "resolved" or PostMortem;
        var end = resolved ? incident.ResolvedAt ?? updates.LastOrDefault(update => update.State == PublicState.Resolved)?.At ?? incident.UpdatedAt ?? incident.CreatedAt : (DateTimeOffset?)null;
        var effects = Effects(told, services, end);
        return new PublicIncident(
            Required(incident.Id, "id"),
            incident.Name ?? "",
            ImpactOf(incident.Impact),
            (incident.StartedAt ?? incident.CreatedAt).ToUniversalTime(),
            resolved ? PublicState.Resolved : StateOf(incident.Status),
            Services(incident, told, services),
            updates,
            NextUpdateBy: null,
            end?.ToUniversalTime(),
            Reports(incident, told),
            // An incident without impact harmed nobody; otherwise what it did to its services says more than its impact, where the page kept it.
            incident.Impact is null or "none" && effects is null ? [] : effects);
    }

    public static PublicMaintenance MaintenanceOf(StatuspageIncident incident, ImportedServices services)
    {
        var told = Told(incident);
        var state = MaintenanceOf(incident.Status);
        var start = incident.ScheduledFor ?? incident.StartedAt ?? incident.CreatedAt;
        var until = incident.ScheduledUntil ?? start.AddHours(1);
        var updates = told.Where(update => update.Status != PostMortem).Select((update, index) => new MaintenanceUpdate(index + 1, update.At.ToUniversalTime(), MaintenanceOf(update.Status), HtmlText.Plain(update.Body ?? ""))).ToList();
        var began = updates.Find(update => update.State == MaintenanceState.InProgress)?.At;
        var over = updates.Find(update => update.State == MaintenanceState.Completed)?.At ?? incident.ResolvedAt;
        return new PublicMaintenance(Required(incident.Id, "id"), incident.Name ?? "", Services(incident, told, services), start.ToUniversalTime(), (until > start ? until : start.AddMinutes(1)).ToUniversalTime(), state, updates,
            began ?? (state == MaintenanceState.Scheduled ? null : start.ToUniversalTime()), state == MaintenanceState.Completed ? (over ?? until).ToUniversalTime() : null);
    }

    // Some documents have the report beside the updates; one without a date was not published there, and is not here.
    static List<PublicReport> Reports(StatuspageIncident incident, List<StatuspageUpdate> told)
    {
        var reports = told.Where(update => update.Status == PostMortem).Select((update, index) => new PublicReport(index + 1, update.At.ToUniversalTime(), HtmlText.Markdown(update.Body ?? ""))).ToList();
        return reports.Count == 0 && incident is { PostmortemBody: { Length: > 0 } body, PostmortemPublishedAt: { } at } ? [new PublicReport(1, at.ToUniversalTime(), HtmlText.Markdown(body))] : reports;
    }

    static List<StatuspageUpdate> Told(StatuspageIncident incident) => [.. (incident.IncidentUpdates ?? []).OrderBy(update => update.At)];

    static List<string> Services(StatuspageIncident incident, List<StatuspageUpdate> told, ImportedServices services) =>
        [.. (incident.Components ?? []).Where(component => (component.Name ?? component.Id) is not null).Select(component => services.Of(component.Id ?? component.Name!, component.Name ?? component.Id!))
            .Concat(told.SelectMany(update => update.AffectedComponents ?? []).Where(affected => affected is { Code: not null, Name: not null }).Select(affected => services.Of(affected.Code!, affected.Name!)))
            .Distinct(StringComparer.Ordinal)];

    // From the state that each update left a component in; null where the page did not keep that.
    static List<PublicEffect>? Effects(List<StatuspageUpdate> told, ImportedServices services, DateTimeOffset? end)
    {
        var words = told.SelectMany(update => (update.AffectedComponents ?? []).Where(affected => affected is { Code: not null, NewStatus: not null })
            .Select(affected => (Service: services.Of(affected.Code!, affected.Name ?? affected.Code!), update.At, Status: StatusOf(affected.NewStatus!)))).ToList();
        if (words.Count == 0)
        {
            return null;
        }

        var effects = new List<PublicEffect>();
        foreach (var component in words.GroupBy(word => word.Service, StringComparer.Ordinal))
        {
            var ordered = component.ToList();
            for (var index = 0; index < ordered.Count; index++)
            {
                var (service, from, status) = ordered[index];
                var to = index + 1 < ordered.Count ? ordered[index + 1].At : end;
                if (status != ServiceStatus.Operational && (to is null || to > from))
                {
                    effects.Add(new PublicEffect(service, status, from.ToUniversalTime(), to?.ToUniversalTime()));
                }
            }
        }

        return effects;
    }

    static string Required(string? value, string member) => value is { Length: > 0 } ? value : throw new FormatException($"An incident has no {member}.");

    static Impact ImpactOf(string? impact) => impact switch
    {
        "critical" => Impact.Critical,
        "major" => Impact.Major,
        _ => Impact.Minor,
    };

    static PublicState StateOf(string? status) => status switch
    {
        "identified" => PublicState.Identified,
        "monitoring" => PublicState.Monitoring,
        "resolved" or PostMortem => PublicState.Resolved,
        _ => PublicState.Investigating,
    };

    static MaintenanceState MaintenanceOf(string? status) => status switch
    {
        "in_progress" => MaintenanceState.InProgress,
        "verifying" => MaintenanceState.Verifying,
        "completed" or "resolved" or PostMortem => MaintenanceState.Completed,
        _ => MaintenanceState.Scheduled,
    };

    static ServiceStatus StatusOf(string status) => status switch
    {
        "degraded_performance" => ServiceStatus.DegradedPerformance,
        "partial_outage" => ServiceStatus.PartialOutage,
        "major_outage" => ServiceStatus.MajorOutage,
        "under_maintenance" => ServiceStatus.UnderMaintenance,
        _ => ServiceStatus.Operational,
    };
}
