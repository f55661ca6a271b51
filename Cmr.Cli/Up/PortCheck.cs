using System.Net;
using System.Net.Sockets;
using Cmr.Cli.Instance;

namespace Cmr.Cli.Up;

/// <summary>Looks before the start whether every port is free, so that the error names the port and its purpose.</summary>
internal static class PortCheck
{
    /// <exception cref="StartupException">A port is in use.</exception>
    public static void Ensure(PortPlan ports)
    {
        List<string> taken =
        [
            .. ports.Tcp.Where(one => !IsFree(ProtocolType.Tcp, one.Port)).Select(one => $"TCP port {one.Port} ({one.Purpose})"),
            .. IsFree(ProtocolType.Udp, ports.Sip) ? (string[])[] : [$"UDP port {ports.Sip} (SIP)"],
        ];
        if (taken.Count > 0)
        {
            throw new StartupException(
                $"in use by another program: {string.Join(", ", taken)}.\nStop that program (ss -tulpn shows it), or move this instance with --port-base 10000");
        }
    }

    private static bool IsFree(ProtocolType protocol, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
        try
        {
            // as the listeners do: a connection of a former run in TIME_WAIT does not hold a port
            if (protocol == ProtocolType.Tcp) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
