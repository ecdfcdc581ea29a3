using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Incidents.Testing;

/// <summary>The mails of a deployed host: one mailbox that takes the mails of everybody on the roster, read over IMAP with TLS.</summary>
public sealed class ImapMailbox : Letters, IDisposable
{
    const int TlsPort = 993;
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    readonly PeriodicTimer _pause = new(Every);
    readonly Uri _address;

    /// <summary>Looks into the inbox until it is disposed of; what lies there already is old.</summary>
    /// <param name="address"><c>imaps://user:password@host/</c>; user and password percent-encoded.</param>
    public ImapMailbox(Uri address)
    {
        _address = address;
        _ = LookAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _pause.Dispose();

    async Task LookAsync()
    {
        using var client = new ImapClient();
        UniqueId? last = null;
        do
        {
            try
            {
                last = await ReadAsync(client, last);
            }
            catch (Exception exception) when (exception is IOException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
            {
                // The server ended the connection, as it may at any time; the next look opens another.
            }
        }
        while (await _pause.WaitForNextTickAsync());
    }

    // Returns the newest message seen. The first look only notes it.
    async Task<UniqueId?> ReadAsync(ImapClient client, UniqueId? last)
    {
        if (!client.IsConnected)
        {
            var login = _address.UserInfo.Split(':', 2);
            await client.ConnectAsync(_address.Host, _address.IsDefaultPort || _address.Port < 0 ? TlsPort : _address.Port, SecureSocketOptions.SslOnConnect);
            await client.AuthenticateAsync(Uri.UnescapeDataString(login[0]), Uri.UnescapeDataString(login[^1]));
            await client.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        }

        await client.NoOpAsync();
        var found = await client.Inbox!.SearchAsync(last is { } seen ? SearchQuery.Uids(new UniqueIdRange(new UniqueId(seen.Id + 1), UniqueId.MaxValue)) : SearchQuery.All);
        if (last is not { } before)
        {
            return found.Count == 0 ? UniqueId.MinValue : found.Max();
        }

        // A search from beyond the newest message returns the newest one (RFC 3501, section 6.4.8).
        foreach (var id in found.Where(id => id > before).Order())
        {
            using var message = await client.Inbox.GetMessageAsync(id);
            Add(Letter.Of(message, DateTimeOffset.UtcNow));
            before = id;
        }

        return before;
    }
}
