using System.ComponentModel.DataAnnotations;
using Incidents.Alerts;

namespace Incidents.Hosting.Configuration;

/// <summary>Somebody that sends alerts to <c>/api/alerts/{name}</c>.</summary>
public sealed record SourceEntry
{
    /// <summary>The last part of the address that it posts to: small letters, digits, hyphens. Required.</summary>
    public required string Name { get; init; }

    /// <summary>How it writes: alertmanager (webhook version 4), generic (docs/configuration.md), or another sender of docs/senders.md. Required.</summary>
    public required SenderType Type { get; init; }

    /// <summary>How it proves itself: bearer, basic, whsec (Standard Webhooks signature), key (header X-Api-Key, or pagerDuty's routing key), path (the key ends the address), hmac (a header with the HMAC-SHA256 of the body), sns (Amazon's signature), entra (a token of Microsoft Entra, as Azure Monitor's secure webhook shows), or none (only while the host is reached by loopback addresses). Required.</summary>
    public required SourceProof Auth { get; init; }

    /// <summary>The user's name for basic. Required for basic.</summary>
    public string? User { get; init; }

    /// <summary>The token, password, signing secret or key: an environment variable (env:NAME) or, except for whsec and hmac, a SHA-256 hash (sha256:...); while it is being replaced a list of two, the new one first. Required unless auth is none, sns or entra.</summary>
    public SourceSecrets? Secret { get; init; }

    /// <summary>For hmac: the header that holds the signature, such as Sentry-Hook-Signature. Required for hmac.</summary>
    public string? Header { get; init; }

    /// <summary>For hmac: the header that holds the time in seconds since 1970, where the signature covers "time:body", such as Grafana's. What is older than five minutes is then refused. Default: none, so that the signature covers the body alone.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>Documents taken in a minute; more are answered with the status on which this sender tries again, and Retry-After. 0 is no limit. Default 200000, from 0 to 10000000.</summary>
    [Range(0, 10_000_000)]
    public int LimitPerMinute { get; init; } = 200_000;

    /// <summary>For sns: the ARN of the only topic that is taken. Required for sns.</summary>
    public string? Topic { get; init; }

    /// <summary>For entra: the id of the tenant whose tokens are taken, 32 hexadecimal digits with hyphens. Required for entra.</summary>
    public string? Tenant { get; init; }

    /// <summary>For entra: what the tokens must be for: the identifier URI of the app registration, such as api://incidents.contoso.example, or its client id. Required for entra.</summary>
    public string? Audience { get; init; }

    /// <summary>For entra: the client ids of the apps that may send. Default for azureMonitor: Azure Monitor's own app of the public cloud; required otherwise, since any app of a tenant gets a token for any audience.</summary>
    public IReadOnlyList<string> Apps { get; init; } = [];

    /// <summary>For entra: the app role that a token must hold too, such as ActionGroupsSecureWebhook. Default: none.</summary>
    public string? Role { get; init; }

    /// <summary>For entra: where Entra is, of another cloud than the public one. Default https://login.microsoftonline.com.</summary>
    public string? Authority { get; init; }

    /// <summary>For alertmanager: its API, which is asked now and then what fires, so that a notification that was lost is found. Default: none; it is not asked.</summary>
    public PullSection? Pull { get; init; }

    /// <summary>For heartbeat: how often the source makes itself heard, from 00:00:10 to 7.00:00:00. Required for heartbeat.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>For heartbeat: how much later than that a beat may be before on-call is told, up to 1.00:00:00. Default 00:02:00.</summary>
    public TimeSpan? Grace { get; init; }

    /// <summary>For heartbeat: the service whose incident its silence opens or joins. Default monitoring.</summary>
    public string? Service { get; init; }
}
