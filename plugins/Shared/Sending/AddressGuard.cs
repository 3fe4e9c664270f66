using System.Net;
using System.Net.Sockets;

namespace LiveIp.Plugins.Sending;

/// <summary>
/// Keeps a name in public DNS from pointing the host at its own network: what a name resolves to must be public, and the address
/// that was checked is the one that is connected to. An operator who means the own network writes its address as a number.
/// </summary>
internal static class AddressGuard
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3",
            "::/96",
            "64:ff9b:1::/48",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        }.Select(range => IPNetwork.Parse(range)),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>The addresses that may be connected to, in the resolver's order.</summary>
    /// <exception cref="BlockedAddressException">There are addresses and none is allowed.</exception>
    /// <exception cref="SocketException">The name does not resolve.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return IsLinkLocal(literal)
                ? throw new BlockedAddressException("The address is link-local, where clouds keep their machines' secrets.")
                : [literal];
        }

        return Allowed(host, await Dns.GetHostAddressesAsync(host, cancellationToken));
    }

    /// <summary>Those of a name's addresses that may be connected to.</summary>
    /// <exception cref="BlockedAddressException">None may.</exception>
    public static IPAddress[] Allowed(string host, IPAddress[] addresses)
    {
        IPAddress[] allowed = [.. addresses.Where(address => IsPublic(address) || (IsLocalhost(host) && IPAddress.IsLoopback(address)))];
        return allowed.Length > 0
            ? allowed
            : throw new BlockedAddressException(
                $"The name {host} leads into a private network. If that is meant, write the address as a number."
            );
    }

    /// <summary>Whether it is an address of the public internet, IPv4 within IPv6 included.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var inner = Unwrap(address);
        return !Array.Exists(NotPublic, range => range.Contains(inner));
    }

    private static bool IsLinkLocal(IPAddress address) =>
        Unwrap(address) is var inner && (inner.IsIPv6LinkLocal || (inner.GetAddressBytes() is [169, 254, ..]));

    private static bool IsLocalhost(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static IPAddress Unwrap(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : bytes.Length == 4 ? address
            : Nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }
}
