using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Sip.Trust;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>The SIP node of the product on the simulated network: its engine, a choice of what to present, and a media worker.</summary>
internal sealed class SimulatedNode : ISimulatedHost
{
    private readonly SimulatedPort _port;
    private readonly PriorityQueue<EngineInput, (TimeSpan At, int Order)> _later = new();
    private readonly EngineOptions _options;
    private readonly int _seed;
    private int _order;
    private int _generation;

    public SimulatedNode(SimulatedNetwork network, CallOptions? options = null, HostPort? outboundProxy = null, TrustPolicy? trust = null)
        : this(network, new EngineOptions { Node = new LocalNode(Address), Calls = options ?? new CallOptions(), OutboundProxy = outboundProxy is { } proxy ? SipUri.Create("", proxy) : null, MaxTransactions = 10_000, Trust = trust ?? TrustPolicy.Everybody })
    {
    }

    public SimulatedNode(SimulatedNetwork network, EngineOptions options)
    {
        _options = options;
        _seed = network.Seed;
        Endpoint = SipEndpoint.Udp(options.Node.Address);
        Engine = MakeEngine();
        _port = network.Add(this);
    }

    /// <summary>Where the node is.</summary>
    public static IPEndPoint Address { get; } = IPEndPoint.Parse("10.0.0.9:5060");

    public static RingingChoice Tone { get; } = new(ChoiceOrigin.SubscriberDefault, null,
    [
        new RingingResource
        {
            ResourceId = "tone-1",
            Tracks = [new Cmr.Domain.Content.RenderedTrack(TrackEncoding.Pcmu, new string('a', 64), 160, 1), new Cmr.Domain.Content.RenderedTrack(TrackEncoding.Pcma, new string('b', 64), 160, 1)],
        },
    ]);

    public SipEndpoint Endpoint { get; }

    public CallEngine Engine { get; private set; }

    public SimulatedMedia Media { get; } = new();

    /// <summary>Targets that the log would name as dead.</summary>
    public List<SipEndpoint> Died { get; } = [];

    /// <summary>What every call is to present; <see langword="null"/> makes the choice fail.</summary>
    public ChoiceReply? Choice { get; set; } = new(Tone, Subscribed: true);

    /// <summary>What single calls are to present, and when that is known; otherwise <see cref="Choice"/> after <see cref="ChoiceDelay"/>.</summary>
    public Func<ChoiceQuestion, (TimeSpan? Delay, ChoiceReply? Reply)>? Chooser { get; set; }

    /// <summary>How long the worker of a session takes; otherwise <see cref="SimulatedMedia.Delay"/>.</summary>
    public Func<MediaCommand, TimeSpan?>? Slowness { get; set; }

    public TimeSpan? ChoiceDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    public Dictionary<string, IPAddress> Names { get; } = [];

    /// <summary>Names with several targets, in the order they are to be tried.</summary>
    public Dictionary<string, IReadOnlyList<SipEndpoint>> Services { get; } = [];

    public List<CallSummary> Reports { get; } = [];

    /// <summary>Presentations that began, in order.</summary>
    public List<PresentationNews> Began { get; } = [];

    /// <summary>Presentations going on.</summary>
    public HashSet<Guid> Presented { get; } = [];

    /// <summary>What came of the wishes to stop.</summary>
    public List<bool> StopAnswers { get; } = [];

    /// <summary>Defects that the engine met.</summary>
    public List<Exception> Faults { get; } = [];

    public List<ChoiceQuestion> Questions { get; } = [];

    public TimeSpan? NextDeadline
    {
        get
        {
            TimeSpan? own = _later.TryPeek(out _, out (TimeSpan At, int Order) first) ? first.At : null;
            return own is { } a && Engine.NextDeadline is { } b ? (a < b ? a : b) : own ?? Engine.NextDeadline;
        }
    }

