namespace Incidents.Hosting.Configuration;

/// <summary>Microsoft Graph.</summary>
static class GraphCheck
{
    const string Path = "channels.graph";

    public static IEnumerable<Problem> Of(GraphSection? graph)
    {
        if (graph is null)
            return [];

        return new[]
        {
            Id("organiser", graph.Organiser, "an account"),
            graph.Use.Count == 0 ? new($"{Path}.use", "Graph would be used for nothing.", "Write \"call\", \"calendar\" or both, or leave out channels.graph.") : null,
            Id("tenant", graph.Tenant, "a directory"),
            Id("clientId", graph.ClientId, "an app"),
            graph is { Tenant: not null, ClientId: null } ? new($"{Path}.clientId", "There is a tenant but nobody to sign in as.", "Write the client id of the app registration.") : null,
            graph is { Tenant: not null, ClientSecret: null } ? new($"{Path}.clientSecret", "There is a tenant but no secret.", "Write \"env:NAME\" and set that environment variable.") : null,
            graph is { Tenant: null, ClientSecret: not null } ? new($"{Path}.tenant", "There is a secret but no directory to sign in to.", "Write the directory's id, or leave out the secret.") : null,
            SecretCheck.Problem($"{Path}.clientSecret", graph.ClientSecret, plain: true),
        }.OfType<Problem>();
    }

    // Names and mail addresses do not do: Teams finds the organiser by the object id alone.
    static Problem? Id(string key, string? id, string whose) => id is null || Guid.TryParseExact(id, "D", out _) ? null
        : new($"{Path}.{key}", $"\"{id}\" is not the id of {whose}.", "Write 32 hexadecimal digits with hyphens, as Entra shows them.");
}
