using Incidents.Web.Security;

namespace Incidents.Web;

/// <summary>
/// How a sender of alerts shows who it is. Where there are several secrets, each is good: two are alive while one is being replaced. Tokens, passwords and keys may
/// be given as <c>sha256:</c> with the hash in hexadecimal.
/// </summary>
public abstract record SourceAuth
{
    /// <summary><c>Authorization: Bearer</c>.</summary>
    public sealed record Bearer(params IReadOnlyList<string> Tokens) : SourceAuth
    {
        internal SecretHashes Good { get; } = new(Tokens);
    }

    /// <summary><c>Authorization: Basic</c>, as Alertmanager's <c>basic_auth</c> sends it.</summary>
    public sealed record Basic(string User, params IReadOnlyList<string> Passwords) : SourceAuth
    {
        internal SecretHashes Users { get; } = new([User]);

        internal SecretHashes Good { get; } = new(Passwords);
    }

    /// <summary>The signature of standardwebhooks.com, version 1 (HMAC-SHA256 over id, timestamp and body).</summary>
    public sealed record StandardWebhooks(params IReadOnlyList<byte[]> Secrets) : SourceAuth;

    /// <summary>The header <c>X-Api-Key</c>; at <c>/v2/enqueue</c> the event's routing key.</summary>
    public sealed record Key(params IReadOnlyList<string> Secrets) : SourceAuth
    {
        internal SecretHashes Good { get; } = new(Secrets);
    }

    /// <summary>The last part of the address, <c>/api/alerts/{source}/{key}</c>, for senders that can send no header. Proxies may log it.</summary>
    public sealed record PathKey(params IReadOnlyList<string> Secrets) : SourceAuth
    {
        internal SecretHashes Good { get; } = new(Secrets);
    }

    /// <summary>
    /// A header with the HMAC-SHA256 of the body, in hexadecimal or base64, such as Sentry's <c>Sentry-Hook-Signature</c>. With <see cref="TimestampHeader"/> it covers
    /// <c>seconds:body</c>, as Grafana's does, and is good for five minutes; without, whoever recorded a delivery can send it again. A repeat is stored once.
    /// </summary>
    public sealed record BodyHmac(string Header, params IReadOnlyList<byte[]> Secrets) : SourceAuth
    {
        /// <summary>The header with the seconds since 1970 that the signature covers; null when it covers the body alone.</summary>
        public string? TimestampHeader { get; init; }
    }

    /// <summary>The signature of Amazon SNS inside the body, for one topic only (its ARN).</summary>
    public sealed record Sns(string Topic) : SourceAuth;

    /// <summary>A token of one Microsoft Entra tenant, for one audience, that one of some apps was given.</summary>
    /// <param name="Authority">Where Entra is, such as <c>https://login.microsoftonline.com</c>.</param>
    /// <param name="Tenant">The tenant's id.</param>
    /// <param name="Audience">What tokens are for: the identifier URI of the app registration, or its client id.</param>
    /// <param name="Apps">The client ids of the apps that may send; any app of a tenant gets a token for any audience, so that at least one is named.</param>
    public sealed record Entra(Uri Authority, Guid Tenant, string Audience, params IReadOnlyList<Guid> Apps) : SourceAuth
    {
        /// <summary>The app role that a token must hold too; null when none.</summary>
        public string? Role { get; init; }

        /// <summary>Where the tenant publishes its keys: the document of version 2.0, whose keys sign both kinds of token.</summary>
        internal Uri Metadata { get; } = new($"{Authority.AbsoluteUri.TrimEnd('/')}/{Tenant}/v2.0/.well-known/openid-configuration");

        /// <summary>Which of the two an app registration's tokens bear is its <c>requestedAccessTokenVersion</c>. Source: Entra, "Access tokens", and "National clouds" for the one in China.</summary>
        internal IReadOnlyList<string> Issuers { get; } =
        [
            $"{Authority.AbsoluteUri.TrimEnd('/')}/{Tenant}/v2.0",
            $"https://sts.{(Authority.Host.EndsWith(".cn", StringComparison.OrdinalIgnoreCase) ? "chinacloudapi.cn" : "windows.net")}/{Tenant}/",
        ];

        /// <summary>A token of version 2.0 names <c>api://ID</c> by the id alone.</summary>
        internal IReadOnlyList<string> Audiences { get; } =
            Audience.StartsWith("api://", StringComparison.Ordinal) && Guid.TryParseExact(Audience["api://".Length..], "D", out _) ? [Audience, Audience["api://".Length..]] : [Audience];
    }

    /// <summary>Nothing, and only from this machine.</summary>
    public sealed record LoopbackOnly : SourceAuth;
}
