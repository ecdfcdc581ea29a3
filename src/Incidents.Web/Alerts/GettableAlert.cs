namespace Incidents.Web.Alerts;

/// <summary>An alert as Alertmanager's API, version 2, shows it. The log keeps the plan's words, not the labels, so that these are service, severity and source.</summary>
/// <param name="Annotations">The summary; none for late alerts of a storm.</param>
/// <param name="EndsAt">Now: it fires, and nobody knows until when.</param>
/// <param name="Fingerprint">16 hexadecimal digits, as Alertmanager computes it.</param>
/// <param name="Receivers">Always the incident that the alert belongs to.</param>
/// <param name="StartsAt">When it began.</param>
/// <param name="Status">Always active.</param>
/// <param name="UpdatedAt">When it began; a repeat changes nothing.</param>
/// <param name="Labels">Service, severity and instance where they are known, and source.</param>
/// <param name="GeneratorURL">Where to look.</param>
public sealed record GettableAlert(IReadOnlyDictionary<string, string> Annotations, DateTimeOffset EndsAt, string Fingerprint, IReadOnlyList<AlertReceiver> Receivers, DateTimeOffset StartsAt,
    AlertStatus Status, DateTimeOffset UpdatedAt, IReadOnlyDictionary<string, string> Labels, string? GeneratorURL)
{
    /// <summary>From an alert of an incident.</summary>
    public static GettableAlert Of(Alert alert, string incidentId, DateTimeOffset now)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["service"] = alert.Service, ["source"] = alert.Source };
        if (alert.Severity is { } severity)
        {
            labels["severity"] = severity.ToString().ToLowerInvariant();
        }

        // Late ones of a storm are kept without theirs.
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        if (alert.Summary.Length > 0)
        {
            annotations["summary"] = alert.Summary;
        }

        if (alert.Host is { } host)
        {
            labels["instance"] = host;
        }

        return new(annotations, now, alert.Key[(alert.Source.Length + 1)..], [new(incidentId)], alert.StartedAt,
            new("active", [], []), alert.StartedAt, labels, alert.Link?.AbsoluteUri);
    }
}

/// <summary>Where an alert goes.</summary>
/// <param name="Name">The incident's id.</param>
public sealed record AlertReceiver(string Name);

/// <summary>Whether something keeps an alert quiet; nothing does here.</summary>
/// <param name="State">Always active.</param>
/// <param name="SilencedBy">Empty.</param>
/// <param name="InhibitedBy">Empty.</param>
public sealed record AlertStatus(string State, IReadOnlyList<string> SilencedBy, IReadOnlyList<string> InhibitedBy);

/// <summary>The status of Alertmanager's API, version 2, with what of it there is here.</summary>
/// <param name="Cluster">No cluster of Alertmanagers.</param>
/// <param name="Config">Not shown.</param>
/// <param name="Uptime">When this process began.</param>
/// <param name="VersionInfo">This program.</param>
public sealed record AlertmanagerStatus(ClusterStatus Cluster, ConfigStatus Config, DateTimeOffset Uptime, VersionInfo VersionInfo);

/// <summary>No cluster of Alertmanagers.</summary>
/// <param name="Status">Always disabled.</param>
/// <param name="Peers">Empty.</param>
public sealed record ClusterStatus(string Status, IReadOnlyList<string> Peers);

/// <summary>The configuration, which is not shown.</summary>
/// <param name="Original">Empty.</param>
public sealed record ConfigStatus(string Original);

/// <summary>This program, in Alertmanager's members; those that do not apply are empty.</summary>
public sealed record VersionInfo(string Version, string Revision = "", string Branch = "", string BuildUser = "", string BuildDate = "", string GoVersion = "");
