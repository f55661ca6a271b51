using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Rtp.Packets;

namespace Cmr.Media.Playout;

/// <summary>What a peer sends to a stream's RTP port: counted and dropped, but for the address it comes from.</summary>
internal sealed class RtpInput(Socket socket, IPEndPoint remote)
{
    private const int DatagramsAtOnce = 64;

    private readonly SocketAddress _described = remote.Serialize();
    private TimeSpan _lastPacketAt;
    private bool _latched;
    private bool _timedOut;

    /// <summary>Gets where RTP is sent: the address of the SDP, or the one latched to.</summary>
    public SocketAddress Remote { get; private set; } = remote.Serialize();

    /// <summary>Gets the RTP packets received.</summary>
    public long Packets { get; private set; }

    /// <summary>Gets the datagrams that were no RTP packets.</summary>
    public long Rejected { get; private set; }

    /// <summary>Takes what is waiting, at most 64 datagrams.</summary>
    /// <param name="port">The way to the socket.</param>
    /// <param name="scratch">Room for a datagram, and for its source.</param>
    /// <param name="latch">Whether to follow the peer's address.</param>
    /// <param name="now">The present.</param>
    public void Drain(IDatagramPort port, in ReceiveScratch scratch, SymmetricLatch latch, TimeSpan now)
    {
        for (int i = 0; i < DatagramsAtOnce; i++)
        {
            int length = port.TryReceive(socket, scratch.Datagram, scratch.Source);
            if (length < 0)
            {
                return;
            }

            if (!RtpPacket.TryRead(scratch.Datagram.AsSpan(0, length), out _, out _))
            {
                Rejected++;
                continue;
            }

            Packets++;
            _lastPacketAt = now;
            _timedOut = false;
            Latch(scratch.Source, latch);
        }
    }

    /// <summary>Throws away what came before playing, when nobody could know where to send.</summary>
    public void Discard(IDatagramPort port, in ReceiveScratch scratch)
    {
        for (int i = 0; i < DatagramsAtOnce && port.TryReceive(socket, scratch.Datagram, scratch.Source) >= 0; i++)
        {
            Rejected++;
        }
    }

    /// <summary>Tells, once, that the peer has fallen silent.</summary>
    public bool HasTimedOut(TimeSpan now, TimeSpan timeout)
    {
        if (_timedOut || Packets == 0 || now - _lastPacketAt < timeout)
        {
            return false;
        }

        _timedOut = true;
        return true;
    }

    private void Latch(SocketAddress source, SymmetricLatch latch)
    {
        if (_latched || latch is SymmetricLatch.Off || source.Family != _described.Family)
        {
            return;
        }

        if (latch is SymmetricLatch.SameAddress && !SameHost(source, _described))
        {
            return;
        }

        _latched = true;
        if (!source.Equals(Remote))
        {
            var followed = new SocketAddress(source.Family, source.Size);
            source.Buffer.Span[..source.Size].CopyTo(followed.Buffer.Span);
            Remote = followed;
        }
    }

    // sockaddr_in and sockaddr_in6 both begin with family and port, two octets each; the rest is the host (and zero fields)
    private static bool SameHost(SocketAddress a, SocketAddress b) =>
        a.Size == b.Size && a.Buffer.Span[4..a.Size].SequenceEqual(b.Buffer.Span[4..b.Size]);
}
