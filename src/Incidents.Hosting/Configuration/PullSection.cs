using System.ComponentModel.DataAnnotations;

namespace Incidents.Hosting.Configuration;

/// <summary>The Alertmanager of a source, which is asked what fires there so that a lost notification is found.</summary>
public sealed record PullSection
{
    /// <summary>Its base address, such as http://alertmanager.example:9093, with its path prefix if it has one. Required.</summary>
    public required string Address { get; init; }

    /// <summary>The receiver in its configuration whose webhook leads to this source; only that receiver's alerts are taken. Required.</summary>
    public required string Receiver { get; init; }

    /// <summary>How often it is asked. Default 00:01:00, from 00:00:10 to 1.00:00:00.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an alert fires before its notification counts as lost; longer than group_wait. Default 00:02:00, from 00:00:00 to 1.00:00:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The user's name for basic authentication. Default: none; a secret is then a bearer token.</summary>
    public string? User { get; init; }

    /// <summary>The password or token that it asks for, as an environment variable (env:NAME). Default: none.</summary>
    public Secret? Secret { get; init; }
}
