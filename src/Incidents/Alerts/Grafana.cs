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
    public string Setup(SourceSetup source) => $"""
        # A file in provisioning/alerting; then name this contact point in your notification policies.
        apiVersion: 1
        contactPoints:
          - orgId: 1
            name: incidents
            receivers:
              - uid: incidents
                type: webhook
                disableResolveMessage: false
                settings:
                  url: {SourceSetup.Quoted(source.Address)}
        """ + string.Concat(Proof(source).Select(line => $"\n          {line}"));

    static string[] Proof(SourceSetup source) => source.Proof switch
    {
        SourceProof.None or SourceProof.Path => [],
        SourceProof.Bearer => ["authorization_scheme: Bearer", $"authorization_credentials: {SourceSetup.Quoted(source.Secret)}"],
        SourceProof.Basic => [$"username: {SourceSetup.Quoted(source.User)}", $"password: {SourceSetup.Quoted(source.Secret)}"],
        SourceProof.Hmac => ["hmacConfig:", $"  secret: {SourceSetup.Quoted(source.Secret)}", $"  header: {SourceSetup.Quoted(source.Header)}",
            .. source.TimestampHeader is { } time ? new[] { $"  timestampHeader: {SourceSetup.Quoted(time)}" } : []],
        _ => [source.Cannot("Grafana", "bearer")],
    };

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => AlertGroup.Map(document, "Point a Grafana contact point \"Webhook\" without a custom payload here; the legacy alerting of Grafana 10 and older is not read.",
        "Grafana left out {n} alerts (Max Alerts of the contact point)", ServiceLabels, "panelURL", "dashboardURL", "generatorURL");
}
