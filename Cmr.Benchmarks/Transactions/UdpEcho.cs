using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Cmr.Benchmarks.Transactions;

/// <summary>The measured process that sends every datagram back as it came: what the system takes for one in and one out.</summary>
internal static class UdpEcho
{
    /// <summary>The argument with which this program starts itself in this role; the port follows.</summary>
    public const string Role = "udp-echo";

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(string port)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 22, SendBufferSize = 1 << 22 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        Thread loop = new(() => Serve(socket)) { IsBackground = true };
        loop.Start();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
    }

    private static void Serve(Socket socket)
    {
        byte[] buffer = new byte[2048];
        SocketAddress peer = new(AddressFamily.InterNetwork);
        while (true)
        {
            int length = socket.ReceiveFrom(buffer, SocketFlags.None, peer);
            socket.SendTo(buffer.AsSpan(0, length), SocketFlags.None, peer);
        }
    }
}
