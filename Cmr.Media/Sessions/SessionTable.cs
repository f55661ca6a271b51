using Cmr.Contracts.MediaControl;
using Cmr.Media.Playout;
using Cmr.Media.Ports;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Sessions;

/// <summary>The sessions of the worker. One reader of the mailbox calls it, so there are no locks; it never waits.</summary>
internal sealed class SessionTable(
    PortAllocator ports,
    SessionOpening opening,
    IOptions<MediaSessionOptions> options,
    ILogger<SessionTable> logger)
{
    private readonly Dictionary<MediaSessionId, MediaSession> _sessions = [];
    private readonly List<IControllerLink> _links = [];
    private TaskCompletionSource? _drained;
    private int _count;

    /// <summary>Gets the load as controllers are told it; for any thread.</summary>
    public WorkerLoad Load => new(Volatile.Read(ref _count), Capacity, Volatile.Read(ref _drained) is not null);

    private int Capacity => Math.Min(options.Value.Maximum, ports.Capacity);

    /// <summary>Handles one input.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="now">The present, on the clock of all calls.</param>
    public void Handle(SessionInput input, TimeSpan now)
    {
        switch (input)
        {
            case SessionInput.Command { Link: var link, Message: var command }:
                HandleCommand(link, command, now);
                break;
            case SessionInput.Alive { Link: var link, Message: var message }:
                HandleKeepAlive(link, message, now);
                break;
            case SessionInput.Loaded loaded:
                HandleLoaded(loaded);
                break;
            case SessionInput.Switched switched:
                HandleSwitched(switched);
                break;
            case SessionInput.Started { Stream: var stream, CommandId: var id }:
                Find(stream)?.Tell(new MediaStarted(stream.Session, id));
                break;
            case SessionInput.Ended { Stream: var stream, CommandId: var id, PacketsSent: var packets }:
                Find(stream)?.Tell(new MediaEnded(stream.Session, id, packets));
                break;
            case SessionInput.TimedOut { Stream: var stream }:
                Find(stream)?.Tell(new RtpTimedOut(stream.Session, null));
                break;
            case SessionInput.Broken broken:
                HandleBroken(broken);
                break;
            case SessionInput.LinkUp { Link: var link }:
                _links.Add(link);
                break;
            case SessionInput.LinkDown { Link: var link }:
                _links.Remove(link);
                break;
            case SessionInput.Sweep:
                Sweep(now);
                break;
            case SessionInput.Drain { Drained: var drained }:
                Drain(drained);
                break;
        }
    }

    /// <summary>Ends every session.</summary>
    public void Clear()
    {
        foreach (MediaSession session in _sessions.Values.ToArray())
        {
            Remove(session);
        }
    }

    private void HandleCommand(IControllerLink link, MediaCommand command, TimeSpan now)
    {
        if (!_sessions.TryGetValue(command.SessionId, out MediaSession? session) || session.ControllerId != link.ControllerId)
        {
            HandleUnknown(link, command, session is null, now);
            return;
        }

        session.Link = link;
        session.HeardAt = now;
        if (!session.TryBegin(command.CommandId, out MediaEvent? answer))
        {
            if (answer is not null)
            {
                link.Send(answer);
            }

            return;
        }

        switch (command)
        {
            case ReleaseMedia:
                Remove(session);
                link.Send(new MediaReleased(session.Id, command.CommandId));
                break;
            case PlayMedia play when session.Stream is RtpStream stream:
                session.Pump?.Post(new PlayoutOrder.Start(stream, play.Loop, play.CommandId));
                break;
            case SwitchMedia change when session is { Stream: not null, Agreement: { } agreement } && StreamNegotiation.Fits(change.Playlist, agreement.Encoding):
                session.Loading = opening.LoadAsync(session, change, agreement.Encoding);
                break;
            case StopMedia { FadeMs: >= 0 and <= 1000 } stop when session.Stream is RtpStream stream:
                session.Pump?.Post(new PlayoutOrder.Stop(stream, (stop.FadeMs + G711.FrameMs - 1) / G711.FrameMs, stop.CommandId));
                break;
            default:
                session.Tell(new MediaFailed(session.Id, command.CommandId, MediaFailureReason.InvalidCommand, $"{command.GetType().Name} does not fit the state of the session"));
                break;
        }
    }

    private void HandleUnknown(IControllerLink link, MediaCommand command, bool nameIsFree, TimeSpan now)
    {
        switch (command)
        {
            case OpenMedia open when nameIsFree:
                Open(link, open, now);
                break;
            case ReleaseMedia when nameIsFree:
                link.Send(new MediaReleased(command.SessionId, command.CommandId));
                break;
            default:
                link.Send(new MediaFailed(command.SessionId, command.CommandId, MediaFailureReason.UnknownSession, "No such session of this controller"));
                break;
        }
    }

    private void Open(IControllerLink link, OpenMedia command, TimeSpan now)
    {
        if (_drained is not null || _sessions.Count >= Capacity)
        {
            MediaFailureReason reason = _drained is not null ? MediaFailureReason.Draining : MediaFailureReason.NoCapacity;
            link.Send(new MediaFailed(command.SessionId, command.CommandId, reason, $"{_sessions.Count} sessions of {Capacity}"));
            return;
        }

        switch (StreamNegotiation.Negotiate(command, ports.Address.AddressFamily))
        {
            case NegotiationOutcome.Refused refused:
                logger.OpenRefused(command.SessionId, refused.Reason, refused.Detail);
                link.Send(new MediaFailed(command.SessionId, command.CommandId, refused.Reason, refused.Detail));
                break;
            case NegotiationOutcome.Agreed agreed:
                var session = new MediaSession(command.SessionId, link, now) { Agreement = agreed };
                session.TryBegin(command.CommandId, out _);
                _sessions.Add(session.Id, session);
                Volatile.Write(ref _count, _sessions.Count);
                session.Loading = opening.LoadAsync(session, command, agreed.Encoding);
                break;
        }
    }

    private void HandleLoaded(SessionInput.Loaded input)
    {
        MediaSession session = input.Session;
        if (!_sessions.TryGetValue(session.Id, out MediaSession? current) || !ReferenceEquals(current, session) || session.Agreement is not { } agreement)
        {
            return;
        }

        if (input.Playlist is not Playlist playlist)
        {
            Fail(session, input.Opening.CommandId, MediaFailureReason.ContentUnavailable, "A track could not be had in time");
        }
        else if (!opening.TryBindPorts(session, agreement, playlist, out List<LocalStream> streams))
        {
            Fail(session, input.Opening.CommandId, MediaFailureReason.NoCapacity, "No free RTP port");
        }
        else
        {
            session.Tell(new MediaOpened(session.Id, input.Opening.CommandId, streams));
        }
    }

    private void HandleSwitched(SessionInput.Switched input)
    {
        (MediaSession session, SwitchMedia command) = (input.Session, input.Change);
        if (!_sessions.TryGetValue(session.Id, out MediaSession? current) || !ReferenceEquals(current, session) || session.Stream is not RtpStream stream)
        {
            return;
        }

        if (session.IsSuperseded(command.CommandId))
        {
            // A stop that came meanwhile must not be undone
            session.Tell(new MediaEnded(session.Id, command.CommandId, stream.PacketsSent));
        }
        else if (input.Playlist is Playlist playlist)
        {
            session.Pump?.Post(new PlayoutOrder.Switch(stream, playlist, command.Loop, command.CommandId));
        }
        else
        {
            session.Tell(new MediaFailed(session.Id, command.CommandId, MediaFailureReason.ContentUnavailable, "A track could not be had in time"));
        }
    }

    private void HandleKeepAlive(IControllerLink link, KeepAlive message, TimeSpan now)
    {
        foreach (MediaSessionId id in message.Sessions)
        {
            if (_sessions.TryGetValue(id, out MediaSession? session) && session.ControllerId == link.ControllerId)
            {
                session.HeardAt = now;
                session.Link = link;
            }
            else
            {
                link.Send(new MediaFailed(id, null, MediaFailureReason.UnknownSession, "No such session of this controller"));
            }
        }

        link.Send(Load);
    }

    private void HandleBroken(SessionInput.Broken input)
    {
        if (Find(input.Stream) is MediaSession session)
        {
            Fail(session, null, MediaFailureReason.WorkerError, $"RTP cannot be sent, error {input.Error}");
        }
    }

    private void Sweep(TimeSpan now)
    {
        foreach (MediaSession session in _sessions.Values.Where(session => now - session.HeardAt >= options.Value.KeepAliveTimeout).ToArray())
        {
            logger.SessionForgotten(session.Id, now - session.HeardAt);
            Fail(session, null, MediaFailureReason.UnknownSession, "Not named by its controller for too long");
        }
    }

    private void Drain(TaskCompletionSource drained)
    {
        Volatile.Write(ref _drained, drained);
        foreach (IControllerLink link in _links)
        {
            link.Send(Load);
        }

        if (_sessions.Count == 0)
        {
            drained.TrySetResult();
        }
    }

    private MediaSession? Find(RtpStream stream) =>
        _sessions.TryGetValue(stream.Session, out MediaSession? session) && ReferenceEquals(session.Stream, stream) ? session : null;

    private void Fail(MediaSession session, long? commandId, MediaFailureReason reason, string detail)
    {
        session.Tell(new MediaFailed(session.Id, commandId, reason, detail));
        Remove(session);
    }

    private void Remove(MediaSession session)
    {
        _sessions.Remove(session.Id);
        Volatile.Write(ref _count, _sessions.Count);
        session.Opening.Cancel();
        foreach (RtpPortPair pair in session.IdlePorts)
        {
            pair.Dispose();
        }

        if (session.Stream is RtpStream stream)
        {
            // The pump may be sending from its sockets at this moment, so the pump closes them
            session.Pump?.Post(new PlayoutOrder.Remove(stream));
        }

        if (_sessions.Count == 0)
        {
            _drained?.TrySetResult();
        }
    }
}
