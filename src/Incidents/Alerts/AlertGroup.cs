using System.Globalization;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// A notification in the form that Alertmanager made common and Grafana took over: a list of alerts with labels, annotations and a fingerprint. The fingerprint names
/// the alert, its start the episode; a group that fires may hold alerts that are over, and an alert that is missing is never taken as over.
/// </summary>
static class AlertGroup
{
    /// <summary>The labels that name the machine; the first that is there counts.</summary>
    public static readonly IReadOnlyList<string> HostLabels = ["instance", "host", "hostname", "pod"];

    /// <summary>Maps it.</summary>
    /// <param name="document">As it came in.</param>
    /// <param name="expected">What to do when there is no list of alerts.</param>
    /// <param name="leftOut">Who leaves alerts out of a notification that is too long, and by which setting.</param>
    /// <param name="serviceLabels">The labels that name the service; the first that is there counts.</param>
    /// <param name="links">The members that hold where to look; the first that is there counts.</param>
    public static MappedInput Map(Incoming document, string expected, string leftOut, IReadOnlyList<string> serviceLabels, params string[] links) => StrictJson.Map(document.Body, root =>
    {
        if (root.Member("alerts").ValueKind != JsonValueKind.Array)
        {
            return MappedInput.Unmappable($"There is no list \"alerts\". {expected}");
        }

        var (_, source, at, _) = document;
        var fired = new List<Alert>();
        var ended = new List<EndedAlert>();
        foreach (var alert in root.GetProperty("alerts").EnumerateArray())
        {
            if (alert.FirstText("fingerprint") is not { } fingerprint || alert.Text("status") is not ("firing" or "resolved"))
            {
                return MappedInput.Unmappable("An alert has no fingerprint, or its status is neither \"firing\" nor \"resolved\".");
            }

            var starts = alert.Time("startsAt");
            var (key, episode, startedAt) = ($"{source}/{fingerprint}", Episode(starts), starts ?? at);
            var service = alert.Member("labels").FirstText(serviceLabels) ?? source;
            if (alert.Text("status") == "resolved")
            {
                // Where the start is our time, the end is too: only the order of arrival tells then.
                ended.Add(new EndedAlert(key, episode, service, starts is not null && alert.Time("endsAt") is { } end && end < at ? end : at));
            }
            else
            {
                fired.Add(Fired(alert, key, episode, source, service, startedAt < at ? startedAt : at, links));
            }
        }

        return new MappedInput(fired, ended, root.Number("truncatedAlerts") is > 0 and var n ? $"{leftOut.Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}; they may fire too." : null);
    });

    // Notifications have nanoseconds, Alertmanager's API cuts them to milliseconds: both name the same occurrence. Without a start the alert's own name has to do.
    static string Episode(DateTimeOffset? startedAt) => startedAt is { } start ? start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMillisecond)).ToString("O", CultureInfo.InvariantCulture) : "";

    static Alert Fired(JsonElement alert, string key, string episode, string source, string service, DateTimeOffset startedAt, string[] links)
    {
        var (labels, annotations) = (alert.Member("labels"), alert.Member("annotations"));
        return new Alert(key, episode, source, service,
            StrictJson.Line(annotations.FirstText("summary", "description") ?? labels.FirstText("alertname") ?? "Alert"),
            StrictJson.Severity(labels.Text("severity")), annotations.Number("affected_users") ?? labels.Number("affected_users"), startedAt,
            links.Select(name => alert.Link(name)).FirstOrDefault(link => link is not null), StrictJson.Host(labels.FirstText(HostLabels)));
    }
}
