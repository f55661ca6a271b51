using System.Net;
using System.Net.Sockets;

namespace Cmr.Media.Playout;

/// <summary>Datagrams on systems other than Linux.</summary>
internal sealed class SocketDatagramPort : IDatagramPort
{
    /// <inheritdoc/>
    public int Send(Socket socket, ReadOnlySpan<byte> datagram, SocketAddress destination)
    {
        try
        {
            socket.SendTo(datagram, SocketFlags.None, destination);
            return 0;
        }
        catch (SocketException e)
        {
            return e.ErrorCode;
        }
    }

    /// <inheritdoc/>
    public int TryReceive(Socket socket, Span<byte> buffer, SocketAddress source)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) ? socket.ReceiveFrom(buffer, SocketFlags.None, source) : -1;
        }
        catch (SocketException)
        {
            // Cut datagrams and ICMP news are told this way here; neither is of use
            return -1;
        }
    }
}
