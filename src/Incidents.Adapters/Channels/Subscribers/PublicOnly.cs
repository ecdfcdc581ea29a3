using System.Net;
using System.Net.Sockets;

namespace Incidents.Adapters.Channels.Subscribers;

/// <summary>An address that strangers gave leads into the house, or nowhere; nothing was sent.</summary>
public sealed class NotPublicException : IOException
{
    /// <summary>With a message for an operator.</summary>
    public NotPublicException(string message) : base(message) { }

    /// <summary>With a message for an operator and the cause.</summary>
    public NotPublicException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Without a word.</summary>
    public NotPublicException() { }
}

/// <summary>
/// The HTTP client for addresses that strangers gave. A name is looked up once, every address it has is checked, and the connection goes to a checked one: a name that changes its address
/// meanwhile gains nothing. No redirects, no proxy, no cookies.
/// </summary>
/// <param name="privateToo">True where the configuration allows addresses inside the house.</param>
/// <param name="lookUp">Looks a name up; null: the machine's own way.</param>
public sealed class PublicOnly(bool privateToo, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
{
    /// <summary>A new client.</summary>
    public HttpClient New() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxConnectionsPerServer = 4,
        ConnectCallback = ConnectAsync,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await (lookUp ?? Dns.GetHostAddressesAsync)(host, ct);
        // One that is not public says what the others are for.
        if (addresses.Length == 0 || (!privateToo && !addresses.All(PublicNetwork.Has)))
            throw new NotPublicException("The address is not on the public Internet.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
