using System.Net;

namespace Incidents.Adapters.Channels.Web;

/// <summary>Which addresses are out in the world: what a name in the configuration leads to must not be the machine itself, its neighbours or a cloud's metadata service.</summary>
public static class PublicAddresses
{
    // IANA's special-purpose registries (iana.org/assignments/iana-ipv4-special-registry and -ipv6-), as far as they are not globally reachable, multicast, and what carries an IPv4 address inside.
    static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3", "168.63.129.16/32", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>True when anybody's packets may go there.</summary>
    public static bool Holds(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Special.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
