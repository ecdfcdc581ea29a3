using System.Globalization;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// CloudEvents 1.0 over HTTP: structured, batched, or binary with the attributes in <c>ce-</c> headers. The data is an alert of our generic format; what it leaves
/// out is taken from the event: the key from <c>subject</c>, the start from <c>time</c>, the service from the extension <c>service</c>.
/// Source: CloudEvents specification 1.0.2, HTTP protocol binding and JSON event format.
/// </summary>
public sealed class CloudEvents : ISender
{
    const string Structured = "application/cloudevents";

    /// <inheritdoc/>
    public string Type => "cloudEvents";

    /// <inheritdoc/>
    public IReadOnlyList<string> Headers => ["ce-*"];

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <summary>429, which a receiver answers to what is too much. Source: CloudEvents, "HTTP 1.1 Web Hooks for Event Delivery", section 2.2.</summary>
    public int TooMany => 429;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => $"""
        # alert.json is a structured event; a batch goes as application/cloudevents-batch+json, a binary one with ce- headers.
        {source.Curl("application/cloudevents+json")}
        """;

    /// <inheritdoc/>
    public MappedInput Map(Incoming document)
    {
        var isStructured = document.Headers.GetValueOrDefault("content-type", "").StartsWith(Structured, StringComparison.OrdinalIgnoreCase);
        if (isStructured || !document.Headers.ContainsKey("ce-specversion"))
        {
            return StrictJson.Map(document.Body, root => Events(document, root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root]));
        }

        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in document.Headers.Where(header => header.Key.StartsWith("ce-", StringComparison.Ordinal)))
        {
            if (CloudEventHeader.Decode(value) is not { } decoded)
            {
                return MappedInput.Unmappable($"The header {name} is not UTF-8 once its percent signs are decoded.");
            }

            attributes[name[3..]] = decoded;
        }

        return StrictJson.Map(document.Body, data => Event(document, JsonSerializer.SerializeToElement(attributes), data));
    }

    static MappedInput Events(Incoming document, IReadOnlyList<JsonElement> events)
    {
        var all = events.Select(one => one.FirstText("data_base64") is { } packed ? Unpacked(document, one, packed) : Event(document, one, one.Member("data"))).ToList();
        var bad = all.Index().Where(one => one.Item.Problem is not null).ToList();
        var problem = bad.Count == 0 ? null : all.Count == 1 ? bad[0].Item.Problem
            : $"{bad.Count} of {all.Count} events cannot be mapped, the others are taken. Event {bad[0].Index + 1}: {bad[0].Item.Problem}";
        return new MappedInput([.. all.SelectMany(one => one.Fired)], [.. all.SelectMany(one => one.Ended)], null, problem);
    }

    static MappedInput Unpacked(Incoming document, JsonElement attributes, string packed)
    {
        var bytes = new byte[packed.Length];
        return Convert.TryFromBase64String(packed, bytes, out var length) ? StrictJson.Map(bytes.AsMemory(0, length), data => Event(document, attributes, data))
            : MappedInput.Unmappable("\"data_base64\" is not Base64.");
    }

    static MappedInput Event(Incoming document, JsonElement attributes, JsonElement data)
    {
        if (attributes.Text("specversion") != "1.0" || attributes.FirstText("id") is null || attributes.FirstText("source") is not { } origin || attributes.FirstText("type") is not { } type)
        {
            return MappedInput.Unmappable("A CloudEvent has a \"specversion\" of \"1.0\", an \"id\", a \"source\" and a \"type\".");
        }

        if ((data.FirstText("key") ?? attributes.FirstText("subject")) is not { } name || data.Text("status") is not ("firing" or "resolved"))
        {
            return MappedInput.Unmappable("The data of an event is JSON with a \"status\" of \"firing\" or \"resolved\", and with a \"key\" unless the event has a \"subject\".");
        }

        var (_, source, at, _) = document;
        var (key, time) = ($"{source}/{origin}/{name}", attributes.Time("time"));
        var startedAt = data.Time("startsAt");
        var episode = data.FirstText("episode") ?? startedAt?.ToString("O", CultureInfo.InvariantCulture) ?? "";
        var service = data.FirstText("service") ?? attributes.FirstText("service") ?? source;
        return data.Text("status") == "resolved" ? new MappedInput([], [new EndedAlert(key, episode, service, Until(data.Time("endsAt") ?? time, at))])
            : new MappedInput([new Alert(key, episode, source, service, StrictJson.Line(data.FirstText("summary", "title") ?? type), StrictJson.Severity(data.Text("severity")),
                data.Number("affectedUsers"), Until(startedAt ?? time, at), data.Link("link"),
                StrictJson.Host(data.FirstText("host") ?? attributes.FirstText("subject")))], []);
    }

    static DateTimeOffset Until(DateTimeOffset? time, DateTimeOffset at) => time is { } t && t < at ? t : at;
}
