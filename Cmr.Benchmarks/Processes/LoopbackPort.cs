using System.Net;
using System.Net.Sockets;

namespace Cmr.Benchmarks.Processes;

/// <summary>Ports of the loopback address.</summary>
internal static class LoopbackPort
{
    /// <summary>A UDP port that was free a moment ago.</summary>
    public static int Free()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port; // bound just now
    }
}
