namespace Incidents.Alerts;

/// <summary>What a sender has to know to be given a token of Microsoft Entra.</summary>
/// <param name="Authority">Where Entra is, without a slash at its end.</param>
/// <param name="Tenant">The tenant's id.</param>
/// <param name="Audience">What the token is for.</param>
/// <param name="App">The client id of the first app that may send.</param>
/// <param name="Role">The app role that the token must hold; null when none.</param>
public sealed record EntraSetup(string Authority, string Tenant, string Audience, string App, string? Role)
{
    /// <summary>Azure Monitor's own app, "AZNS AAD Webhook", of the public cloud. Source: Azure Monitor, "Configure authentication for secure webhook".</summary>
    public const string AzureMonitor = "461e8683-5575-4561-ac7f-899cc907d62a";

    // A role's id is the app registration's own affair; one that stays makes the commands repeatable.
    const string RoleId = "6f0f3f0c-5d0b-4c1e-9a55-2f6a0f9c8a41";

    /// <summary>Where tokens are given.</summary>
    public string TokenAddress => $"{Authority}/{Tenant}/oauth2/v2.0/token";

    /// <summary>Commands of a shell that prepare the tenant for an app: the registration that tokens are for, its role, and the app in that role. They leave the registration's id in <c>$OBJECT</c>.</summary>
    public string Prepare(string role) => $$"""
        # Once, signed in by "az login --tenant {{Tenant}}" as somebody who may register apps and grant roles:
        az ad app create --display-name incident-functions --sign-in-audience AzureADMyOrg --identifier-uris '{{Audience}}' --app-roles '[{"allowedMemberTypes":["Application"],"description":"May post alerts","displayName":"{{role}}","id":"{{RoleId}}","isEnabled":true,"value":"{{role}}"}]'
        OBJECT=$(az ad app list --identifier-uri '{{Audience}}' --query '[0].id' --output tsv)
        RESOURCE=$(az ad sp create --id "$(az ad app list --identifier-uri '{{Audience}}' --query '[0].appId' --output tsv)" --query id --output tsv)
        SENDER=$(az ad sp show --id {{App}} --query id --output tsv || az ad sp create --id {{App}} --query id --output tsv)
        az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$SENDER/appRoleAssignments" --body "{\"principalId\":\"$SENDER\",\"resourceId\":\"$RESOURCE\",\"appRoleId\":\"{{RoleId}}\"}"
        """;
}
