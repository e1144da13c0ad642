using System.Net;
using System.Net.Sockets;

namespace Copr.Contracts.Tool.Repositories;

/// <summary>The addresses of the public internet, by IANA's special-purpose registries. A stranger's URL may lead only to them.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>The networks in <see cref="Global6"/> that are not public. The last one contains addresses of IPv4.</summary>
    private static readonly IPNetwork[] NotPublic6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16" }.Select(IPNetwork.Parse)];

    /// <summary>The network that contains all public addresses of IPv6.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(NotPublic, network => network.Contains(address))
            : Global6.Contains(address) && !Array.Exists(NotPublic6, network => network.Contains(address));
    }
}
