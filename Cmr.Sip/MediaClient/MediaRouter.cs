using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>
/// Which session is with which worker, and which command waits for its answer until when. Decides under one lock and returns what is to be
/// delivered; it does no I/O, so its races are tested without any.
/// </summary>
internal sealed class MediaRouter(TimeSpan commandBudget)
{
    private static readonly HashSet<Worker> NoWorkers = [];

    private readonly Lock _gate = new();
    private readonly List<Worker> _workers = [];
    private readonly Dictionary<MediaSessionId, SessionRoute> _routes = [];

    // All commands have one budget, so the first in is the first due
    private readonly Queue<(MediaSessionId Session, long CommandId, TimeSpan Due)> _deadlines = [];

    /// <summary>Gets the number of workers connected.</summary>
    public int ConnectedWorkers
    {
        get
        {
            lock (_gate)
            {
                return _workers.Count(worker => worker.Link.IsConnected);
            }
        }
    }

    /// <summary>Adds a worker, not connected yet.</summary>
    public Worker Add(IWorkerLink link)
    {
        var worker = new Worker(link);
        lock (_gate)
        {
            _workers.Add(worker);
        }

        return worker;
    }

    /// <summary>A call asks for something.</summary>
    public IReadOnlyList<Delivery> Post(MediaCommand command, IMediaEventSink sink, TimeSpan now)
    {
        lock (_gate)
        {
            if (_routes.TryGetValue(command.SessionId, out SessionRoute? route))
            {
                return command is OpenMedia ? [Failure(sink, command, MediaFailureReason.InvalidCommand, "The session is open already")] : Send(route, command, now);
            }

            if (command is not OpenMedia)
            {
                return [Delivery.To(sink, command is ReleaseMedia ? new MediaReleased(command.SessionId, command.CommandId) : Failed(command, MediaFailureReason.UnknownSession, "No such session"))];
            }

            if (LeastBusy(NoWorkers) is not Worker worker)
            {
                return [Failure(sink, command, MediaFailureReason.Unreachable, "No media worker is connected and takes sessions")];
            }

            route = new SessionRoute(sink, worker);
            _routes.Add(command.SessionId, route);
            Count(worker, +1);
            return Send(route, command, now);
        }
    }

    /// <summary>A worker let us in.</summary>
    /// <returns>What it missed, then the sessions that are ours.</returns>
    public IReadOnlyList<Delivery> Connected(Worker worker, WorkerLoad load)
    {
        lock (_gate)
        {
            worker.Load = load;
            return
            [
                .. worker.TakeUndelivered().Select(command => Delivery.To(worker, command)),
                .. _routes.Values.Where(route => route.Worker == worker).SelectMany(route => route.Pending.Values).Select(command => Delivery.To(worker, command)),
                .. NameSessions(worker),
            ];
        }
    }

    /// <summary>A connection is lost. Sessions being opened go to another worker; the others wait for the connection to come back.</summary>
    public IReadOnlyList<Delivery> Disconnected(Worker worker)
    {
        lock (_gate)
        {
            var deliveries = new List<Delivery>();
            foreach ((MediaSessionId id, SessionRoute route) in _routes.Where(route => route.Value.Worker == worker).ToArray())
            {
                if (route.Pending.Values.OfType<OpenMedia>().FirstOrDefault() is OpenMedia open)
                {
                    deliveries.AddRange(AskAnother(id, route, open, Failed(open, MediaFailureReason.Unreachable, "The media worker is gone")));
                }
            }

            return deliveries;
        }
    }

    /// <summary>A worker tells something.</summary>
    public IReadOnlyList<Delivery> Received(Worker worker, ControlMessage message)
    {
        lock (_gate)
        {
            switch (message)
            {
                case WorkerLoad load:
                    worker.Load = load;
                    return [];
                case MediaEvent mediaEvent when _routes.TryGetValue(mediaEvent.SessionId, out SessionRoute? route) && route.Worker == worker:
                    return Received(route, mediaEvent);
                case MediaOpened late:
                    // The call has gone on without it, or has it from another worker
                    return [Delivery.To(worker, new ReleaseMedia(late.SessionId, long.MaxValue))];
                default:
                    return [];
            }
        }
    }

    /// <summary>Fails what was not answered in time.</summary>
    public IReadOnlyList<Delivery> Expire(TimeSpan now)
    {
        lock (_gate)
        {
            var deliveries = new List<Delivery>();
            while (_deadlines.TryPeek(out var deadline) && deadline.Due <= now)
            {
                _deadlines.Dequeue();
                if (_routes.TryGetValue(deadline.Session, out SessionRoute? route) && route.Pending.Remove(deadline.CommandId, out MediaCommand? command))
                {
                    deliveries.AddRange(Expire(route, command));
                }
            }

            return deliveries;
        }
    }

