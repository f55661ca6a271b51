using System.Net;
using System.Net.Sockets;

namespace Cmr.Tests.EndToEnd;

/// <summary>The RTP port of a SIPp phone: SIPp names it in its SDP, this socket receives what is sent there.</summary>
internal sealed class RtpCapture : IDisposable
{
    private const int RtpHeaderOctets = 12;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Packet> _packets = [];
    private readonly Task _receiving;
    private readonly TimeProvider _clock = TimeProvider.System;

    public RtpCapture()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _receiving = ReceiveAsync();
    }

    /// <param name="At">Arrival, clock timestamp.</param>
    /// <param name="PayloadType">RFC 3551 payload type.</param>
    /// <param name="Sequence">Sequence number.</param>
    /// <param name="Payload">Payload octets.</param>
    internal sealed record Packet(long At, int PayloadType, ushort Sequence, byte[] Payload);

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public IReadOnlyList<Packet> Packets
    {
        get
        {
            lock (_packets) return [.. _packets];
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _receiving.GetAwaiter().GetResult();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[2048];
        try
        {
            while (true)
            {
                int length = await _socket.ReceiveAsync(buffer, _stop.Token);
                if (length < RtpHeaderOctets || buffer[0] >> 6 != 2) continue;
                var packet = new Packet(_clock.GetTimestamp(), buffer[1] & 0x7F, (ushort)(buffer[2] << 8 | buffer[3]), buffer[RtpHeaderOctets..length]);
                lock (_packets) _packets.Add(packet);
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }
}
