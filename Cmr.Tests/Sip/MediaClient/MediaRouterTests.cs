using Cmr.Contracts.MediaControl;
using Cmr.Sip.MediaClient;

namespace Cmr.Tests.Sip.MediaClient;

/// <summary>The routing of media commands, with workers and time that are only said.</summary>
[TestClass]
public sealed class MediaRouterTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(500);
    private static readonly WorkerLoad Idle = new(0, 100, Draining: false);

    private readonly MediaRouter _router = new(Budget);
    private readonly MediaSessionId _session = new(Guid.NewGuid());
    private readonly Sink _call = new();

    [TestMethod]
    public void An_open_goes_to_the_least_busy_worker_that_takes_sessions()
    {
        Link busy = Connect(new WorkerLoad(50, 100, Draining: false));
        Link draining = Connect(new WorkerLoad(0, 100, Draining: true));
        Link quiet = Connect(new WorkerLoad(10, 100, Draining: false));
        Link large = Connect(new WorkerLoad(50, 1000, Draining: false));

        Carry(_router.Post(Open(), _call, TimeSpan.Zero));

        Assert.HasCount(1, large.Commands);
        Assert.IsEmpty(busy.Commands);
        Assert.IsEmpty(quiet.Commands);
        Assert.IsEmpty(draining.Commands);
    }

    [TestMethod]
    public void Opens_between_two_reports_spread()
    {
        Link[] workers = [Connect(Idle), Connect(Idle), Connect(Idle)];

        for (int i = 0; i < 30; i++)
        {
            Carry(_router.Post(Open() with { SessionId = new MediaSessionId(Guid.NewGuid()) }, _call, TimeSpan.Zero));
        }

        Assert.IsTrue(workers.All(worker => worker.Commands.Count() == 10));
    }

    [TestMethod]
    public void Later_commands_follow_the_session_and_each_gets_its_one_answer()
    {
        Link worker = Connect(Idle);
        Connect(Idle);
        Carry(_router.Post(Open(), _call, TimeSpan.Zero));
        Carry(_router.Received(worker.Worker, new MediaOpened(_session, 1, [])));
        Carry(_router.Post(new PlayMedia(_session, 2, true), _call, TimeSpan.Zero));
        Carry(_router.Received(worker.Worker, new MediaStarted(_session, 2)));
        Carry(_router.Received(worker.Worker, new MediaStarted(_session, 2)));
        Carry(_router.Expire(Budget * 2));

        CollectionAssert.AreEqual(new[] { typeof(OpenMedia), typeof(PlayMedia) }, worker.Commands.Select(command => command.GetType()).ToArray());
        CollectionAssert.AreEqual(new[] { typeof(MediaOpened), typeof(MediaStarted) }, _call.Events.Select(news => news.GetType()).ToArray());
    }

    [TestMethod]
    public void An_open_that_is_not_answered_in_time_fails_and_the_late_session_is_released()
    {
        Link worker = Connect(Idle);
        Carry(_router.Post(Open(), _call, TimeSpan.Zero));

        Carry(_router.Expire(Budget - TimeSpan.FromMilliseconds(1)));
        Assert.IsEmpty(_call.Events);
        Carry(_router.Expire(Budget));
        Assert.AreEqual(MediaFailureReason.TimedOut, ((MediaFailed)_call.Events.Single()).Reason);
        Carry(_router.Received(worker.Worker, new MediaOpened(_session, 1, [])));

        Assert.HasCount(1, _call.Events, "the call hears no more of it");
        Assert.IsTrue(worker.Commands.Skip(1).All(command => command is ReleaseMedia));
        Assert.AreEqual(2, worker.Commands.OfType<ReleaseMedia>().Count(), "once at the deadline and once for the late answer");
    }

    [TestMethod]
    public void A_worker_that_is_full_passes_the_open_to_the_next_and_the_last_refusal_reaches_the_call()
    {
        Link first = Connect(Idle);
        Link second = Connect(new WorkerLoad(1, 100, Draining: false));
        Carry(_router.Post(Open(), _call, TimeSpan.Zero));
        Carry(_router.Received(first.Worker, new MediaFailed(_session, 1, MediaFailureReason.NoCapacity, "full")));
        Assert.HasCount(1, second.Commands);
        Assert.IsEmpty(_call.Events);

        Carry(_router.Received(second.Worker, new MediaFailed(_session, 1, MediaFailureReason.Draining, "leaving")));

        Assert.AreEqual(MediaFailureReason.Draining, ((MediaFailed)_call.Events.Single()).Reason);
    }

    [TestMethod]
    public void An_open_on_a_lost_connection_goes_to_another_worker_and_the_old_one_cannot_interfere()
    {
        Link first = Connect(Idle);
        Link second = Connect(new WorkerLoad(1, 100, Draining: false));
        Carry(_router.Post(Open(), _call, TimeSpan.Zero));

        Disconnect(first);
        Assert.HasCount(1, second.Commands);
        Carry(_router.Received(second.Worker, new MediaOpened(_session, 1, [])));
        Reconnect(first);
        Carry(_router.Received(first.Worker, new MediaFailed(_session, null, MediaFailureReason.WorkerError, "old")));

        Assert.IsInstanceOfType<MediaOpened>(_call.Events.Single());
    }

    [TestMethod]
    public void An_open_on_the_only_worker_fails_when_the_connection_is_lost()
    {
        Link only = Connect(Idle);
        Carry(_router.Post(Open(), _call, TimeSpan.Zero));

        Disconnect(only);

        Assert.AreEqual(MediaFailureReason.Unreachable, ((MediaFailed)_call.Events.Single()).Reason);
    }

    [TestMethod]
    public void A_command_during_an_outage_is_sent_when_the_connection_is_back_in_time()
    {
        Link worker = ConnectAndOpen();
        Disconnect(worker);
        Carry(_router.Post(new PlayMedia(_session, 2, true), _call, TimeSpan.Zero));
        Assert.IsEmpty(_call.Events);

        Reconnect(worker);

        Assert.AreEqual(2, worker.Commands.OfType<PlayMedia>().Single().CommandId);
        CollectionAssert.Contains(worker.KeepAlives.Last().Sessions.ToArray(), _session);
    }

    [TestMethod]
    public void A_stop_or_release_that_failed_in_an_outage_is_still_sent_when_the_connection_is_back()
    {
        Link worker = ConnectAndOpen();
        Disconnect(worker);
        Carry(_router.Post(new StopMedia(_session, 2, 0), _call, TimeSpan.Zero));
        Carry(_router.Post(new ReleaseMedia(_session, 3), _call, TimeSpan.Zero));
        Carry(_router.Expire(Budget));
        Assert.IsTrue(_call.Events.All(news => news is MediaFailed { Reason: MediaFailureReason.Unreachable }));
        Assert.HasCount(2, _call.Events);

        Reconnect(worker);

        CollectionAssert.AreEqual(new[] { typeof(OpenMedia), typeof(StopMedia), typeof(ReleaseMedia) }, worker.Commands.Select(command => command.GetType()).ToArray());
        CollectionAssert.DoesNotContain(worker.KeepAlives.Last().Sessions.ToArray(), _session);
    }

    [TestMethod]
    public void A_session_the_worker_no_longer_knows_is_over_and_so_are_its_commands()
    {
        Link worker = ConnectAndOpen();
        Carry(_router.Post(new PlayMedia(_session, 2, true), _call, TimeSpan.Zero));

        Carry(_router.Received(worker.Worker, new MediaFailed(_session, null, MediaFailureReason.UnknownSession, "restarted")));
        Carry(_router.Post(new StopMedia(_session, 3, 0), _call, TimeSpan.Zero));
        Carry(_router.Post(new ReleaseMedia(_session, 4), _call, TimeSpan.Zero));

        CollectionAssert.AreEqual(new long?[] { null, 2, 3, 4 }, _call.Events.Select(news => news.CommandId).ToArray());
        Assert.IsInstanceOfType<MediaReleased>(_call.Events[^1]);
        Assert.IsTrue(worker.Commands.All(command => command is OpenMedia or PlayMedia));
    }

    [TestMethod]
    public void A_release_answers_what_still_waits()
    {
        Link worker = ConnectAndOpen();
        Carry(_router.Post(new PlayMedia(_session, 2, true), _call, TimeSpan.Zero));
        Carry(_router.Post(new ReleaseMedia(_session, 3), _call, TimeSpan.Zero));

        Carry(_router.Received(worker.Worker, new MediaReleased(_session, 3)));

        CollectionAssert.AreEqual(new long?[] { 3, 2 }, _call.Events.Select(news => news.CommandId).ToArray());
    }

    [TestMethod]
    public void Keep_alives_name_every_session_in_frames_that_fit()
    {
        Link worker = Connect(new WorkerLoad(0, 10_000, Draining: false));
        for (int i = 0; i < 2500; i++)
        {
            var id = new MediaSessionId(Guid.NewGuid());
            Carry(_router.Post(Open() with { SessionId = id }, _call, TimeSpan.Zero));
            Carry(_router.Received(worker.Worker, new MediaOpened(id, 1, [])));
        }

        worker.Messages.Clear();
        Carry(_router.KeepAlive(worker.Worker));

        CollectionAssert.AreEqual(new[] { 1000, 1000, 500 }, worker.KeepAlives.Select(alive => alive.Sessions.Count).ToArray());
    }

    [TestMethod]
    public void Whatever_happens_in_whatever_order_every_command_gets_exactly_one_answer()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            RandomHistory(seed);
        }
    }

    private static void RandomHistory(int seed)
    {
        var random = new Random(seed);
        var router = new MediaRouter(Budget);
        Link[] links = [new(), new()];
        foreach (Link link in links)
        {
            link.Worker = router.Add(link);
        }

        var call = new Sink();
        var posted = new List<(MediaSessionId, long)>();
        var sessions = Enumerable.Range(0, 4).Select(_ => new MediaSessionId(Guid.NewGuid())).ToArray();
        long commandId = 0;
        TimeSpan now = TimeSpan.Zero;
        for (int step = 0; step < 60; step++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(200));
            MediaSessionId session = sessions[random.Next(sessions.Length)];
            Link link = links[random.Next(links.Length)];
            switch (random.Next(7))
            {
                case 0 or 1 or 2:
                    MediaCommand[] commands = [new OpenMedia(session, ++commandId, [], []), new PlayMedia(session, ++commandId, true), new StopMedia(session, ++commandId, 0), new ReleaseMedia(session, ++commandId)];
                    MediaCommand command = commands[random.Next(4)];
                    posted.Add((session, command.CommandId));
                    Carry(router.Post(command, call, now));
                    break;
                case 3:
                    link.IsConnected = true;
                    Carry(router.Connected(link.Worker, Idle));
                    break;
                case 4:
                    link.IsConnected = false;
                    Carry(router.Disconnected(link.Worker));
                    break;
                case 5 when link.Commands.LastOrDefault() is MediaCommand asked:
                    MediaEvent answer = random.Next(3) switch
                    {
                        0 => new MediaFailed(asked.SessionId, asked.CommandId, MediaFailureReason.NoCapacity, ""),
                        1 => new MediaFailed(asked.SessionId, null, MediaFailureReason.WorkerError, ""),
                        _ => asked is ReleaseMedia ? new MediaReleased(asked.SessionId, asked.CommandId) : new MediaStarted(asked.SessionId, asked.CommandId),
                    };
                    Carry(router.Received(link.Worker, answer));
                    break;
                default:
                    Carry(router.Expire(now));
                    break;
            }
        }

        Carry(router.Expire(now + (Budget * 2)));
        var answers = call.Events.Where(news => news.CommandId is not null).Select(news => (news.SessionId, news.CommandId!.Value)).ToArray();
        CollectionAssert.AreEquivalent(posted, answers, $"seed {seed}");
    }

    private OpenMedia Open() => new(_session, 1, [], []);

    private Link ConnectAndOpen()
    {
        Link worker = Connect(Idle);
        Carry(_router.Post(Open(), _call, TimeSpan.Zero));
        Carry(_router.Received(worker.Worker, new MediaOpened(_session, 1, [])));
        _call.Events.Clear();
        return worker;
    }

    private Link Connect(WorkerLoad load)
    {
        var link = new Link { IsConnected = true };
        link.Worker = _router.Add(link);
        Carry(_router.Connected(link.Worker, load));
        return link;
    }

    private void Reconnect(Link link)
    {
        link.IsConnected = true;
        Carry(_router.Connected(link.Worker, Idle));
    }

    private void Disconnect(Link link)
    {
        link.IsConnected = false;
        Carry(_router.Disconnected(link.Worker));
    }

    private static void Carry(IReadOnlyList<Delivery> deliveries)
    {
        foreach (Delivery delivery in deliveries)
        {
            delivery.Carry();
        }
    }

    private sealed class Sink : IMediaEventSink
    {
        public List<MediaEvent> Events { get; } = [];

        public void Accept(MediaEvent mediaEvent) => Events.Add(mediaEvent);
    }

    private sealed class Link : IWorkerLink
    {
        public Worker Worker { get; set; } = null!;

        public bool IsConnected { get; set; }

        public List<ControlMessage> Messages { get; } = [];

        public IEnumerable<MediaCommand> Commands => Messages.OfType<MediaCommand>();

        public IEnumerable<KeepAlive> KeepAlives => Messages.OfType<KeepAlive>();

        public void Send(ControlMessage message)
        {
            if (IsConnected)
            {
                Messages.Add(message);
            }
        }
    }
}
