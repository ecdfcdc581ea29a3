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

    /// <summary>Nothing, and only from this machine.</summary>
    public sealed record LoopbackOnly : SourceAuth;
}
