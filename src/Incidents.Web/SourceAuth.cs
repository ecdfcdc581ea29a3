namespace Incidents.Web;

/// <summary>How a sender of alerts shows who it is.</summary>
public abstract record SourceAuth
{
    /// <summary><c>Authorization: Bearer</c>.</summary>
    public sealed record Bearer(string Token) : SourceAuth;

    /// <summary><c>Authorization: Basic</c>, as Alertmanager's <c>basic_auth</c> sends it.</summary>
    public sealed record Basic(string User, string Password) : SourceAuth;

    /// <summary>The signature of standardwebhooks.com, version 1 (HMAC-SHA256 over id, timestamp and body); several secrets while one is being replaced.</summary>
    public sealed record StandardWebhooks(IReadOnlyList<byte[]> Secrets) : SourceAuth;

    /// <summary>The header <c>X-Api-Key</c>; at <c>/v2/enqueue</c> the event's routing key.</summary>
    public sealed record Key(string Secret) : SourceAuth;

    /// <summary>The last part of the address, <c>/api/alerts/{source}/{key}</c>, for senders that can send no header. Proxies may log it.</summary>
    public sealed record PathKey(string Secret) : SourceAuth;

    /// <summary>
    /// A header with the HMAC-SHA256 of the body, in hexadecimal or base64, such as Sentry's <c>Sentry-Hook-Signature</c>. It covers no time, so whoever recorded
    /// a delivery can send it again; a repeat is stored once.
    /// </summary>
    public sealed record BodyHmac(string Header, byte[] Secret) : SourceAuth;

    /// <summary>The signature of Amazon SNS inside the body, for one topic only (its ARN).</summary>
    public sealed record Sns(string Topic) : SourceAuth;

    /// <summary>Nothing, and only from this machine.</summary>
    public sealed record LoopbackOnly : SourceAuth;
}
