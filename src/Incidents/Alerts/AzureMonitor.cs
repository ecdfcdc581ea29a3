using System.Globalization;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// An Azure Monitor action group's webhook, common alert schema; the alert id names one instance of an alert, from fired to resolved. The metric alert schema that came
/// before is read too: it names the rule and the resource, and its end names no occurrence. Source: Azure Monitor, "Common alert schema" and "Non-common alert schema".
/// </summary>
public sealed class AzureMonitor : ISender
{
    const string SwitchOn = "Switch on \"Enable the common alert schema\" for this webhook in the action group.";

    /// <inheritdoc/>
    public string Type => "azureMonitor";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => source.Proof switch
    {
        SourceProof.Basic or SourceProof.Path or SourceProof.None => $"""
            az monitor action-group update --resource-group RESOURCE-GROUP --name ACTION-GROUP \
              --add-action webhook incidents "{source.AddressWithUser}" usecommonalertschema
            """,
        SourceProof.Entra when source.Entra is { } entra => $"""
            {entra.Prepare(entra.Role ?? "ActionGroupsSecureWebhook")}
            # The action group, by an owner of that registration:
            az monitor action-group update --resource-group RESOURCE-GROUP --name ACTION-GROUP \
              --add-action webhook incidents "{source.Address}" useaadauth "$OBJECT" "{entra.Audience}" usecommonalertschema
            """,
        _ => source.Cannot("Azure Monitor's webhook", "basic\" or \"entra"),
    };

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root => root.Text("schemaId") switch
    {
        "azureMonitorCommonAlertSchema" => Common(document, root.Member("data")),
        "AzureMonitorMetricAlert" => Metric(document, root.Member("data")),
        { } other => MappedInput.Unmappable($"The schema \"{StrictJson.Line(other)}\" is older than the common one. {SwitchOn}"),
        null => MappedInput.Unmappable($"There is no \"schemaId\": this is no alert of Azure Monitor, or a classic one. {SwitchOn}"),
    });

    static MappedInput Common(Incoming document, JsonElement data)
    {
        var (_, source, at, _) = document;
        var (essentials, custom) = (data.Member("essentials"), data.Member("customProperties"));
        if (essentials.FirstText("alertId") is not { } id)
        {
            return MappedInput.Unmappable("data.essentials has no \"alertId\".");
        }

        var (key, start) = ($"{source}/{id}", essentials.Time("firedDateTime"));
        var service = custom.FirstText("service") ?? First(essentials, "configurationItems") ?? Name(First(essentials, "alertTargetIDs")) ?? Name(essentials.FirstText("alertRule")) ?? source;
        switch (essentials.Text("monitorCondition"))
        {
            case "Resolved":
                return new MappedInput([], [new EndedAlert(key, Episode(start), service, Until(essentials.Time("resolvedDateTime"), at))]);
            case "Fired":
                return new MappedInput([new Alert(key, Episode(start), source, service, Summary(Name(essentials.FirstText("alertRule")), essentials.FirstText("description")),
                    Severity(essentials.Text("severity")), custom.Number("affected_users"), Until(start, at),
                    essentials.Link("investigationLink"), StrictJson.Host(Name(First(essentials, "alertTargetIDs"))))], []);
            default:
                return MappedInput.Unmappable("data.essentials.monitorCondition is neither \"Fired\" nor \"Resolved\".");
        }
    }

    static MappedInput Metric(Incoming document, JsonElement data)
    {
        var (_, source, at, _) = document;
        var (context, custom) = (data.Member("context"), data.Member("properties"));
        if (context.FirstText("id") is not { } rule || data.Text("status") is not ("Activated" or "Deactivated"))
        {
            return MappedInput.Unmappable($"The metric alert has no \"id\", or its status is neither \"Activated\" nor \"Deactivated\". {SwitchOn}");
        }

        var (key, time) = ($"{source}/{rule}/{context.Text("resourceId")}", Until(context.Time("timestamp"), at));
        var service = custom.FirstText("service") ?? context.FirstText("resourceName", "name") ?? source;
        return data.Text("status") == "Deactivated" ? new MappedInput([], [new EndedAlert(key, "", service, time)])
            : new MappedInput([new Alert(key, "", source, service, Summary(context.FirstText("name"), context.FirstText("description")),
                Severity($"Sev{context.Number("severity")}"), custom.Number("affected_users"), time, context.Link("portalLink"),
                StrictJson.Host(context.FirstText("resourceName") ?? Name(context.FirstText("resourceId"))))], []);
    }

    // Two spellings of one time are one occurrence; without it, the alert's id has to do.
    static string Episode(DateTimeOffset? start) => start?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    static DateTimeOffset Until(DateTimeOffset? time, DateTimeOffset at) => time is { } t && t < at ? t : at;

    static string Summary(string? rule, string? description) => StrictJson.Line((rule, description) switch
    {
        (null, null) => "Azure Monitor alert",
        (null, _) => description,
        (_, null) => rule,
        _ => $"{rule}: {description}",
    });

    static string? First(JsonElement element, string list) => element.Member(list) is { ValueKind: JsonValueKind.Array } items
        ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))
        : null;

    // Some monitors write a rule's or a resource's whole id, which ends with its name.
    static string? Name(string? id) => id?.Split('/').LastOrDefault(part => !string.IsNullOrWhiteSpace(part));

    static Severity? Severity(string? level) => level switch
    {
        "Sev0" => Incidents.Severity.Critical,
        "Sev1" or "Sev2" => Incidents.Severity.Major,
        "Sev3" or "Sev4" => Incidents.Severity.Minor,
        _ => null,
    };
}
