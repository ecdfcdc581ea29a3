namespace Incidents.Desk.Tests.Orders;

/// <summary>How one sender writes what it tells.</summary>
/// <param name="Type">The sender's type.</param>
/// <param name="Naming">What its documents say of an occurrence.</param>
/// <param name="Write">One body for these; only one of them where <paramref name="TakesMany"/> is false.</param>
/// <param name="TakesMany">True when one body can tell several things.</param>
sealed record SenderDocuments(string Type, Naming Naming, Func<IReadOnlyList<Telling>, string> Write, bool TakesMany)
{
    /// <summary>Every way in which a known sender writes. A further sender adds its own here.</summary>
    public static readonly IReadOnlyList<SenderDocuments> All =
    [
        Many("alertmanager", Naming.Occurrence, Group),
        Many("alertmanager", Naming.Arrival, Startless),
        Many("grafana", Naming.Occurrence, Group),
        Many("generic", Naming.Occurrence, all => $$"""{"alerts":[{{string.Join(',', all.Select(Generic))}}]}"""),
        Many("prometheus", Naming.Occurrence, all => $"[{string.Join(',', all.Select(Prometheus))}]"),
        Many("prometheus", Naming.Arrival, all => $"[{string.Join(',', all.Select(StartlessPrometheus))}]"),
        Many("cloudEvents", Naming.Time, all => $"[{string.Join(',', all.Select(CloudEvent))}]"),
        One("azureMonitor", Naming.Occurrence, Azure),
        One("datadog", Naming.Occurrence, Datadog),
        One("pagerDuty", Naming.Arrival, PagerDuty),
        One("sentry", Naming.Occurrence, SentryMetric),
        One("sentry", Naming.Arrival, SentryIssue),
        One("uptimeRobot", Naming.Time, UptimeRobot),
        One("pingdom", Naming.Time, Pingdom),
        One("cloudWatch", Naming.Time, CloudWatch),
        One("opsgenie", Naming.Arrival, OpsgenieApi),
        One("opsgenie", Naming.Time, OpsgenieWebhook),
    ];

    static SenderDocuments Many(string type, Naming naming, Func<IReadOnlyList<Telling>, string> write) => new(type, naming, write, TakesMany: true);

    static SenderDocuments One(string type, Naming naming, Func<Telling, string> write) => new(type, naming, told => write(told[0]), TakesMany: false);

    static string Status(Telling t) => t.IsFiring ? "firing" : "resolved";

    static string Group(IReadOnlyList<Telling> all) => $$"""{"version":"4","truncatedAlerts":0,"alerts":[{{string.Join(',', all.Select(t => $$$"""
        {"status":"{{{Status(t)}}}","labels":{"alertname":"{{{t.Alert}}}","service":"{{{t.Service}}}"},"startsAt":"{{{t.Start}}}","endsAt":"{{{(t.IsFiring ? "0001-01-01T00:00:00Z" : t.End)}}}","fingerprint":"{{{t.Service}}}{{{t.Alert}}}"}
        """))}}]}""";

    // As a template of somebody's own may write it.
    static string Startless(IReadOnlyList<Telling> all) => $$"""{"version":"4","alerts":[{{string.Join(',', all.Select(t => $$$"""
        {"status":"{{{Status(t)}}}","labels":{"alertname":"{{{t.Alert}}}","service":"{{{t.Service}}}"},"fingerprint":"{{{t.Service}}}{{{t.Alert}}}"}
        """))}}]}""";

    static string StartlessPrometheus(Telling t) => $$"""
        {"labels":{"alertname":"{{t.Alert}}","service":"{{t.Service}}"}{{(t.IsFiring ? "" : $",\"endsAt\":\"2026-03-02T10:00:00Z\"")}}}
        """;

    static string Generic(Telling t) => $$"""
        {"key":"{{t.Service}}{{t.Alert}}","status":"{{Status(t)}}","service":"{{t.Service}}","summary":"{{t.Alert}}","startsAt":"{{t.Start}}","endsAt":"{{t.End}}"}
        """;

    static string Prometheus(Telling t) => $$"""
        {"labels":{"alertname":"{{t.Alert}}","service":"{{t.Service}}"},"startsAt":"{{t.Start}}"{{(t.IsFiring ? "" : $",\"endsAt\":\"{t.End}\"")}}}
        """;

