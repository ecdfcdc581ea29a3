using System.Text.Encodings.Web;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// What an Alertmanager shows at <c>GET /api/v2/alerts</c>, as the notifications that it sends of the same. Only what fires is read: an alert that is not shown, or is over, says
/// nothing here. Source: Alertmanager, api/v2/openapi.yaml (gettableAlert) and template.Data.
/// </summary>
/// <param name="Alerts">One element of a notification's list for each alert that fires.</param>
/// <param name="Problem">Why nothing could be read; null when something was.</param>
public sealed record ShownAlerts(IReadOnlyList<byte[]> Alerts, string? Problem = null)
{
    static readonly string[] Copied = ["labels", "annotations", "startsAt", "endsAt", "generatorURL", "fingerprint"];

    // It is read again by us alone.
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a list.</summary>
    /// <param name="body">As Alertmanager answered.</param>
    /// <param name="startedBy">What began later is left to its notification, which may still come.</param>
    public static ShownAlerts Read(ReadOnlyMemory<byte> body, DateTimeOffset startedBy)
    {
        var (alerts, isList) = (new List<byte[]>(), false);
        var read = StrictJson.Map(body, root =>
        {
            isList = root.ValueKind == JsonValueKind.Array;
            alerts.AddRange((isList ? root.EnumerateArray() : default).Where(alert => Fires(alert, startedBy)).Select(Element));
            return new MappedInput([], []);
        });
        return read.Problem is { } problem ? new([], problem) : isList ? new(alerts) : new([], "The answer is no list of alerts.");
    }

    /// <summary>A notification (webhook version 4) of some of the alerts.</summary>
    public static byte[] Notification(IEnumerable<byte[]> alerts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteString("version", "4");
            json.WriteString("status", "firing");
            json.WriteStartArray("alerts");
            foreach (var alert in alerts)
            {
                json.WriteRawValue(alert);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    // What is silenced or inhibited would not have been told of; the query leaves it out already.
    static bool Fires(JsonElement alert, DateTimeOffset startedBy) => alert.FirstText("fingerprint") is not null && alert.Time("startsAt") <= startedBy
        && (alert.Member("status").Text("state") ?? "active") == "active";

    static byte[] Element(JsonElement alert)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteString("status", "firing");
            foreach (var member in alert.EnumerateObject().Where(member => Copied.Contains(member.Name, StringComparer.Ordinal)))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
