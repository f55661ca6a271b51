using System.Net;
using System.Net.Sockets;

namespace Cmr.Service.Security;

/// <summary>Where a request came from; behind a trusted proxy that is the forwarded address.</summary>
internal static class ClientAddress
{
    private const int NetworkOctets = 8;

    /// <summary>The address, for records and logs.</summary>
    public static string Of(HttpContext http) => Plain(http)?.ToString() ?? "unknown";

    /// <summary>The address as failures are counted by it: whoever has one IPv6 address usually has the whole /64.</summary>
    public static string NetworkOf(HttpContext http)
    {
        IPAddress? address = Plain(http);
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
            return address?.ToString() ?? "unknown";
        byte[] octets = address.GetAddressBytes();
        octets.AsSpan(NetworkOctets).Clear();
        return $"{new IPAddress(octets)}/64";
    }

    private static IPAddress? Plain(HttpContext http) => http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
}