    /// <summary>The keep-alives for a worker.</summary>
    public IReadOnlyList<Delivery> KeepAlive(Worker worker)
    {
        lock (_gate)
        {
            return [.. NameSessions(worker)];
        }
    }

    private List<Delivery> Send(SessionRoute route, MediaCommand command, TimeSpan now)
    {
        if (!route.Pending.TryAdd(command.CommandId, command))
        {
            return [];
        }

        _deadlines.Enqueue((command.SessionId, command.CommandId, now + commandBudget));
        return route.Worker.Link.IsConnected ? [Delivery.To(route.Worker, command)] : [];
    }

    private List<Delivery> Received(SessionRoute route, MediaEvent mediaEvent)
    {
        MediaCommand? answered = null;
        if (mediaEvent.CommandId is long commandId && !route.Pending.Remove(commandId, out answered))
        {
            return [];
        }

        bool isOver = mediaEvent is MediaReleased or MediaFailed { CommandId: null } || (mediaEvent is MediaFailed && answered is OpenMedia);
        if (answered is OpenMedia open && mediaEvent is MediaFailed { Reason: MediaFailureReason.NoCapacity or MediaFailureReason.Draining } refusal)
        {
            return AskAnother(open.SessionId, route, open, refusal);
        }

        return isOver ? End(mediaEvent.SessionId, route, mediaEvent) : [Delivery.To(route.Sink, mediaEvent)];
    }

    // The deadline of the first attempt stands: the call does not wait longer because there are more workers
    private List<Delivery> AskAnother(MediaSessionId id, SessionRoute route, OpenMedia open, MediaFailed otherwise)
    {
        if (LeastBusy(route.Asked) is not Worker another)
        {
            route.Pending.Remove(open.CommandId);
            return End(id, route, otherwise);
        }

        Count(route.Worker, -1);
        route.Worker = another;
        route.Asked.Add(another);
        route.Pending.TryAdd(open.CommandId, open);
        Count(another, +1);
        return [Delivery.To(another, open)];
    }

    private List<Delivery> Expire(SessionRoute route, MediaCommand command)
    {
        bool connected = route.Worker.Link.IsConnected;
        MediaFailed failure = connected
            ? Failed(command, MediaFailureReason.TimedOut, "The media worker did not answer in time")
            : Failed(command, MediaFailureReason.Unreachable, "The media worker is gone");
        if (!connected && command is StopMedia or ReleaseMedia)
        {
            route.Worker.KeepUndelivered(command);
        }

        if (command is not (OpenMedia or ReleaseMedia))
        {
            return [Delivery.To(route.Sink, failure)];
        }

        List<Delivery> deliveries = End(command.SessionId, route, failure);
        if (command is OpenMedia && connected)
        {
            deliveries.Add(Delivery.To(route.Worker, new ReleaseMedia(command.SessionId, long.MaxValue)));
        }

        return deliveries;
    }

    // Whatever else waits will get no answer from a session that is no more
    private List<Delivery> End(MediaSessionId id, SessionRoute route, MediaEvent last)
    {
        _routes.Remove(id);
        Count(route.Worker, -1);
        List<Delivery> deliveries = [Delivery.To(route.Sink, last)];
        deliveries.AddRange(route.Pending.Values.Select(command => Delivery.To(
            route.Sink,
            command is ReleaseMedia ? new MediaReleased(id, command.CommandId) : Failed(command, MediaFailureReason.UnknownSession, "The session has ended"))));
        return deliveries;
    }

    private IEnumerable<Delivery> NameSessions(Worker worker)
    {
        MediaSessionId[] sessions = [.. _routes.Where(route => route.Value.Worker == worker && !route.Value.Pending.Values.OfType<OpenMedia>().Any()).Select(route => route.Key)];
        return sessions.Length == 0
            ? [Delivery.To(worker, new KeepAlive([]))]
            : sessions.Chunk(Contracts.MediaControl.KeepAlive.MaximumSessions).Select(chunk => Delivery.To(worker, new KeepAlive(chunk)));
    }

    private Worker? LeastBusy(HashSet<Worker> except) =>
        _workers.Where(worker => worker.TakesSessions && !except.Contains(worker)).MinBy(worker => worker.Share);

    // Between two reports of the worker; each report puts it right
    private static void Count(Worker worker, int change) => worker.Load = worker.Load with { Sessions = Math.Max(0, worker.Load.Sessions + change) };

    private static MediaFailed Failed(MediaCommand command, MediaFailureReason reason, string detail) => new(command.SessionId, command.CommandId, reason, detail);

    private static Delivery Failure(IMediaEventSink sink, MediaCommand command, MediaFailureReason reason, string detail) => Delivery.To(sink, Failed(command, reason, detail));
}
