using System.Globalization;
using System.Text.Json;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Api;

/// <summary>Incidents and planned work as the API tells them, newest update first: receivers take the first one for the latest.</summary>
sealed partial class ApiIncidents(Site site, ApiComponents components)
{
    const string PostMortem = "postmortem";

    readonly string page = PublicId.OfPage(site.Page.BaseUrl);

    /// <summary>An incident.</summary>
    public void Write(Utf8JsonWriter json, PublicIncident incident)
    {
        var reported = incident.Reports.Count > 0 && incident.State == PublicState.Resolved;
        var updates = incident.Updates.Select(update => UpdateOf(update.Number, ApiWords.Of(update.State), update.Text, update.At)).ToList();
        if (reported)
        {
            updates.Add(new ApiUpdate(PostMortem, PostMortem, incident.Reports[^1].Text, incident.Reports[0].At, incident.Reports[^1].At));
        }

        var services = incident.Services.Concat((incident.Effects ?? []).Select(effect => effect.Service)).ToList();
        json.WriteStartObject();
        WriteCommon(json, incident.Id, incident.Title, reported ? PostMortem : ApiWords.Of(incident.State), updates is [var first, ..] ? first.At : incident.StartedAt, Site.ChangedAt(incident));
        json.WriteTime("monitoring_at", incident.Updates.LastOrDefault(update => update.State == PublicState.Monitoring)?.At);
        json.WriteTime("resolved_at", Site.ResolvedAt(incident));
        json.WriteString("impact", ApiWords.Of(incident.Impact));
        json.WriteTime("started_at", incident.StartedAt);
        new ApiUpdates(components, services, (service, update) => StatusAfter(incident, service, update)).Write(json, incident.Id, updates);
        components.Write(json, services);
        json.WriteNull("reminder_intervals");
        json.WriteEndObject();
    }

    /// <summary>Planned work.</summary>
    public void Write(Utf8JsonWriter json, PublicMaintenance maintenance)
    {
        var updates = maintenance.Updates.Select(update => UpdateOf(update.Number, ApiWords.Of(update.State), update.Text, update.At)).ToList();
        json.WriteStartObject();
        WriteCommon(json, maintenance.Id, maintenance.Title, ApiWords.Of(maintenance.State), updates is [var first, ..] ? first.At : maintenance.ScheduledStart, Site.ChangedAt(maintenance));
        json.WriteNull("monitoring_at");
        json.WriteTime("resolved_at", maintenance.State == MaintenanceState.Completed ? maintenance.CompletedAt ?? Site.ChangedAt(maintenance) : null);
        json.WriteString("impact", "maintenance");
        json.WriteTime("started_at", maintenance.StartedAt ?? maintenance.ScheduledStart);
        json.WriteTime("scheduled_for", maintenance.ScheduledStart);
        json.WriteTime("scheduled_until", maintenance.ScheduledEnd);
        new ApiUpdates(components, maintenance.Services, (service, update) => update.Status is "in_progress" or "verifying" ? Site.StatusDuring(maintenance, service) : ServiceStatus.Operational)
            .Write(json, maintenance.Id, updates);
        components.Write(json, maintenance.Services);
        json.WriteNull("reminder_intervals");
        json.WriteEndObject();
    }

    static ServiceStatus StatusAfter(PublicIncident incident, string service, ApiUpdate update)
    {
        if (update.Status is "resolved" or PostMortem)
        {
            return ServiceStatus.Operational;
        }

        return incident.Effects is { } effects
            ? effects.Where(effect => effect.Service == service && effect.From <= update.At && (effect.To ?? DateTimeOffset.MaxValue) > update.At).Select(effect => effect.Status).DefaultIfEmpty().Max()
            : Suffering.StatusOf(incident.Impact);
    }

    static ApiUpdate UpdateOf(int number, string status, string text, DateTimeOffset at) => new(number.ToString(CultureInfo.InvariantCulture), status, text, at, at);

    void WriteCommon(Utf8JsonWriter json, string id, string title, string status, DateTimeOffset created, DateTimeOffset changed)
    {
        json.WriteString("id", id);
        json.WriteString("name", site.Marked(title));
        json.WriteString("status", status);
        json.WriteTime("created_at", created);
        json.WriteTime("updated_at", changed);
        json.WriteString("shortlink", site.Absolute(Frame.AddressOf(id)));
        json.WriteString("page_id", page);
    }
}
