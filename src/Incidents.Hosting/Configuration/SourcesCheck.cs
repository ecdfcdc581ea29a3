namespace Incidents.Hosting.Configuration;

/// <summary>Who may send alerts, and how each proves who it is.</summary>
static class SourcesCheck
{
    const string WhsecPrefix = "whsec_";

    public static IEnumerable<Problem> Of(ResponseConfiguration c) =>
        [.. c.Sources.Index().SelectMany(s => Source(c, s.Item, $"sources[{s.Index}]")), .. ConfigurationCheck.Duplicates(c.Sources.Select(s => s.Name), "sources", "name")];

    static IEnumerable<Problem> Source(ResponseConfiguration c, SourceEntry source, string path)
    {
        if (source.Name is not null && !ConfigurationCheck.IsId(source.Name))
            yield return new($"{path}.name", $"\"{source.Name}\" cannot be a source's name.", "Use small letters, digits, hyphens, dots and underscores, at most 64.");
        if (source.Auth == SourceAuth.None && !(IsLoopback(c.ListenAddress) && IsLoopback(c.BaseAddress)))
            yield return new($"{path}.auth", "Anybody on the network could raise incidents.", "Write bearer, basic, whsec or key, with a secret.");
        if (source is { Type: SourceType.PagerDuty, Auth: not SourceAuth.Key })
            yield return new($"{path}.auth", "A PagerDuty client shows its routing key and nothing else.", "Write key, with the routing key as the secret.");
        if (source is { Type: SourceType.Prometheus, Auth: SourceAuth.Whsec })
            yield return new($"{path}.auth", "Prometheus cannot sign what it sends.", "Write bearer or basic.");
        if (source is { Auth: SourceAuth.Basic, User: null })
            yield return new($"{path}.user", "basic needs a user's name.", "Write the name that the source sends.");
        if (source is { Auth: not SourceAuth.None, Secret: null })
            yield return new($"{path}.secret", "This source has no secret.", "Write \"env:NAME\" or \"sha256:\" with 64 hexadecimal digits.");
        else if (source.Auth != SourceAuth.None && SecretCheck.Problem($"{path}.secret", source.Secret, plain: source.Auth == SourceAuth.Whsec) is { } problem)
            yield return problem;
        else if (source.Auth == SourceAuth.Whsec && !IsSigningSecret(source.Secret!.Reveal()!))
            yield return new($"{path}.secret", "The variable's value is not a signing secret.", "Set it to whsec_ and the base64 of 24 to 64 random bytes.");
    }

    // Standard Webhooks: between 24 and 64 bytes, base64, after the prefix.
    static bool IsSigningSecret(string secret)
    {
        if (!secret.StartsWith(WhsecPrefix, StringComparison.Ordinal))
            return false;

        var bytes = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[WhsecPrefix.Length..], bytes, out var length) && length is >= 24 and <= 64;
    }

    static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
