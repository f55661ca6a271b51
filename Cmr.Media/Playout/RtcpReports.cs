using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Rtp.Reports;

namespace Cmr.Media.Playout;

/// <summary>The RTCP that goes with a stream: a sender report every 5 s, a goodbye at the end (RFC 3550 §6.2, §6.6), each with the CNAME.</summary>
internal sealed class RtcpReports
{
    /// <summary>Frames between reports.</summary>
    public const int IntervalFrames = 250;

    private readonly Socket _socket;
    private readonly SocketAddress _remote;
    private readonly RtpOrigin _origin;
    private readonly SourceDescription _description;
    private readonly byte[] _packet;

    public RtcpReports(Socket socket, IPEndPoint rtpRemote, RtpOrigin origin)
    {
        _socket = socket;
        _remote = new IPEndPoint(rtpRemote.Address, Math.Min(rtpRemote.Port + 1, IPEndPoint.MaxPort)).Serialize();
        _origin = origin;
        _description = new SourceDescription(origin.Ssrc, origin.CanonicalName);
        _packet = new byte[SenderReport.Length + _description.Length + Goodbye.Length];
    }

    /// <summary>Sends a report, followed by a goodbye if it is the last.</summary>
    /// <param name="port">The way to the socket.</param>
    /// <param name="wallClock">The present.</param>
    /// <param name="timestamp">The present on the RTP clock.</param>
    /// <param name="packetsSent">RTP packets sent so far.</param>
    /// <param name="goodbye">The stream ends.</param>
    public void Send(IDatagramPort port, DateTimeOffset wallClock, uint timestamp, long packetsSent, bool goodbye)
    {
        uint packets = unchecked((uint)packetsSent);
        new SenderReport(_origin.Ssrc, NtpTimestamp.From(wallClock), timestamp, packets, unchecked(packets * G711.FrameLength)).Write(_packet);
        _description.Write(_packet.AsSpan(SenderReport.Length));
        int length = SenderReport.Length + _description.Length;
        if (goodbye)
        {
            new Goodbye(_origin.Ssrc).Write(_packet.AsSpan(length));
            length += Goodbye.Length;
        }

        // Best effort: many peers have no RTCP port open
        _ = port.Send(_socket, _packet.AsSpan(0, length), _remote);
    }
}
