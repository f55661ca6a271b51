using System.Net;
using System.Net.Sockets;

namespace Cmr.Media.Playout;

/// <summary>Room that a pump lends to whichever stream is being read.</summary>
/// <param name="Datagram">For the octets.</param>
/// <param name="Source">For the address, of either family.</param>
internal readonly record struct ReceiveScratch(byte[] Datagram, SocketAddress Source)
{
    /// <summary>Makes room for an Ethernet-sized datagram.</summary>
    public static ReceiveScratch Create() => new(new byte[2048], new SocketAddress(AddressFamily.InterNetworkV6));
}
