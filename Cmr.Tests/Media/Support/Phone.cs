using System.Net;
using System.Net.Sockets;
using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Rtp.Packets;

namespace Cmr.Tests.Media.Support;

/// <summary>The RTP side of a peer: a socket that notes what comes and when.</summary>
internal sealed class Phone : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public Phone()
    {
        _socket.ReceiveBufferSize = 1 << 20;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    public RemoteStream Offer(params PayloadFormat[] formats) => new(0, MediaKind.Audio, "127.0.0.1", Address.Port, formats, 20, StreamDirection.SendRecv);

    /// <summary>Takes the next packets.</summary>
    public async Task<List<(RtpHeader Header, byte[] Payload, IPEndPoint Source)>> ReceiveAsync(int packets, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        var received = new List<(RtpHeader, byte[], IPEndPoint)>();
        byte[] buffer = new byte[2048];
        while (received.Count < packets)
        {
            SocketReceiveFromResult result = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), limit.Token);
            received.Add(Read(buffer.AsSpan(0, result.ReceivedBytes), (IPEndPoint)result.RemoteEndPoint));
        }

        return received;
    }

    /// <summary>Tells whether nothing comes for so long.</summary>
    public async Task<bool> IsQuietForAsync(TimeSpan duration)
    {
        try
        {
            _ = await ReceiveAsync(1, duration);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Throws away what has come so far.</summary>
    public int Drain()
    {
        int packets = 0;
        byte[] buffer = new byte[2048];
        while (_socket.Available > 0)
        {
            _socket.Receive(buffer);
            packets++;
        }

        return packets;
    }

    public Task SendAsync(byte[] octets, IPEndPoint destination) => _socket.SendToAsync(octets, SocketFlags.None, destination);

    public void Dispose() => _socket.Dispose();

    private static (RtpHeader Header, byte[] Payload, IPEndPoint Source) Read(ReadOnlySpan<byte> datagram, IPEndPoint source)
    {
        Assert.IsTrue(RtpPacket.TryRead(datagram, out RtpPacket packet, out RtpRejection rejection), rejection.ToString());
        return (packet.Header, packet.Payload.ToArray(), source);
    }
}