    static string CloudEvent(Telling t) => $$"""
        {"specversion":"1.0","id":"{{t}}","source":"/probes","type":"{{t.Alert}}","subject":"{{t.Service}}{{t.Alert}}","time":"{{Telling.Iso(t.Time)}}","data":{"status":"{{Status(t)}}","service":"{{t.Service}}"{{(t.IsFiring ? $",\"startsAt\":\"{t.Start}\"" : "")}}} }
        """;

    static string Azure(Telling t) => $$$"""
        {"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertId":"/alerts/{{{t.Service}}}{{{t.Name}}}","alertRule":"{{{t.Alert}}}","monitorCondition":"{{{(t.IsFiring ? "Fired" : "Resolved")}}}",
         "firedDateTime":"{{{t.Start}}}","resolvedDateTime":"{{{t.End}}}"},"customProperties":{"service":"{{{t.Service}}}"} } }
        """;

    static string Datadog(Telling t) => $$"""
        {"monitor_id":"{{t.Service}}{{t.Alert}}","cycle":"{{t.Number}}","transition":"{{(t.IsFiring ? "Triggered" : "Recovered")}}","title":"{{t.Alert}}","tags":"service:{{t.Service}}","ts":"{{t.Time.ToUnixTimeMilliseconds()}}"}
        """;

    static string PagerDuty(Telling t) => $$"""
        {"event_action":"{{(t.IsFiring ? "trigger" : "resolve")}}","dedup_key":"{{t.Service}}{{t.Alert}}","payload":{"summary":"{{t.Alert}}","source":"host","severity":"error","component":"{{t.Service}}"} }
        """;

    static string SentryMetric(Telling t) => $$$"""
        {"action":"{{{(t.IsFiring ? "critical" : "resolved")}}}","data":{"metric_alert":{"id":"{{{t.Service}}}{{{t.Name}}}","title":"{{{t.Alert}}}","projects":["{{{t.Service}}}"],"date_started":"{{{t.Start}}}","date_closed":"{{{t.End}}}"} } }
        """;

    static string SentryIssue(Telling t) => t.IsFiring
        ? $$$"""{"action":"unresolved","data":{"issue":{"id":"{{{t.Service}}}{{{t.Alert}}}","title":"{{{t.Alert}}}","project":{"slug":"{{{t.Service}}}"} } } }"""
        : $$$"""{"action":"resolved","data":{"issue":{"id":"{{{t.Service}}}{{{t.Alert}}}","project":{"slug":"{{{t.Service}}}"} } } }""";

    static string UptimeRobot(Telling t) => $$"""
        {"monitorID":"{{t.Service}}{{t.Alert}}","monitorFriendlyName":"{{t.Alert}}","alertType":"{{(t.IsFiring ? 1 : 2)}}","alertDateTime":"{{t.Time.ToUnixTimeSeconds()}}","service":"{{t.Service}}"}
        """;

    static string Pingdom(Telling t) => $$"""
        {"check_id":"{{t.Service}}{{t.Alert}}","check_name":"{{t.Alert}}","current_state":"{{(t.IsFiring ? "DOWN" : "UP")}}","state_changed_timestamp":{{t.Time.ToUnixTimeSeconds()}},"tags":["service:{{t.Service}}"]}
        """;

    static string CloudWatch(Telling t) => $$"""
        {"Type":"Notification","Message":"{\"AlarmName\":\"{{t.Alert}}\",\"AlarmArn\":\"{{t.Service}}{{t.Alert}}\",\"AlarmDescription\":\"service:{{t.Service}}\",\"NewStateValue\":\"{{(t.IsFiring ? "ALARM" : "OK")}}\",\"StateChangeTime\":\"{{Telling.Iso(t.Time)}}\"}"}
        """;

    static string OpsgenieApi(Telling t) => t.IsFiring ? $$$"""{"message":"{{{t.Alert}}}","alias":"{{{t.Service}}}{{{t.Alert}}}","details":{"service":"{{{t.Service}}}"}}""" : OpsgenieWebhook(t, "");

    static string OpsgenieWebhook(Telling t) => OpsgenieWebhook(t, $",\"createdAt\":{t.StartedAt.ToUnixTimeMilliseconds()},\"updatedAt\":{t.Time.ToUnixTimeMilliseconds()}");

    static string OpsgenieWebhook(Telling t, string times) => $$$"""
        {"action":"{{{(t.IsFiring ? "Create" : "Close")}}}","alert":{"message":"{{{t.Alert}}}","alias":"{{{t.Service}}}{{{t.Alert}}}","details":{"service":"{{{t.Service}}}"}{{{times}}}}}
        """;
}
