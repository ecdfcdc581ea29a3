using System.Security.Cryptography;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// PagerDuty's Events API, version 2. The <c>dedup_key</c> names the alert and nothing names the occurrence: what arrived last
/// counts, as at PagerDuty, and <c>payload.timestamp</c>, which clients set as they like, decides nothing.
/// <c>acknowledge</c> says nothing to the plan: only a person takes an incident. Source: PagerDuty, "Send an alert event".
/// </summary>
public sealed class PagerDuty : ISender
{
    /// <summary>The longest dedup_key, in characters.</summary>
    public const int MaxDedupKey = 255;

    /// <inheritdoc/>
    public string Type => "pagerDuty";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <summary>429, on which clients of the Events API try again. Source: PagerDuty, "Events API v2", response codes.</summary>
    public int TooMany => 429;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => $"""
        # A client of the Events API, version 2: only its base address and its routing key change.
        Base address: {source.Root}      (in place of https://events.pagerduty.com; it posts to {source.Root}/v2/enqueue)
        Routing key:  {source.Secret}
        """;

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        var (body, source, at, _) = document;
        if (Errors(root) is { Count: > 0 } errors)
        {
            return MappedInput.Unmappable($"The event is invalid: {string.Join("; ", errors)}.");
        }

        var key = $"{source}/{DedupKey(root, body.Span)}";
        return root.Text("event_action") switch
        {
            "trigger" => new MappedInput([Fired(root, key, source, at)], []),
            "resolve" => new MappedInput([], [new EndedAlert(key, Episode: "", Service: "", at)]),
            _ => new MappedInput([], []),
        };
    });

    /// <summary>The alert's name. An event without one gets 32 hexadecimal digits, the same for the same bytes, so that an event that is sent again is a repeat.</summary>
    /// <param name="root">The event.</param>
    /// <param name="body">As it is kept.</param>
    public static string DedupKey(JsonElement root, ReadOnlySpan<byte> body) => root.Text("dedup_key") is { Length: > 0 } key ? key : Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));

    /// <summary>What PagerDuty would call invalid, in its words as far as they are known; empty when nothing is.</summary>
    public static IReadOnlyList<string> Errors(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return ["The event is not a JSON object"];
        }

        var action = root.Text("event_action");
        var payload = root.Member("payload");
        return
        [
            .. action is "trigger" or "acknowledge" or "resolve" ? (string[])[] : ["'event_action' is missing or is not one of trigger, acknowledge, resolve"],
            .. root.Text("dedup_key") is { Length: > MaxDedupKey } ? ["'dedup_key' is longer than 255 characters"] : (string[])[],
            .. action is "acknowledge" or "resolve" && string.IsNullOrEmpty(root.Text("dedup_key")) ? ["'dedup_key' is missing or blank"] : (string[])[],
            .. action != "trigger" ? (string[])[]
                : payload.ValueKind != JsonValueKind.Object ? ["'payload' is missing or blank"]
                : [.. Blank(payload, "summary"), .. Blank(payload, "source"),
                    .. payload.Text("severity") is "critical" or "error" or "warning" or "info" ? (string[])[] : ["'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')"]],
        ];
    }

    static string[] Blank(JsonElement payload, string name) => string.IsNullOrWhiteSpace(payload.Text(name)) ? [$"'payload.{name}' is missing or blank"] : [];

    // The host in payload.source is no service: 37 hosts of one outage would be 37 incidents. A routing key stands for a service at PagerDuty, so the source does here.
    static Alert Fired(JsonElement root, string key, string source, DateTimeOffset at)
    {
        var payload = root.Member("payload");
        var details = payload.Member("custom_details");
        var service = details.FirstText("service") ?? payload.FirstText("component") ?? source;
        var link = root.Member("links") is { ValueKind: JsonValueKind.Array } links ? links.EnumerateArray().Select(l => l.Link("href")).FirstOrDefault(l => l is not null) : null;
        return new Alert(key, Episode: "", source, service, StrictJson.Line(payload.Text("summary")!), StrictJson.Severity(payload.Text("severity")),
            details.Number("affected_users"), at, link ?? root.Link("client_url"), StrictJson.Host(payload.Text("source")));
    }
}
