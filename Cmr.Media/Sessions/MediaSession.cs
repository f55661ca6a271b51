using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;
using Cmr.Media.Ports;

namespace Cmr.Media.Sessions;

/// <summary>One session: its state, its ports, and the answers it has given.</summary>
internal sealed class MediaSession(MediaSessionId id, IControllerLink link, TimeSpan now)
{
    private const int AnswersKept = 16;

    private readonly Dictionary<long, MediaEvent?> _commands = [];
    private readonly Queue<long> _order = [];
    private long _latest;

    /// <summary>Gets the session's name.</summary>
    public MediaSessionId Id => id;

    /// <summary>Gets the controller that opened it.</summary>
    public Guid ControllerId { get; } = link.ControllerId;

    /// <summary>Gets or sets the connection its controller was last heard on.</summary>
    public IControllerLink Link { get; set; } = link;

    /// <summary>Gets or sets when its controller last named it.</summary>
    public TimeSpan HeardAt { get; set; } = now;

    /// <summary>Gets or sets what was negotiated.</summary>
    public NegotiationOutcome.Agreed? Agreement { get; set; }

    /// <summary>Gets or sets the playing stream, once open.</summary>
    public RtpStream? Stream { get; set; }

    /// <summary>Gets or sets the pump that owns the stream.</summary>
    public PlayoutPump? Pump { get; set; }

    /// <summary>Gets the ports of lines that are inactive.</summary>
    public List<RtpPortPair> IdlePorts { get; } = [];

    /// <summary>Gets what ends the wait for content.</summary>
    public CancellationTokenSource Opening { get; } = new();

    /// <summary>Gets or sets the wait for content.</summary>
    public Task Loading { get; set; } = Task.CompletedTask;

    /// <summary>Notes a command.</summary>
    /// <param name="commandId">Its id; one that is not higher than all before is a repetition.</param>
    /// <param name="answer">The answer given before, if it is a repetition that has one.</param>
    /// <returns><see langword="true"/> when it is new.</returns>
    public bool TryBegin(long commandId, out MediaEvent? answer)
    {
        if (_commands.TryGetValue(commandId, out answer) || commandId <= _latest)
        {
            return false;
        }

        _latest = commandId;
        _commands[commandId] = null;
        _order.Enqueue(commandId);
        if (_order.Count > AnswersKept)
        {
            _commands.Remove(_order.Dequeue());
        }

        return true;
    }

    /// <summary>Tells whether a command came after this one.</summary>
    public bool IsSuperseded(long commandId) => _latest > commandId;

    /// <summary>Sends an event to the controller, and keeps it if it answers a command.</summary>
    public void Tell(MediaEvent message)
    {
        if (message.CommandId is long commandId && _commands.ContainsKey(commandId))
        {
            _commands[commandId] = message;
        }

        Link.Send(message);
    }
}
