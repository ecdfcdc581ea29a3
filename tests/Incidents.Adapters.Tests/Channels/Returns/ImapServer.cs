using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Returns;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace Incidents.Adapters.Tests.Channels.Returns;

/// <summary>Debian's Dovecot, started for one test: any user, one password, by IMAP and by IMAP over TLS with a certificate that nobody trusts.</summary>
sealed class ImapServer : IDisposable
{
    const string Password = "secret";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Scratch scratch;
    readonly Process process;

    ImapServer(Scratch scratch, Process process, int port, int tlsPort) => (this.scratch, this.process, Port, TlsPort) = (scratch, process, port, tlsPort);

    public int Port { get; }

    public int TlsPort { get; }

    /// <summary>How the product reads the mailbox.</summary>
    public ImapOptions Options => new() { Host = "127.0.0.1", Port = Port, Tls = SmtpTls.None, User = "bounces", Proof = _ => ValueTask.FromResult(Password) };

    /// <summary>Starts it, or skips the test with the reason.</summary>
    public static async Task<ImapServer> StartAsync()
    {
        var program = new[] { "/usr/sbin/dovecot", "/usr/bin/dovecot" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "This test needs Dovecot (Debian: dovecot-imapd).");
        var folder = new Scratch();
        var (port, tlsPort) = (FreePort(), FreePort());
        var started = Process.Start(new ProcessStartInfo(program!, ["-F", "-c", await ConfigureAsync(folder.Path, port, tlsPort)]) { RedirectStandardError = true, UseShellExecute = false })!;
        while (await started.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            // Its ports are open before it says so. What it says later nobody reads, so it must not fill the pipe.
            if (line.Contains("starting up", StringComparison.Ordinal))
            {
                _ = started.StandardError.ReadToEndAsync();
                return new ImapServer(folder, started, port, tlsPort);
            }
        }

        throw new InvalidOperationException("Dovecot ended at its start.");
    }

    /// <summary>Puts a mail into the inbox, as a mail server would.</summary>
    public async Task<uint> DeliverAsync(byte[] mail)
    {
        using var client = await ConnectAsync();
        using var bytes = new MemoryStream(mail);
        using var message = await MimeMessage.LoadAsync(bytes, persistent: true, TestContext.Current.CancellationToken);
        var id = await client.Inbox!.AppendAsync(new AppendRequest(message), TestContext.Current.CancellationToken);
        return id!.Value.Id;
    }

    /// <summary>The mails that somebody, or the product, has read.</summary>
    public async Task<IReadOnlyList<uint>> ReadAsync()
    {
        using var client = await ConnectAsync();
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, TestContext.Current.CancellationToken);
        return [.. (await client.Inbox.SearchAsync(MailKit.Search.SearchQuery.Seen, TestContext.Current.CancellationToken)).Select(id => id.Id)];
    }

    /// <summary>Numbers all mails anew, as after a mailbox was restored: under another UIDVALIDITY.</summary>
    public void Renumber()
    {
        foreach (var index in Directory.EnumerateFiles(Path.Combine(scratch.Path, "mail"), "dovecot*", SearchOption.AllDirectories))
        {
            // The list of mails begins with the validity: "3 V1772452805 N3".
            if (Path.GetFileName(index) == "dovecot-uidlist")
                File.WriteAllText(index, File.ReadAllText(index).Replace(" V1", " V2", StringComparison.Ordinal));
            else
                File.Delete(index);
        }
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit(Patience);
        process.Dispose();
        scratch.Dispose();
    }

    async Task<ImapClient> ConnectAsync()
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None, TestContext.Current.CancellationToken);
        await client.AuthenticateAsync("bounces", Password, TestContext.Current.CancellationToken);
        return client;
    }

    // As root Dovecot serves mailboxes as somebody else; as anybody else it can only be itself.
    static async Task<string> ConfigureAsync(string folder, int port, int tlsPort)
    {
        var (user, group) = Environment.IsPrivilegedProcess ? ("nobody", "nogroup") : (Environment.UserName, await GroupAsync());
        foreach (var open in (string[])[folder, Directory.CreateDirectory(Path.Combine(folder, "mail")).FullName])
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);
        }

        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        var path = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(path, string.Create(CultureInfo.InvariantCulture, $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            log_path = /dev/stderr
            protocols = imap
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <{{folder}}/cert.pem
            ssl_key = <{{folder}}/key.pem
            disable_plaintext_auth = no
            auth_failure_delay = 0
            mail_location = maildir:{{folder}}/mail/%u
            first_valid_uid = 1
            default_internal_user = {{user}}
            default_internal_group = {{group}}
            default_login_user = {{user}}
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{user}} gid={{group}} home={{folder}}/mail/%u
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = {{tlsPort}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }

            """));
        return path;
    }

    static async Task<string> GroupAsync()
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-gn"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return (await id.StandardOutput.ReadToEndAsync()).Trim();
    }

    static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
