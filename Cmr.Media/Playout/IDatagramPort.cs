using System.Net;
using System.Net.Sockets;

namespace Cmr.Media.Playout;

/// <summary>Datagrams in and out of sockets that do not block. Errors are values: hostile peers cause them at will.</summary>
internal interface IDatagramPort
{
    /// <summary>Sends one datagram; never blocks, allocates or throws.</summary>
    /// <returns>0, or the operating system's error number.</returns>
    int Send(Socket socket, ReadOnlySpan<byte> datagram, SocketAddress destination);

    /// <summary>Takes one datagram that is waiting.</summary>
    /// <param name="socket">From where.</param>
    /// <param name="buffer">Takes the octets; what is longer is cut.</param>
    /// <param name="source">Takes the sender's address.</param>
    /// <returns>The number of octets, or -1 when none is waiting.</returns>
    int TryReceive(Socket socket, Span<byte> buffer, SocketAddress source);
}
