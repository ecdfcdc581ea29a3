using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// Datadog's webhook with the payload that docs/senders.md gives to paste. The monitor and its alert cycle name one occurrence, from the trigger to the recovery.
/// Datadog writes values into the template unescaped, so a quote in a title can spoil a document. Source: Datadog, "Webhooks", variables.
/// </summary>
public sealed class Datadog : ISender
{
    static readonly ImmutableHashSet<string> Firing = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase,
        "Triggered", "Re-Triggered", "Warn", "Re-Warn", "No Data", "Re-No Data", "Renotify");

    /// <inheritdoc/>
    public string Type => "datadog";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <summary>The payload to paste into the webhook.</summary>
    public const string Payload = """
        {"v":1,"event_id":"$ID","monitor_id":"$ALERT_ID","cycle":"$ALERT_CYCLE_KEY","transition":"$ALERT_TRANSITION","priority":"$ALERT_PRIORITY",
         "title":"$EVENT_TITLE","text":"$TEXT_ONLY_MSG","scope":"$ALERT_SCOPE","tags":"$TAGS","link":"$LINK","ts":"$DATE"}
        """;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => $"""
        # Integrations, Webhooks, New. Then mention @webhook-incidents in the monitors, also in what they say on recovery.
        Name:           incidents
        URL:            {source.AddressWithUser}
        Custom headers: {(source.FixedHeader is { } header ? $"{{{SourceSetup.Quoted(header.Name)}: {SourceSetup.Quoted(header.Value)}}}" : source.Proof is SourceProof.Basic or SourceProof.Path or SourceProof.None ? "none" : source.Cannot("Datadog", "bearer"))}
        Encode as form: off
        Payload:
        {Payload}
        """;

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        var (_, source, at, _) = document;
        if (Filled(root, "monitor_id") is not { } monitor || Filled(root, "cycle") is not { } cycle)
        {
            return MappedInput.Unmappable("There is no \"monitor_id\" or no \"cycle\". Paste the payload of docs/senders.md into the webhook, and mention the webhook in monitors only.");
        }

        var transition = Filled(root, "transition") ?? "";
        var (key, time) = ($"{source}/{monitor}/{cycle}", Time(root) is { } told && told < at ? told : at);
        var service = Tag(root, "service") ?? source;
        if (transition.Equals("Recovered", StringComparison.OrdinalIgnoreCase))
        {
            return new MappedInput([], [new EndedAlert(key, cycle, service, time)]);
        }

        if (!Firing.Contains(transition))
        {
            return MappedInput.Unmappable($"The transition \"{StrictJson.Line(transition)}\" is none of {string.Join(", ", Firing.Order(StringComparer.Ordinal))} or Recovered.");
        }

        return new MappedInput([new Alert(key, cycle, source, service, StrictJson.Line(Filled(root, "title") ?? Filled(root, "text") ?? "Datadog monitor"),
            StrictJson.Severity(Filled(root, "priority")), root.Number("affected_users") ?? Users(root), time, root.Link("link"), StrictJson.Host(Filled(root, "host") ?? Tag(root, "host")))], []);
    });

    static int? Users(JsonElement root) => int.TryParse(Tag(root, "affected_users"), NumberStyles.None, CultureInfo.InvariantCulture, out var users) ? users : null;

    // A monitor's own tags come before those of the group that triggered.
    static string? Tag(JsonElement root, string name) => $"{Filled(root, "tags")},{Filled(root, "scope")}".Split(',', StringSplitOptions.TrimEntries)
        .Where(tag => tag.StartsWith($"{name}:", StringComparison.Ordinal)).Select(tag => tag[(name.Length + 1)..]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    // A variable without a value becomes "null" or stays as it is written.
    static string? Filled(JsonElement root, string name) => root.FirstText(name) is { } text && text is not ("null" or ['$', >= 'A' and <= 'Z', ..]) ? text : null;

    static DateTimeOffset? Time(JsonElement root) => long.TryParse(Filled(root, "ts"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
