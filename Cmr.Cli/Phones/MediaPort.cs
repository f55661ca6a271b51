using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cmr.Cli.Recording;
using Cmr.Protocols.Rtp.Packets;
using Cmr.Protocols.Rtp.Payloads;

namespace Cmr.Cli.Phones;

/// <summary>The RTP side of a built-in phone: records what comes in, and talks (a tone of its own) when told to.</summary>
internal sealed class MediaPort : IAsyncDisposable
{
    private const int FrameSamples = 160;
    private const byte Pcma = 8;
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(20);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<HeardPacket> _heard = [];
    private readonly TimeProvider _clock;
    private readonly Task _receiving;

    public MediaPort(TimeProvider clock)
    {
        _clock = clock;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _receiving = ReceiveAsync(_stop.Token);
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public IReadOnlyList<HeardPacket> Heard
    {
        get
        {
            lock (_heard) return [.. _heard];
        }
    }

    /// <summary>Sends a soft tone of <paramref name="frequency"/> Hz as PCMA until the token is cancelled.</summary>
    public async Task TalkAsync(IPEndPoint remote, double frequency, CancellationToken cancellationToken)
    {
        const double Amplitude = 4000;
        uint ssrc = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
        byte[] packet = new byte[RtpHeader.Length + FrameSamples];
        using var tick = new PeriodicTimer(FrameTime, _clock);
        try
        {
            for (uint frame = 0; ; frame++)
            {
                new RtpHeader(Pcma, frame == 0, (ushort)frame, frame * FrameSamples, ssrc).Write(packet);
                for (int i = 0; i < FrameSamples; i++)
                    packet[RtpHeader.Length + i] = ALaw.Encode((short)(Amplitude * Math.Sin(2 * Math.PI * frequency * (frame * FrameSamples + i) / HeardAudio.SampleRate)));
                await _socket.SendToAsync(packet, remote, cancellationToken);
                await tick.WaitForNextTickAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // the talk is over
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[2048];
        try
        {
            while (true)
            {
                int length = await _socket.ReceiveAsync(buffer, cancellationToken);
                if (!Read(buffer.AsSpan(0, length), out HeardPacket? packet)) continue;
                lock (_heard) _heard.Add(packet);
            }
        }
        catch (OperationCanceledException)
        {
            // the phone is put away
        }
    }

    private bool Read(ReadOnlySpan<byte> datagram, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HeardPacket? packet)
    {
        packet = RtpPacket.TryRead(datagram, out RtpPacket rtp, out _)
            ? new HeardPacket(_clock.GetTimestamp(), rtp.Header.PayloadType, rtp.Header.Ssrc, rtp.Header.SequenceNumber, rtp.Header.Timestamp, rtp.Payload.ToArray())
            : null;
        return packet is not null;
    }
}
