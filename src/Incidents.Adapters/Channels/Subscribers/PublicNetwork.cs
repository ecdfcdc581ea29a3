using System.Net;
using System.Net.Sockets;

namespace Incidents.Adapters.Channels.Subscribers;

/// <summary>Which addresses lie on the public Internet. Strangers name the addresses of webhooks, and nothing inside the house may be reached by that.</summary>
public static class PublicNetwork
{
    // IANA's special-purpose registries (RFC 6890 and later), and 168.63.129.16, by which Azure's machines reach their host.
    static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
        }.Select(IPNetwork.Parse),
    ];

    static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True when an address lies there. An IPv4 address inside an IPv6 one counts as itself.</summary>
    public static bool Has(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Has(address.MapToIPv4());
        if (Translated.Contains(address))
            return Has(new IPAddress(address.GetAddressBytes().AsSpan(12)));

        return (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address)) && !NotPublic.Any(network => network.Contains(address));
    }
}
