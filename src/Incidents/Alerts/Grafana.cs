namespace Incidents.Alerts;

/// <summary>
/// Grafana's unified alerting, contact point "Webhook". It writes what Alertmanager writes and adds where to look: the panel or the dashboard comes before the rule.
/// Source: grafana/alerting, receivers/webhook.
/// </summary>
public sealed class Grafana : ISender
{
    // Grafana's own alerts about a rule without data keep the rule's name in "rulename".
    static readonly string[] ServiceLabels = ["service", "job", "rulename", "alertname"];

    /// <inheritdoc/>
    public string Type => "grafana";

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => AlertGroup.Map(document, "Point a Grafana contact point \"Webhook\" without a custom payload here; the legacy alerting of Grafana 10 and older is not read.",
        "Grafana left out {n} alerts (Max Alerts of the contact point)", ServiceLabels, "panelURL", "dashboardURL", "generatorURL");
}
