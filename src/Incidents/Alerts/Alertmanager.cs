using System.Globalization;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// Prometheus Alertmanager's webhook, version 4. The fingerprint names the alert, its start the episode; a group that fires may hold alerts that are over,
/// and an alert that is missing is never taken as over. Source: Alertmanager, template.Data and notify/webhook.
/// </summary>
/// <param name="serviceLabels">The labels that name the service; the first that is there counts.</param>
public sealed class Alertmanager(IReadOnlyList<string> serviceLabels) : ISender
{
    /// <summary>The labels looked at unless configured otherwise.</summary>
    public static readonly IReadOnlyList<string> DefaultServiceLabels = ["service", "job", "alertname"];

    /// <inheritdoc/>
    public string Type => "alertmanager";

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        var (_, source, at, _) = document;
        if (root.ValueKind != JsonValueKind.Object || root.Member("alerts").ValueKind != JsonValueKind.Array)
        {
            return MappedInput.Unmappable("There is no list \"alerts\". Point an Alertmanager webhook (version 4) without a custom payload here.");
        }

        var fired = new List<Alert>();
        var ended = new List<EndedAlert>();
        foreach (var alert in root.GetProperty("alerts").EnumerateArray())
        {
            var labels = alert.Member("labels");
            if (alert.Text("fingerprint") is not { Length: > 0 } fingerprint || alert.Text("status") is not ("firing" or "resolved"))
            {
                return MappedInput.Unmappable("An alert has no fingerprint, or its status is neither \"firing\" nor \"resolved\".");
            }

            var startedAt = alert.Time("startsAt") ?? at;
            var key = $"{source}/{fingerprint}";
            var episode = startedAt.ToString("O", CultureInfo.InvariantCulture);
            var service = serviceLabels.Select(l => labels.Text(l)).FirstOrDefault(s => !string.IsNullOrWhiteSpace(s)) ?? source;
            if (alert.Text("status") == "resolved")
            {
                ended.Add(new EndedAlert(key, episode, service, alert.Time("endsAt") is { } end && end < at ? end : at));
            }
            else
            {
                fired.Add(Fired(alert, labels, key, episode, source, service, startedAt < at ? startedAt : at));
            }
        }

        return new MappedInput(fired, ended, root.Number("truncatedAlerts") is > 0 and var n ? $"Alertmanager left out {n} alerts (max_alerts); they may fire too." : null);
    });

    static Alert Fired(JsonElement alert, JsonElement labels, string key, string episode, string source, string service, DateTimeOffset startedAt)
    {
        var annotations = alert.Member("annotations");
        return new Alert(key, episode, source, service,
            StrictJson.Line(annotations.Text("summary") ?? annotations.Text("description") ?? labels.Text("alertname") ?? "Alert"),
            StrictJson.Severity(labels.Text("severity")), annotations.Number("affected_users") ?? labels.Number("affected_users"), startedAt, alert.Link("generatorURL"));
    }
}
