using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// Pingdom's webhook, version 1. The check names the alert and <c>state_changed_timestamp</c> the occurrence; only <c>DOWN</c> fires and only <c>UP</c> ends. The check's
/// tags or custom message may hold <c>service:NAME</c> and <c>affected_users:N</c>. Source: Pingdom, "Webhooks".
/// </summary>
public sealed class Pingdom : ISender
{
    /// <inheritdoc/>
    public string Type => "pingdom";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => source.Proof is not (SourceProof.Path or SourceProof.None) ? source.Cannot("Pingdom", "path") : $"""
        # Integrations, Add integration, type Webhook; then tick it in each check, and give the check the tag service:YOUR-SERVICE.
        URL: {source.Address}
        """;

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        var (source, at) = (document.Source, document.At);
        if (root.Scalar("check_id") is not { } check || root.Text("current_state") is not { Length: > 0 } state)
        {
            return MappedInput.Unmappable("There is no \"check_id\", or no \"current_state\".");
        }

        var time = root.Seconds("state_changed_timestamp");
        var words = $"{Tags(root.Member("tags"))} {root.Text("custom_message")}";
        var service = LooseJson.Word(words, "service") ?? root.Scalar("check_name") ?? source;
        return state.ToUpperInvariant() switch
        {
            "DOWN" => new MappedInput([new Alert($"{source}/{check}", time.Episode(), source, service,
                StrictJson.Line($"{root.Scalar("check_name") ?? check}: {root.Scalar("long_description") ?? root.Scalar("description") ?? "down"}"),
                StrictJson.Severity(LooseJson.Word(words, "severity") ?? root.Text("importance_level")), LooseJson.Users(words), time.NotAfter(at), Address(root.Member("check_params")),
                StrictJson.Host(Address(root.Member("check_params"))?.Host ?? root.Member("check_params").Scalar("hostname")))], []),
            "UP" => new MappedInput([], [new EndedAlert($"{source}/{check}", "", service, time.NotAfter(at))]),
            _ => MappedInput.Unmappable("\"current_state\" is neither DOWN nor UP."),
        };
    });

    static string Tags(JsonElement tags) => tags.ValueKind == JsonValueKind.Array
        ? string.Join(' ', tags.EnumerateArray().Select(tag => tag.ValueKind == JsonValueKind.String ? tag.GetString() : tag.Text("name"))) : "";

    static Uri? Address(JsonElement check) => check.Link("full_url") ?? check.Link("url");
}
