using Incidents.Alerts;

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
        if (source.Auth == SourceProof.None && !(IsLoopback(c.ListenAddress) && IsLoopback(c.BaseAddress)))
            yield return new($"{path}.auth", "Anybody on the network could raise incidents.", "Write bearer, basic, whsec, key, path or hmac, with a secret.");
        if (source is { Type.Name: "pagerDuty", Auth: not SourceProof.Key })
            yield return new($"{path}.auth", "A PagerDuty client shows its routing key and nothing else.", "Write key, with the routing key as the secret.");
        if (source is { Type.Name: "prometheus", Auth: SourceProof.Whsec })
            yield return new($"{path}.auth", "Prometheus cannot sign what it sends.", "Write bearer or basic.");
        foreach (var problem in HeartbeatCheck.Of(source, path).Concat(EntraSource.Problems(source, path)).Concat(PullCheck.Of(source, $"{path}.pull")))
            yield return problem;
        if (source is { Auth: SourceProof.Basic, User: null })
            yield return new($"{path}.user", "basic needs a user's name.", "Write the name that the source sends.");
        if (source.Auth == SourceProof.Hmac && !IsHeader(source.Header))
            yield return new($"{path}.header", "hmac needs the name of the header that holds the signature.", "Write it, such as Sentry-Hook-Signature.");
        if (source.TimestampHeader is not null && (source.Auth != SourceProof.Hmac || !IsHeader(source.TimestampHeader)))
            yield return new($"{path}.timestampHeader", "This is the name of a header, and only hmac has it.", "Write it beside \"auth\": \"hmac\", such as X-Grafana-Alerting-Timestamp, or leave it out.");
        if (source.Auth == SourceProof.Sns && source.Topic?.Split(':') is not ["arn", _, "sns", { Length: > 0 }, { Length: > 0 }, { Length: > 0 }])
            yield return new($"{path}.topic", "sns needs the topic whose alarms are taken.", "Write its ARN, such as arn:aws:sns:eu-west-1:111122223333:alarms.");
        if (source is { Auth: not (SourceProof.None or SourceProof.Sns or SourceProof.Entra), Secret: null })
            yield return new($"{path}.secret", "This source has no secret.", "Write \"env:NAME\" or \"sha256:\" with 64 hexadecimal digits.");
        else if (source.Auth is not (SourceProof.None or SourceProof.Sns or SourceProof.Entra))
        {
            foreach (var problem in Secrets(source.Auth, source.Secret!, $"{path}.secret"))
                yield return problem;
        }
    }

    static IEnumerable<Problem> Secrets(SourceProof auth, SourceSecrets secrets, string path)
    {
        if (secrets.Former == secrets.Current)
            yield return new(path, $"{secrets.Current} is listed twice.", "List the new one and the former one, or one alone.");
        foreach (var (index, secret) in secrets.Alive.Index())
        {
            var here = secrets.Alive.Count == 1 ? path : $"{path}[{index}]";
            if (SecretCheck.Problem(here, secret, plain: auth is SourceProof.Whsec or SourceProof.Hmac) is { } problem)
                yield return problem;
            else if (auth == SourceProof.Whsec && !IsSigningSecret(secret.Reveal()!))
                yield return new(here, "The variable's value is not a signing secret.", "Set it to whsec_ and the base64 of 24 to 64 random bytes.");
        }
    }

    static bool IsHeader(string? name) => name is { Length: > 0 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

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
