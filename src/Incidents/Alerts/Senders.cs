using System.Collections.Immutable;

namespace Incidents.Alerts;

/// <summary>Every sender whose format is known. A further one is a file beside this and a line here.</summary>
public static class Senders
{
    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<ISender> All =
    [
        new Alertmanager(Alertmanager.DefaultServiceLabels),
        new GenericJson(),
        new Grafana(),
        new AzureMonitor(),
        new Datadog(),
        new PagerDuty(),
        new Prometheus(Alertmanager.DefaultServiceLabels),
        new CloudEvents(),
        new Sentry(),
        new UptimeRobot(),
        new Pingdom(),
        new CloudWatch(),
        new Opsgenie(),
    ];

    /// <summary>The sender of a type; null when none has it.</summary>
    public static ISender? Find(string type) => All.FirstOrDefault(sender => sender.Type == type);
}
