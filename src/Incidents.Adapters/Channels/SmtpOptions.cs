using System.ComponentModel.DataAnnotations;

namespace Incidents.Adapters.Channels;

/// <summary>How a connection to a mail server is protected.</summary>
public enum SmtpTls
{
    /// <summary>The connection turns to TLS before anything is said, or the attempt fails.</summary>
    StartTls,

    /// <summary>TLS from the first byte; usual on port 465.</summary>
    OnConnect,

    /// <summary>No TLS; only to a loopback address.</summary>
    None,
}

/// <summary>A mail server.</summary>
public sealed record SmtpOptions
{
    /// <summary>The server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port. Default 587; 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected. Default <see cref="SmtpTls.StartTls"/>.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    /// <summary>Whom to sign in as; null: no sign-in.</summary>
    public string? User { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>The address that mails come back to when they do not arrive (the envelope's sender); null: the sender's own.</summary>
    public string? ReturnTo { get; init; }

    /// <summary>How long one attempt may take. Default 20 seconds; 1 second to 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>True when the host is this machine, so that an unprotected connection leaves it nowhere.</summary>
    public bool IsLoopback => IsLoopbackHost(Host);

    /// <summary>True for <c>localhost</c> and the loopback addresses.</summary>
    public static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}
