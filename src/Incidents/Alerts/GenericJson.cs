using System.Globalization;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// Our own documented format, for senders that can be told what to send: <c>{"alerts":[{"key","status":"firing|resolved","service","summary","startsAt",
/// "episode?","severity?","affectedUsers?","endsAt?","link?","host?"}]}</c>, or one such alert by itself. An <c>episode</c> stands in for <c>startsAt</c>. Unknown members are ignored.
/// </summary>
public sealed class GenericJson : ISender
{
    /// <inheritdoc/>
    public string Type => "generic";

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        var (_, source, at, _) = document;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return MappedInput.Unmappable("The body is an object with a list \"alerts\", or one alert.");
        }

        var fired = new List<Alert>();
        var ended = new List<EndedAlert>();
        foreach (var alert in root.Member("alerts").ValueKind == JsonValueKind.Array ? [.. root.GetProperty("alerts").EnumerateArray()] : new[] { root })
        {
            if (Missing(alert) is { } problem)
            {
                return MappedInput.Unmappable(problem);
            }

            var startedAt = alert.Time("startsAt");
            var key = $"{source}/{alert.Text("key")}";
            var episode = alert.FirstText("episode") ?? startedAt!.Value.ToString("O", CultureInfo.InvariantCulture);
            if (alert.Text("status") == "resolved")
            {
                ended.Add(new EndedAlert(key, episode, alert.Text("service")!, alert.Time("endsAt") is { } end && end < at ? end : at));
            }
            else
            {
                fired.Add(new Alert(key, episode, source, alert.Text("service")!, StrictJson.Line(alert.Text("summary")!), StrictJson.Severity(alert.Text("severity")), alert.Number("affectedUsers"),
                    startedAt < at ? startedAt.Value : at, alert.Link("link"), StrictJson.Host(alert.Text("host"))));
            }
        }

        return new MappedInput(fired, ended);
    });

    static string? Missing(JsonElement alert) =>
        string.IsNullOrWhiteSpace(alert.Text("key")) ? "An alert has no \"key\": a text that stays the same while the alert fires."
        : string.IsNullOrWhiteSpace(alert.Text("episode")) && alert.Time("startsAt") is null ? "An alert has neither \"startsAt\" nor \"episode\"; without one, a repeat cannot be told from a new occurrence."
        : alert.Text("status") is not ("firing" or "resolved") ? "An alert's \"status\" is \"firing\" or \"resolved\"."
        : string.IsNullOrWhiteSpace(alert.Text("service")) ? "An alert has no \"service\": the id of the service it is about."
        : alert.Text("status") == "firing" && string.IsNullOrWhiteSpace(alert.Text("summary")) ? "An alert has no \"summary\": one line for the people who are called."
        : null;
}
