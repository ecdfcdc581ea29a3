using System.Text.Json;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Api;

// What a webhook's document says of an incident: more members than the API's, most of them null here. Receivers read the first update as the latest.
sealed partial class ApiIncidents
{
    /// <summary>An incident, or its post-mortem, under <c>incident</c>.</summary>
    public void WriteHook(Utf8JsonWriter json, PublicIncident incident)
    {
        var report = incident.Reports is [.., var last] && incident.State == PublicState.Resolved ? last : null;
        var updates = incident.Updates.Select(update => UpdateOf(update.Number, ApiWords.Of(update.State), update.Text, update.At)).ToList();
        if (report is not null)
        {
            updates.Add(new ApiUpdate(PostMortem, PostMortem, report.Text, incident.Reports[0].At, report.At));
        }

        var services = incident.Services.Concat((incident.Effects ?? []).Select(effect => effect.Service)).ToList();
        json.WriteStartObject("incident");
        WriteCommon(json, incident.Id, incident.Title, report is null ? ApiWords.Of(incident.State) : PostMortem, updates is [var first, ..] ? first.At : incident.StartedAt, Site.ChangedAt(incident));
        json.WriteTime("monitoring_at", incident.Updates.LastOrDefault(update => update.State == PublicState.Monitoring)?.At);
        json.WriteTime("resolved_at", Site.ResolvedAt(incident));
        json.WriteString("impact", ApiWords.Of(incident.Impact));
        WriteReport(json, report?.Text, report?.At, incident.Reports is [var published, ..] ? published.At : null);
        WriteSchedule(json, null, null);
        new ApiUpdates(components, services, (service, update) => StatusAfter(incident, service, update)) { Hook = true }.Write(json, incident.Id, updates);
        components.Write(json, services);
        json.WriteEndObject();
    }

    /// <summary>Planned work under <c>incident</c>, as Statuspage does.</summary>
    public void WriteHook(Utf8JsonWriter json, PublicMaintenance maintenance)
    {
        var updates = maintenance.Updates.Select(update => UpdateOf(update.Number, ApiWords.Of(update.State), update.Text, update.At)).ToList();
        json.WriteStartObject("incident");
        WriteCommon(json, maintenance.Id, maintenance.Title, ApiWords.Of(maintenance.State), updates is [var first, ..] ? first.At : maintenance.ScheduledStart, Site.ChangedAt(maintenance));
        json.WriteNull("monitoring_at");
        json.WriteTime("resolved_at", maintenance.State == MaintenanceState.Completed ? maintenance.CompletedAt ?? Site.ChangedAt(maintenance) : null);
        json.WriteString("impact", "maintenance");
        WriteReport(json, null, null, null);
        WriteSchedule(json, maintenance.ScheduledStart, maintenance.ScheduledEnd);
        new ApiUpdates(components, maintenance.Services, (_, update) => update.Status is "in_progress" or "verifying" ? ServiceStatus.UnderMaintenance : ServiceStatus.Operational) { Hook = true }
            .Write(json, maintenance.Id, updates);
        components.Write(json, maintenance.Services);
        json.WriteEndObject();
    }

    static void WriteReport(Utf8JsonWriter json, string? text, DateTimeOffset? changed, DateTimeOffset? published)
    {
        json.WriteNull("impact_override");
        json.WriteBoolean("backfilled", false);
        json.WriteBoolean("postmortem_ignored", false);
        json.WriteString("postmortem_body", text);
        json.WriteTime("postmortem_body_last_updated_at", changed);
        json.WriteTime("postmortem_published_at", published);
        json.WriteBoolean("postmortem_notified_subscribers", published is not null);
        json.WriteBoolean("postmortem_notified_twitter", false);
    }

    static void WriteSchedule(Utf8JsonWriter json, DateTimeOffset? from, DateTimeOffset? until)
    {
        json.WriteTime("scheduled_for", from);
        json.WriteTime("scheduled_until", until);
        json.WriteBoolean("scheduled_remind_prior", false);
        json.WriteNull("scheduled_reminded_at");
        json.WriteBoolean("scheduled_auto_in_progress", from is not null);
        json.WriteBoolean("scheduled_auto_completed", from is not null);
    }
}
