using System.Net;
using System.Net.Sockets;

namespace Incidents.Adapters.Channels.Web;

/// <summary>
/// The HTTP client for addresses that must be out in the world: those that strangers gave, and those of webhooks. A name is looked up once, every address it has is checked, and the connection goes to a checked one: a name that changes its address
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
        MaxResponseContentBufferSize = WebhookPost.MostBytes,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await (lookUp ?? Dns.GetHostAddressesAsync)(host, ct);
        // One that is not public says what the others are for.
        if (addresses.Length == 0 || (!privateToo && !addresses.All(PublicAddresses.Holds)))
        {
            throw new NotPublicException(host);
        }

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

/// <summary>A name leads to a private address, or nowhere.</summary>
public sealed class NotPublicException : Exception
{
    /// <summary>With the name.</summary>
    public NotPublicException(string host) : base($"{host} leads to a private address; allowPrivateAddress lets it.") { }

    /// <summary>Without one.</summary>
    public NotPublicException() { }

    /// <summary>With a cause.</summary>
    public NotPublicException(string host, Exception inner) : base(host, inner) { }
}
