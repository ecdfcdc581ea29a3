using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Incidents.Desk.Returns;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Incidents.Adapters.Channels.Returns;

/// <summary>
/// Reads returned mails over IMAP, one connection per look. How far it read is a mark of its own (the folder's UIDVALIDITY and the last UID, RFC 3501): people may read the same mailbox with
/// their own programs. What was recorded is marked as read; everything else is left as it lies.
/// </summary>
public sealed class ImapReturns(ImapOptions options, TimeProvider time) : IReturnedMails
{
    // Servers try for five days (RFC 5321, 4.5.4.1) before they send a mail back.
    static readonly TimeSpan FirstLook = TimeSpan.FromDays(7);

    // A report that returns a whole mail of ours is a tenth of that.
    const uint LargestReport = 1024 * 1024;

    const int MostAtOnce = 500;

    readonly SecureSocketOptions tls = options.Tls switch
    {
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.OnConnect => SecureSocketOptions.SslOnConnect,
        _ when SmtpOptions.IsLoopbackHost(options.Host) => SecureSocketOptions.None,
        _ => throw new ArgumentException($"The password would cross the network to {options.Host} in the clear; TLS is left out only to a loopback address.", nameof(options)),
    };

    /// <inheritdoc/>
    public string Mailbox { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Host}:{options.Port}/{options.User}/{options.Folder}")).AsSpan(0, 16));

    /// <inheritdoc/>
    public async Task ReadAsync(string? mark, Func<IReadOnlyList<ReturnedMail>, CancellationToken, Task<Taken>> take, Func<string, CancellationToken, Task> passed, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        using var client = new ImapClient();
        try
        {
            var folder = await OpenAsync(client, limit.Token);
            await ReadAsync(folder, mark, take, passed, limit.Token);
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new IOException($"{options.Host} did not answer within {Words.Duration(options.Timeout)}.", exception);
        }
        catch (AuthenticationException exception)
        {
            throw new IOException($"{options.Host} does not accept the user and password of channels.mail.bounces.", exception);
        }
        catch (FolderNotFoundException exception)
        {
            throw new IOException($"{options.Host} has no folder \"{options.Folder}\" (channels.mail.bounces.folder).", exception);
        }
        catch (Exception exception) when (exception is SslHandshakeException or NotSupportedException)
        {
            throw new IOException($"No protected connection to {options.Host}: it offers no TLS, or its certificate is not trusted.", exception);
        }
        catch (Exception exception) when (exception is SocketException or ProtocolException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            throw new IOException($"{options.Host} cannot be reached, or broke off: {exception.GetType().Name}.", exception);
        }
    }

    async Task<IMailFolder> OpenAsync(ImapClient client, CancellationToken ct)
    {
        await client.ConnectAsync(options.Host, options.Port, tls, ct);
        var proof = await options.Proof(ct);
        await (options.IsToken ? client.AuthenticateAsync(new SaslMechanismOAuth2(options.User, proof), ct) : client.AuthenticateAsync(options.User, proof, ct));
        var folder = options.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(options.Folder, ct);
        await folder.OpenAsync(FolderAccess.ReadWrite, ct);
        return folder;
    }

    async Task ReadAsync(IMailFolder folder, string? mark, Func<IReadOnlyList<ReturnedMail>, CancellationToken, Task<Taken>> take, Func<string, CancellationToken, Task> passed, CancellationToken ct)
    {
        // Another validity means that the server has numbered its mails anew: only their dates say which are young.
        var last = mark?.Split('/') is [var validity, var until] && validity == Text(folder.UidValidity) ? uint.Parse(until, CultureInfo.InvariantCulture) : (uint?)null;
        var found = await folder.SearchAsync(last is { } seen ? SearchQuery.Uids(new UniqueIdRange(new UniqueId(seen + 1), UniqueId.MaxValue)) : SearchQuery.DeliveredAfter((time.GetUtcNow() - FirstLook).UtcDateTime.Date), ct);
        // A search from beyond the newest mail finds the newest one (RFC 3501, 6.4.8).
        var ids = found.Where(id => !(id.Id <= last)).OrderBy(id => id.Id).Take(MostAtOnce).ToList();
        // With nothing to look at, a folder that was never read is read from here on.
        var kept = last ?? (ids.Count == 0 ? folder.UidNext?.Id - 1 : null);
        var shapes = ids.Count == 0 ? [] : await folder.FetchAsync(ids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.BodyStructure, ct);
        try
        {
            foreach (var shape in ids.Select(id => shapes.FirstOrDefault(one => one.UniqueId == id)))
            {
                // What is gone meanwhile was deleted by its owner.
                switch (shape is null ? Taken.NotOurs : await take(await ReportsAsync(folder, shape, ct), ct))
                {
                    case Taken.Later:
                        return;
                    case Taken.Recorded:
                        await folder.AddFlagsAsync(shape!.UniqueId, MessageFlags.Seen, silent: true, ct);
                        break;
                }

                kept = shape?.UniqueId.Id ?? kept;
            }
        }
        finally
        {
            // Also when the look ends early: whatever is on record is not read again.
            if (kept is { } uid && kept != last)
                await passed($"{Text(folder.UidValidity)}/{Text(uid)}", CancellationToken.None);
        }
    }

    static async Task<IReadOnlyList<ReturnedMail>> ReportsAsync(IMailFolder folder, IMessageSummary shape, CancellationToken ct)
    {
        if (shape.Body is not BodyPartMultipart { ContentType: var type } || !type.IsMimeType("multipart", "report") || shape.Size > LargestReport)
            return [];

        using var message = await folder.GetMessageAsync(shape.UniqueId, ct);
        return DeliveryReports.Of(message);
    }

    static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
