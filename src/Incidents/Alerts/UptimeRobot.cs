using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// UptimeRobot's webhook, as JSON or as a form of the same fields (docs/senders.md has the body to paste). <c>alertType</c> 1 is down, 2 is up, 3 an expiring certificate or domain, which is an
/// alert of its own. Variables that UptimeRobot did not fill in (<c>*monitorURL*</c>) count as missing. Source: UptimeRobot's alert contacts and public receivers.
/// </summary>
public sealed class UptimeRobot : ISender
{
    /// <inheritdoc/>
    public string Type => "uptimeRobot";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <inheritdoc/>
    public bool TakesForms => true;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => source.Proof is not (SourceProof.Path or SourceProof.None) ? source.Cannot("UptimeRobot", "path") : $$"""
        # Integrations, Webhook. "Send as JSON" may be on or off.
        URL to notify: {{source.Address}}
        POST value:
        { "monitorID": "*monitorID*", "monitorURL": "*monitorURL*", "monitorFriendlyName": "*monitorFriendlyName*", "alertType": "*alertType*",
          "alertTypeFriendlyName": "*alertTypeFriendlyName*", "alertDetails": "*alertDetails*", "alertDateTime": "*alertDateTime*",
          "sslExpiryDate": "*sslExpiryDate*", "service": "YOUR-SERVICE", "severity": "major" }
        """;

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(FormFields.AsJson(document), root =>
    {
        var (source, at) = (document.Source, document.At);
        if (Value(root, "monitorID") is not { } monitor || Value(root, "alertType") is not ("1" or "2" or "3"))
        {
            return MappedInput.Unmappable("There is no \"monitorID\", or \"alertType\" is neither 1 (down), 2 (up) nor 3 (expiry). Paste the body that docs/senders.md has.");
        }

        var type = Value(root, "alertType");
        var time = root.Seconds("alertDateTime");
        var service = Value(root, "service") ?? Value(root, "monitorFriendlyName") ?? source;
        if (type == "2")
        {
            return new MappedInput([], [new EndedAlert($"{source}/{monitor}", "", service, time.NotAfter(at))]);
        }

        var expires = type == "3";
        return new MappedInput([new Alert(
            expires ? $"{source}/{monitor}/expiry" : $"{source}/{monitor}",
            (expires ? Value(root, "sslExpiryDate") : null) ?? time.Episode(), source, service,
            StrictJson.Line($"{Value(root, "monitorFriendlyName") ?? monitor}: {Value(root, "alertDetails") ?? Value(root, "alertTypeFriendlyName") ?? (expires ? "expires soon" : "down")}"),
            StrictJson.Severity(Value(root, "severity")) ?? (expires ? Severity.Minor : null), root.Number("affectedUsers"), time.NotAfter(at), root.Link("monitorURL"),
            StrictJson.Host(root.Link("monitorURL")?.Host ?? Value(root, "monitorURL")))], []);
    });

    static string? Value(JsonElement root, string name) => root.Scalar(name) is { } text && !(text.Length > 1 && text[0] == '*' && text[^1] == '*') ? text : null;
}
