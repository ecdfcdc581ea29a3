using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Subscribers;

/// <summary>How often one visitor may ask for a subscription. An address of its own is limited elsewhere, so that many visitors cannot flood one mailbox.</summary>
sealed class ClientLimits : IDisposable
{
    const int Requests = 10;
    const int PrefixBytes = 8;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = Requests, Window = Window }));

    /// <summary>True when the visitor may go on.</summary>
    public bool Take(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(Client(http));
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();

    /// <summary>
    /// The visitor's network address. Behind a proxy on this machine, or in the Functions host, it is the last one that was forwarded: the others are what the visitor wrote. Of an IPv6
    /// address the network counts, since one visitor has all of it.
    /// </summary>
    internal static string Client(HttpContext http)
    {
        var remote = http.Connection.RemoteIpAddress;
        if ((remote is null || IPAddress.IsLoopback(remote)) && http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() is { Length: > 0 } forwarded
            && (IPAddress.TryParse(forwarded, out var plain) ? plain : IPEndPoint.TryParse(forwarded, out var withPort) ? withPort.Address : null) is { } address)
        {
            remote = address;
        }

        return remote switch
        {
            null => "",
            { IsIPv4MappedToIPv6: true } => remote.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(remote.GetAddressBytes().AsSpan(0, PrefixBytes)),
            _ => remote.ToString(),
        };
    }
}