    public void Receive(ReadOnlyMemory<byte> datagram, SipEndpoint source, SimulatedPort port)
    {
        if (SipMessage.TryRead(datagram.Span, SipLimits.Default, out SipMessage? message).IsComplete && message is not null)
            Step(new EngineInput.Message(message, source));
    }

    public void Fire(SimulatedPort port)
    {
        while (_later.TryPeek(out EngineInput? input, out (TimeSpan At, int Order) when) && when.At <= _port.Now)
        {
            _later.Dequeue();
            Step(input);
        }

        Step(new EngineInput.Tick());
    }

    public void Step(EngineInput input)
    {
        List<EngineEffect> effects = [];
        Engine.Step(input, _port.Now, effects);
        foreach (EngineEffect effect in effects) Do(effect);
    }

    /// <summary>The process ends without a word and another one begins in its place: workers drop its sessions, everything else is forgotten.</summary>
    public void Restart()
    {
        _generation++;
        _later.Clear();
        Media.Open.Clear();
        Media.Playing.Clear();
        Presented.Clear();
        Engine = MakeEngine();
    }

    /// <summary>Something happens to the node after a while, unless it restarts before.</summary>
    public void After(TimeSpan delay, EngineInput input) => Later(delay, input);

    /// <summary>The worker tells something of its own accord.</summary>
    public void Tell(MediaEvent news) => Step(new EngineInput.Media(news));

    private CallEngine MakeEngine()
    {
        int seed = _seed + (1_000_003 * _generation);
        return new CallEngine(_options, new SeededIdentifiers(seed + 2), new SipTokens(new Random(seed + 1).NextBytes));
    }

    private void Do(EngineEffect effect)
    {
        switch (effect)
        {
            case EngineEffect.Send send:
                if (!_port.Send(send.Message.Bytes, send.Destination) && send.Transaction is { } failed) Later(TimeSpan.Zero, new EngineInput.SendFailed(failed));
                break;
            case EngineEffect.Choose choose:
                Questions.Add(choose.Question);
                (TimeSpan? delay, ChoiceReply? reply) = Chooser is { } chooser ? chooser(choose.Question) : (ChoiceDelay, Choice);
                if (delay is { } after) Later(after, new EngineInput.Chosen(choose.Call, reply));
                break;
            case EngineEffect.Media media:
                MediaEvent news = Media.Take(media.Command);
                if ((Slowness is { } slow ? slow(media.Command) : Media.Delay) is { } wait) Later(wait, new EngineInput.Media(news));
                break;
            case EngineEffect.Resolve resolve:
                Later(TimeSpan.FromMilliseconds(1), new EngineInput.Resolved(resolve.Query, TargetsOf(resolve.Query)));
                break;
            case EngineEffect.Fault fault:
                Faults.Add(fault.Exception);
                break;
            case EngineEffect.TargetDied died:
                Died.Add(died.Target);
                break;
            case EngineEffect.PresentationBegan began:
                Began.Add(began.News);
                Presented.Add(began.News.Id);
                break;
            case EngineEffect.PresentationEnded ended:
                SimulationFailure.Unless(Presented.Remove(ended.Presentation), "a presentation ended twice, or never began");
                break;
            case EngineEffect.StopAnswered answered:
                StopAnswers.Add(answered.Stopped);
                break;
            case EngineEffect.Report report:
                Reports.Add(report.Summary);
                break;
            default:
                break;
        }
    }

    private IReadOnlyList<SipEndpoint> TargetsOf(HopQuery query) =>
        Services.TryGetValue(query.Host, out IReadOnlyList<SipEndpoint>? targets) ? targets
        : Names.TryGetValue(query.Host, out IPAddress? address) ? [new SipEndpoint(query.Transport ?? SipTransport.Udp, address, query.Port ?? 5060)] : [];

    private void Later(TimeSpan delay, EngineInput input) => _later.Enqueue(input, (_port.Now + delay, _order++));
}
