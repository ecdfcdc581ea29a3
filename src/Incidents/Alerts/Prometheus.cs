using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// What Prometheus posts to an Alertmanager (API version 2): a bare list. The labels name the alert, its start the occurrence; it is over once <c>endsAt</c> is past.
/// An <c>endsAt</c> that passes without another word ends nothing: silence is not recovery. Source: Alertmanager, api/v2 and types.Alert.
/// </summary>
/// <param name="serviceLabels">The labels that name the service; the first that is there counts.</param>
public sealed class Prometheus(IReadOnlyList<string> serviceLabels) : ISender
{
    const ulong FnvOffset = 14695981039346656037;
    const ulong FnvPrime = 1099511628211;

    // No UTF-8 text has this byte, so that no two sets of labels are one text.
    const byte Separator = 0xFF;

    /// <inheritdoc/>
    public string Type => "prometheus";

    /// <inheritdoc/>
    public string Setup(SourceSetup source)
    {
        var client = source.PrometheusClient("Prometheus");
        var path = source.Base.AbsolutePath.TrimEnd('/');
        return $"""
            # prometheus.yml
            alerting:
              alertmanagers:
                - api_version: v2
                  scheme: {source.Base.Scheme}
                  static_configs:
                    - targets: [{SourceSetup.Quoted($"{source.Base.IdnHost}:{source.Base.Port}")}]
            """ + (path.Length == 0 ? "" : $"\n      path_prefix: {SourceSetup.Quoted(path)}") + (client.Length == 0 ? "" : $"\n      {client}");
    }

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return MappedInput.Unmappable("The body is not a list. Prometheus posts a list of alerts to Alertmanager's API, version 2.");
        }

        var (fired, ended, nameless) = (new List<Alert>(), new List<EndedAlert>(), 0);
        foreach (var alert in root.EnumerateArray())
        {
            if (Labels(alert) is { Count: > 0 } labels)
            {
                Sort(alert, labels, document, fired, ended);
            }
            else
            {
                nameless++;
            }
        }

        return nameless == 0 ? new MappedInput(fired, ended)
            : fired.Count + ended.Count == 0 ? MappedInput.Unmappable("No alert has a label, so that none can be told from another.")
            : new MappedInput(fired, ended, $"{nameless} alerts had no label and could not be told from others; they are left out.");
    });

    /// <summary>The fingerprint of a set of labels, 16 hexadecimal digits: the same as Alertmanager's, so that both ways name an alert alike (FNV-1a, names in byte order).</summary>
    public static string Fingerprint(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var sorted = labels.ToArray();
        Array.Sort(sorted, (one, other) => string.CompareOrdinal(one.Key, other.Key));
        var hash = FnvOffset;
        foreach (var (name, value) in sorted)
        {
            hash = Hash(Hash(hash, name), value);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    static ulong Hash(ulong hash, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * FnvPrime;
        }

        return (hash ^ Separator) * FnvPrime;
    }

    void Sort(JsonElement alert, Dictionary<string, string> labels, Incoming document, List<Alert> fired, List<EndedAlert> ended)
    {
        var (_, source, at, _) = document;
        var key = $"{source}/{Fingerprint(labels)}";
        var starts = alert.Time("startsAt");
        var (episode, startedAt) = (starts?.ToString("O", CultureInfo.InvariantCulture) ?? "", starts ?? at);
        var service = serviceLabels.Select(labels.GetValueOrDefault).FirstOrDefault(s => !string.IsNullOrWhiteSpace(s)) ?? source;
        if (alert.Time("endsAt") is { } end && end <= at)
        {
            ended.Add(new EndedAlert(key, episode, service, starts is null ? at : end));
            return;
        }

        var annotations = alert.Member("annotations");
        fired.Add(new Alert(key, episode, source, service,
            StrictJson.Line(annotations.FirstText("summary", "description") ?? labels.GetValueOrDefault("alertname") ?? "Alert"),
            StrictJson.Severity(labels.GetValueOrDefault("severity")), annotations.Number("affected_users") ?? alert.Member("labels").Number("affected_users"),
            startedAt < at ? startedAt : at, alert.Link("generatorURL"),
            StrictJson.Host(AlertGroup.HostLabels.Select(labels.GetValueOrDefault).FirstOrDefault(s => !string.IsNullOrWhiteSpace(s)))));
    }

    // A label without a value is no label, as in Prometheus.
    static Dictionary<string, string> Labels(JsonElement alert) => alert.Member("labels") is { ValueKind: JsonValueKind.Object } labels
        ? labels.EnumerateObject().Where(l => l.Value.ValueKind == JsonValueKind.String && l.Value.GetString() is { Length: > 0 }).ToDictionary(l => l.Name, l => l.Value.GetString()!, StringComparer.Ordinal)
        : [];
}
