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
    private int _order;

    public SimulatedNode(SimulatedNetwork network, CallOptions? options = null, HostPort? outboundProxy = null, TrustPolicy? trust = null)
    {
        LocalNode node = new(IPEndPoint.Parse("10.0.0.9:5060"));
        Endpoint = SipEndpoint.Udp(node.Address);
        SipTokens tokens = new(new Random(network.Seed + 1).NextBytes);
        Engine = new CallEngine(new EngineOptions { Node = node, Calls = options ?? new CallOptions(), OutboundProxy = outboundProxy is { } proxy ? SipUri.Create("", proxy) : null, Trust = trust ?? TrustPolicy.Everybody }, new SeededIdentifiers(network.Seed + 2), tokens);
        _port = network.Add(this);
    }

    public static RingingChoice Tone { get; } = new(ChoiceOrigin.SubscriberDefault, null,
    [
        new RingingResource
        {
            ResourceId = "tone-1",
            Tracks = [new Cmr.Domain.Content.RenderedTrack(TrackEncoding.Pcmu, new string('a', 64), 160, 1), new Cmr.Domain.Content.RenderedTrack(TrackEncoding.Pcma, new string('b', 64), 160, 1)],
        },
    ]);

    public SipEndpoint Endpoint { get; }

    public CallEngine Engine { get; }

    public SimulatedMedia Media { get; } = new();

    /// <summary>What every call is to present; <see langword="null"/> makes the choice fail.</summary>
    public ChoiceReply? Choice { get; set; } = new(Tone, Subscribed: true);

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

    /// <summary>The worker tells something of its own accord.</summary>
    public void Tell(MediaEvent news) => Step(new EngineInput.Media(news));

    private void Do(EngineEffect effect)
    {
        switch (effect)
        {
            case EngineEffect.Send send:
                _port.Send(send.Message.Bytes, send.Destination);
                break;
            case EngineEffect.Choose choose:
                Questions.Add(choose.Question);
                if (ChoiceDelay is { } delay) Later(delay, new EngineInput.Chosen(choose.Call, Choice));
                break;
            case EngineEffect.Media media:
                MediaEvent news = Media.Take(media.Command);
                if (Media.Delay is { } wait) Later(wait, new EngineInput.Media(news));
                break;
            case EngineEffect.Resolve resolve:
                Later(TimeSpan.FromMilliseconds(1), new EngineInput.Resolved(resolve.Query, TargetsOf(resolve.Query)));
                break;
            case EngineEffect.Fault fault:
                Faults.Add(fault.Exception);
                break;
            case EngineEffect.PresentationBegan began:
                Began.Add(began.News);
                Presented.Add(began.News.Id);
                break;
            case EngineEffect.PresentationEnded ended:
                Assert.IsTrue(Presented.Remove(ended.Presentation), "ended twice, or never begun");
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
