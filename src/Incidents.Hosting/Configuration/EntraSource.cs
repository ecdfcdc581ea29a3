using Incidents.Alerts;

namespace Incidents.Hosting.Configuration;

/// <summary>What a source that shows tokens of Microsoft Entra needs, and what no other has.</summary>
static class EntraSource
{
    const string PublicCloud = "https://login.microsoftonline.com";

    /// <summary>Every problem.</summary>
    public static IEnumerable<Problem> Problems(SourceEntry source, string path) => source.Auth == SourceProof.Entra ? Its(source, path) : Others(source, path);

    /// <summary>Where Entra is, without a slash at its end.</summary>
    public static string Authority(SourceEntry source) => (source.Authority ?? PublicCloud).TrimEnd('/');

    /// <summary>The client ids of the apps that may send.</summary>
    public static IReadOnlyList<string> Apps(SourceEntry source) => source.Apps.Count > 0 || source.Type.Name != "azureMonitor" ? source.Apps : [EntraSetup.AzureMonitor];

    static IEnumerable<Problem> Its(SourceEntry source, string path)
    {
        if (!IsId(source.Tenant))
            yield return new($"{path}.tenant", source.Tenant is null ? "entra needs the tenant whose tokens are taken." : $"\"{source.Tenant}\" is no tenant's id; a name, or \"common\", would not do.",
                "Write what \"az account show --query tenantId\" prints.");
        if (string.IsNullOrWhiteSpace(source.Audience))
            yield return new($"{path}.audience", "entra needs to know what its tokens are for.", "Write the identifier URI of the app registration, such as api://incidents.contoso.example.");
        if (source.Type is not null && Apps(source).Count == 0)
            yield return new($"{path}.apps", "Any app of the tenant could raise incidents.", "List the client ids of the apps that may send.");
        foreach (var (index, app) in source.Apps.Index().Where(app => !IsId(app.Item)))
            yield return new($"{path}.apps[{index}]", $"\"{app}\" is no client id.", "Write the app's client id, such as 461e8683-5575-4561-ac7f-899cc907d62a; not its name or object id.");
        if (source.Role is not null && string.IsNullOrWhiteSpace(source.Role))
            yield return new($"{path}.role", "The role has no name.", "Write the value of the app role, or leave it out.");
        if (source.Authority is not null && !IsAuthority(source.Authority))
            yield return new($"{path}.authority", $"\"{source.Authority}\" is no address that keys can be trusted from.", "Write one that begins with https, such as https://login.microsoftonline.us, or leave it out.");
        if (source.Secret is not null)
            yield return new($"{path}.secret", "Tokens of Entra are checked by its published keys.", "Leave it out.");
    }

    static IEnumerable<Problem> Others(SourceEntry source, string path)
    {
        foreach (var (key, isGiven) in new[] { ("tenant", source.Tenant is not null), ("audience", source.Audience is not null), ("apps", source.Apps.Count > 0), ("role", source.Role is not null), ("authority", source.Authority is not null) })
        {
            if (isGiven)
                yield return new($"{path}.{key}", "Only a source with \"auth\": \"entra\" has this.", "Leave it out, or write entra.");
        }
    }

    static bool IsId(string? text) => Guid.TryParseExact(text, "D", out _);

    // Keys that come in the clear could be anybody's; a loopback address is for a try-out.
    static bool IsAuthority(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 };
}
