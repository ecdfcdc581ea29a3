using System.ComponentModel.DataAnnotations;
using Incidents.Adapters.Channels;

namespace Incidents.Hosting.Configuration;

/// <summary>The mailbox that mails come back to, read by IMAP.</summary>
public sealed record BouncesSection
{
    /// <summary>The IMAP server's name or address. Required.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port. Default 993; 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 993;

    /// <summary>onConnect (TLS from the first byte), startTls (the connection turns to TLS or fails, usual on port 143), or none (only to a loopback address). Default onConnect.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.OnConnect;

    /// <summary>Whom to sign in as; on Exchange Online the mailbox's address. Required.</summary>
    public required string User { get; init; }

    /// <summary>The user's password, as an environment variable (env:NAME). Required unless there is a tenant.</summary>
    public Secret? Password { get; init; }

    /// <summary>The folder, as the server names it. Default INBOX.</summary>
    public string Folder { get; init; } = "INBOX";

    /// <summary>The mailbox's address, where mails are to come back there and not to their sender (the envelope's sender, with smtp alone). Default: the sender's.</summary>
    public string? Address { get; init; }

    /// <summary>The directory's id, where the server is Exchange Online: it takes no passwords, and the host signs in as an app. Default: none.</summary>
    public string? Tenant { get; init; }

    /// <summary>The client id of the app registration. Required when there is a tenant.</summary>
    public string? ClientId { get; init; }

    /// <summary>The app registration's secret, as an environment variable (env:NAME). Required when there is a tenant.</summary>
    public Secret? ClientSecret { get; init; }
}
