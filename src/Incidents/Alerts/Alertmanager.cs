namespace Incidents.Alerts;

/// <summary>Prometheus Alertmanager's webhook, version 4. Source: Alertmanager, template.Data and notify/webhook.</summary>
/// <param name="serviceLabels">The labels that name the service; the first that is there counts.</param>
public sealed class Alertmanager(IReadOnlyList<string> serviceLabels) : ISender
{
    /// <summary>The labels looked at unless configured otherwise.</summary>
    public static readonly IReadOnlyList<string> DefaultServiceLabels = ["service", "job", "alertname"];

    /// <inheritdoc/>
    public string Type => "alertmanager";

    /// <inheritdoc/>
    public string Setup(SourceSetup source)
    {
        var client = source.PrometheusClient("Alertmanager");
        return $"""
            # alertmanager.yml: lead your own routes to this receiver.
            route:
              receiver: incidents
            receivers:
              - name: incidents
                webhook_configs:
                  - url: {SourceSetup.Quoted(source.Address)}
                    send_resolved: true
            """ + (client.Length == 0 ? "" : $"\n        http_config:\n          {client}");
    }

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => AlertGroup.Map(document, "Point an Alertmanager webhook (version 4) without a custom payload here.",
        "Alertmanager left out {n} alerts (max_alerts)", serviceLabels, "generatorURL");
}
