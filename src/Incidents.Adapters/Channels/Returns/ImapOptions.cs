using System.ComponentModel.DataAnnotations;

namespace Incidents.Adapters.Channels.Returns;

/// <summary>A mailbox on an IMAP server.</summary>
public sealed record ImapOptions
{
    /// <summary>The server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port. Default 993; 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 993;

    /// <summary>How the connection is protected. Default <see cref="SmtpTls.OnConnect"/>.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.OnConnect;

    /// <summary>Whom to sign in as.</summary>
    public required string User { get; init; }

    /// <summary>Makes what proves it: the password, or an access token.</summary>
    public required Func<CancellationToken, ValueTask<string>> Proof { get; init; }

    /// <summary>True when the proof is an access token (XOAUTH2), as Exchange Online wants it.</summary>
    public bool IsToken { get; init; }

    /// <summary>The folder. Default INBOX.</summary>
    public string Folder { get; init; } = "INBOX";

    /// <summary>How long one look may take. Default 25 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(25);
}
