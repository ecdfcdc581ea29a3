using System.ComponentModel.DataAnnotations;

namespace Incidents.Hosting.Configuration;

/// <summary>One way to wake a person.</summary>
public sealed record WayEntry
{
    /// <summary>ntfy (channels.push), pushover (channels.pushover), webhook (a signed one, such as a telephone gateway's), or pagerDuty (Events API, version 2). Required.</summary>
    public required WayKind Kind { get; init; }

    /// <summary>How long after the first way it is tried, unless the person has answered by then. Default 00:00:00, at once; 00:00:00 to 00:30:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:30:00")]
    public TimeSpan After { get; init; }

    /// <summary>For ntfy the topic, for pushover the person's user key. Required for both.</summary>
    public string? To { get; init; }

    /// <summary>For webhook: where it is; https, or http on this machine. Required for webhook.</summary>
    public string? Address { get; init; }

    /// <summary>For webhook the signing secret (whsec_ and base64), for pagerDuty the integration key, as an environment variable (env:NAME). Required for both.</summary>
    public Secret? Secret { get; init; }
}

/// <summary>How a person is woken.</summary>
public enum WayKind
{
    /// <summary>A push through the ntfy server of channels.push.</summary>
    Ntfy,

    /// <summary>A push through Pushover, which rings until it is acknowledged.</summary>
    Pushover,

    /// <summary>A webhook with a Standard Webhooks signature.</summary>
    Webhook,

    /// <summary>An event for PagerDuty, whose service calls the person.</summary>
    PagerDuty,
}

/// <summary>Pushes through Pushover.</summary>
public sealed record PushoverSection
{
    /// <summary>The token of the company's application at Pushover, as an environment variable (env:NAME). Required.</summary>
    public required Secret Token { get; init; }
}
