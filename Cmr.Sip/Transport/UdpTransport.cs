using System.Net;
using System.Net.Sockets;

namespace Cmr.Sip.Transport;

/// <summary>One UDP socket for SIP (RFC 3261 §18). Receives by several loops, sends from any partition.</summary>
internal sealed class UdpTransport : IDisposable
{
    /// <summary>Largest UDP payload.</summary>
    public const int LargestDatagram = 65_507;

    private const int KernelBuffer = 4 * 1024 * 1024;
    private readonly Socket _socket;

    private UdpTransport(Socket socket, IPEndPoint local)
    {
        _socket = socket;
        Local = local;
    }

    /// <summary>The bound address, with the port that a wish for port 0 led to.</summary>
    public IPEndPoint Local { get; }

    /// <summary>Address family of the socket; peers have the same.</summary>
    public AddressFamily Family => _socket.AddressFamily;

    /// <summary>Binds.</summary>
    /// <exception cref="SocketException">The address is not ours or the port is taken.</exception>
    public static UdpTransport Bind(IPEndPoint local)
    {
        Socket socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.ReceiveBufferSize = KernelBuffer;
            socket.SendBufferSize = KernelBuffer;
            socket.Bind(local);
            return new UdpTransport(socket, (IPEndPoint)socket.LocalEndPoint!); // not null: it is bound
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for one datagram, on the thread that calls: a wait of its own for each costs the system least.</summary>
    /// <param name="buffer">At least <see cref="LargestDatagram"/> octets.</param>
    /// <param name="source">Overwritten with the sender's address.</param>
    /// <returns>Octets received.</returns>
    public int Receive(Span<byte> buffer, SocketAddress source) => _socket.ReceiveFrom(buffer, SocketFlags.None, source);

    /// <summary>Ends one <see cref="Receive"/> with an empty datagram.</summary>
    public void Wake()
    {
        IPAddress address = Local.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : Local.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Local.Address;
        TrySend([], new IPEndPoint(address, Local.Port).Serialize());
    }

    /// <summary>Sends one datagram.</summary>
    /// <returns>False when the system refused it: unreachable, too long, no buffer space. The peer or a timer copes.</returns>
    public bool TrySend(ReadOnlySpan<byte> datagram, SocketAddress destination)
    {
        try
        {
            return _socket.SendTo(datagram, SocketFlags.None, destination) == datagram.Length;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();
}
