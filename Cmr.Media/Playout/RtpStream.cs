using Cmr.Contracts.MediaControl;
using Cmr.Media.Ports;
using Cmr.Protocols.Rtp.Packets;

namespace Cmr.Media.Playout;

/// <summary>One outgoing RTP stream. From the first <see cref="PlayoutOrder"/> on it belongs to its pump, ports included.</summary>
internal sealed class RtpStream : IDisposable
{
    private readonly byte[] _packet = new byte[RtpHeader.Length + G711.FrameLength];
    private readonly RtpPortPair _ports;
    private Playlist _playlist;
    private readonly RtpOrigin _origin;
    private readonly byte _payloadType;
    private ushort _sequenceNumber;
    private long? _firstTick;
    private long _startTick;
    private long _nextFrame;
    private bool _loop;
    private long? _fadeFrom;
    private long _fadeFrames;

    public RtpStream(MediaSessionId session, RtpPortPair ports, RtpTarget target, Playlist playlist, RtpOrigin origin)
    {
        Session = session;
        _ports = ports;
        _playlist = playlist;
        _origin = origin;
        _payloadType = target.PayloadType;
        _sequenceNumber = origin.SequenceNumber;
        Input = new RtpInput(ports.Rtp, target.Remote);
        Reports = new RtcpReports(ports.Rtcp, target.Remote, origin);
    }

    /// <summary>Gets the session it belongs to.</summary>
    public MediaSessionId Session { get; }

    /// <summary>Gets what comes back from the peer, and where to send.</summary>
    public RtpInput Input { get; }

    /// <summary>Gets the RTCP side.</summary>
    public RtcpReports Reports { get; }

    /// <summary>Gets the number of packets sent.</summary>
    public long PacketsSent { get; private set; }

    /// <summary>Gets packets in a row that could not be sent.</summary>
    public int Failures { get; private set; }

    /// <summary>Gets or sets the place among the pump's playing streams; -1 when it is not playing.</summary>
    public int Place { get; set; } = -1;

    /// <summary>Gets or sets which part of the 20 ms it is sent in.</summary>
    public int Phase { get; set; }

    /// <summary>Gets or sets the command that started it, until its first packet has left.</summary>
    public long? StartCommand { get; set; }

    /// <summary>Gets or sets the command that stops it, while it fades.</summary>
    public long? StopCommand { get; set; }

    /// <summary>Begins at the first frame.</summary>
    /// <param name="tick">When the first frame is due.</param>
    /// <param name="loop">Begin again at the end.</param>
    public void Start(long tick, bool loop)
    {
        _firstTick ??= tick;
        _startTick = tick;
        _nextFrame = 0;
        _loop = loop;
        _fadeFrom = null;
        Failures = 0;
    }

    /// <summary>Takes other tracks; to be followed by <see cref="Start"/>.</summary>
    /// <param name="playlist">They are encoded as those before.</param>
    public void Take(Playlist playlist) => _playlist = playlist;

    /// <summary>Fades out over the coming frames.</summary>
    public void Fade(int frames) => (_fadeFrom, _fadeFrames) = (_nextFrame, frames);

    /// <summary>The frame due at a tick, or -1 when the playlist, or the fade, is over.</summary>
    public long FrameAt(long tick)
    {
        long frame = (tick - _startTick) / PlayoutSchedule.TicksPerFrame;
        bool over = (!_loop && frame >= _playlist.Frames) || (_fadeFrom is long from && frame - from >= _fadeFrames);
        return over ? -1 : frame;
    }

    /// <summary>Sends one frame.</summary>
    /// <returns>0, or the operating system's error number.</returns>
    public int Send(IDatagramPort port, long frame, long tick)
    {
        Span<byte> payload = _packet.AsSpan(RtpHeader.Length);
        _playlist.Frame(frame).CopyTo(payload);
        if (_fadeFrom is long from)
        {
            G711.Ramp(payload, _playlist.Encoding, 1 - ((float)(frame - from) / _fadeFrames), 1 - ((float)(frame - from + 1) / _fadeFrames));
        }

        // A gap in time, be it a stop or a stall of the machine, is silence to the receiver: the next packet is marked
        bool marker = frame != _nextFrame || frame == 0 && _nextFrame == 0;
        new RtpHeader(_payloadType, marker, _sequenceNumber, TimestampAt(tick), _origin.Ssrc).Write(_packet);
        int error = port.Send(_ports.Rtp, _packet, Input.Remote);
        _nextFrame = frame + 1;
        _sequenceNumber++;
        PacketsSent += error == 0 ? 1 : 0;
        Failures = error == 0 ? 0 : Failures + 1;
        return error;
    }

    /// <summary>The RTP timestamp of a moment; runs on in real time, also while nothing is sent.</summary>
    public uint TimestampAt(long tick) =>
        unchecked(_origin.Timestamp + (uint)((tick - (_firstTick ?? tick)) * PlayoutSchedule.SamplesPerTick));

    /// <summary>Closes the ports.</summary>
    public void Dispose() => _ports.Dispose();
}
