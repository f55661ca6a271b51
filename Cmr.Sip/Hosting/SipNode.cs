using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Overload;
using Cmr.Sip.Partitions;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Dns;
using Cmr.Sip.Transport.Streams;
using Cmr.Sip.Trust;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hosting;

/// <summary>The SIP side of the process: sockets, receive loops, connections, partitions, and how they stop.</summary>
internal sealed class SipNode(IOptions<SipOptions> options, IServiceProvider services, IMediaPlane media, BackgroundWork work, ReceiverCounters counters, TimeProvider time, ILogger<SipNode> logger)
    : IHostedLifecycleService, IMessageSink, IDisposable
{
    private const int RejectionsLoggedPerSecond = 5;
    private static readonly TimeSpan DrainPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan HangUpTime = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stopReceiving = new();
    private readonly LogBudget _rejections = new(time, RejectionsLoggedPerSecond);
    private readonly List<Task> _loops = [];
    private readonly List<UdpTransport> _sockets = [];
    private readonly ListenAddresses _addresses = services.GetRequiredService<ListenAddresses>();
    private readonly EngineClock _clock = services.GetRequiredService<EngineClock>();
    private readonly GateRules _rules = services.GetRequiredService<GateRules>();
    private ArrivalGate[] _gates = [];
    private readonly SourceAddresses _sources = new(time);
    private Partition[] _partitions = [];
    private RefusalSender? _refusals;
    private HopResolver? _resolver;

    /// <summary>The first bound address, once started.</summary>
    public IPEndPoint? Local => _sockets.Count > 0 ? _sockets[0].Local : null;

    /// <summary>Port of TLS; <see langword="null"/> when it is off.</summary>
    public int? TlsPort => _addresses.All[0].TlsPort;

    /// <summary>Connections over TCP and TLS, once started.</summary>
    public StreamConnections? Streams { get; private set; }

    public IReadOnlyList<Partition> Partitions => _partitions;

    /// <summary>What became of questions for names, once started.</summary>
    public DnsCounters? Names { get; private set; }

    /// <summary>New calls are refused.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>New work was refused in the last second because there was too much of it.</summary>
    public bool IsOverloaded => _gates.Any(gate => gate.IsOverloadedAt(_clock.Now));

    private int ActiveCalls => _partitions.Sum(partition => partition.Counters.CallsActive);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        SipOptions sip = options.Value;
        foreach (LocalAddress address in _addresses.All) _sockets.Add(Bind(new IPEndPoint(address.Address, address.Port)));
        Streams = MakeStreams();
        _resolver = MakeResolver();
        _refusals = new RefusalSender(_rules.Answers, _sockets, Streams, counters.Tap);
        int count = sip.Partitions > 0 ? sip.Partitions : Environment.ProcessorCount;
        int maxCalls = Math.Max(1, sip.MaxCalls / count);
        AdmissionControl[] controls = [.. Enumerable.Range(0, count).Select(_ => new AdmissionControl(_rules.Options))];
        Mailbox[] mailboxes = [.. controls.Select(control => new Mailbox(sip.MailboxCapacity, _rules.Options.MaxNewWaiting, control))];
        _partitions = [.. mailboxes.Select((mailbox, index) => MakePartition(index, maxCalls, mailbox))];
        _gates = [.. mailboxes.Zip(_partitions, (mailbox, partition) => new ArrivalGate(mailbox, _rules, () => partition.Counters.CallsActive, maxCalls))];
        for (byte i = 0; i < _sockets.Count; i++)
        {
            UdpReceiver receiver = new(_sockets[i], i, this, counters, _rejections, services.GetRequiredService<ILogger<UdpReceiver>>());
            // A loop works off what it received; with one more than there are partitions, one always drains the socket
            for (int loop = 0; loop <= count; loop++) _loops.Add(receiver.RunAsync(_stopReceiving.Token));
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Drains before anything else stops, so that calls end while connections, media and records still work.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => DrainAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken);
        await _stopReceiving.CancelAsync();
        await Task.WhenAll([.. _loops, .. _partitions.Select(partition => partition.CloseAsync())]);
        await work.StopAsync();
        Dispose();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public bool TryAccept(SipMessage message, SipEndpoint source)
    {
        int owner = CallIds.OwnerOf(message.CallId, _gates.Length);
        ArrivalGate gate = _gates[owner];
        Verdict verdict = gate.Offer(new EngineInput.Message(message, source), _clock.Now);
        if (verdict is Verdict.Refused && message is SipRequest request) _refusals?.Refuse(request, source, gate.RetryAfter(request));
        if (source.Transport is SipTransport.Udp) _partitions[owner].Work();
        else _partitions[owner].Wake(); // a stream goes on with its next message
        return verdict is not Verdict.NoRoom;
    }

    public bool MayTalk(in SipEndpoint source) => _rules.Sources.MayTalk(source);

    public bool MayBeTold(in SipEndpoint source) => _rules.Sources.MayBeTold(source);

    /// <summary>Number of one of our addresses, as <see cref="SipEndpoint.Listener"/> has it.</summary>
    public byte ListenerAt(IPAddress address) => _addresses.IndexOf(address);

    public void Dispose()
    {
        foreach (Partition partition in _partitions) partition.Dispose();
        foreach (UdpTransport socket in _sockets) socket.Dispose();
        Streams?.Dispose();
        _stopReceiving.Dispose();
    }

    // Refuses new calls, lets the running ones end until the deadline, hangs up the rest
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (IsDraining) return;
        IsDraining = true;
        _rules.Drain();
        logger.Draining(ActiveCalls);
        foreach (Partition partition in _partitions) partition.Post(new EngineInput.CloseAdmission());
        await WaitForCallsAsync(options.Value.DrainTimeout, cancellationToken);
        if (ActiveCalls > 0)
        {
            logger.HangingUp(ActiveCalls);
            foreach (Partition partition in _partitions) partition.Post(new EngineInput.HangUpAll());
            await WaitForCallsAsync(HangUpTime, cancellationToken);
        }

        Streams?.CloseAll();
    }

    private async Task WaitForCallsAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (ActiveCalls > 0 && time.GetElapsedTime(start) < patience && !cancellationToken.IsCancellationRequested)
            await Task.Delay(DrainPoll, time, CancellationToken.None);
    }

    private StreamConnections MakeStreams()
    {
        StreamOptions limits = services.GetRequiredService<IOptions<StreamOptions>>().Value;
        StreamContext context = new(limits, this, counters, services.GetRequiredService<StreamCounters>(), _rejections, time, services.GetRequiredService<ILogger<StreamConnections>>());
        return new StreamConnections(context, new StreamDialer(_addresses.All, _addresses.Tls), work);
    }

    private HopResolver MakeResolver()
    {
        DnsOptions dns = services.GetRequiredService<IOptions<DnsOptions>>().Value;
        HopReach reach = new(
            _addresses.All.Any(address => address.Address.AddressFamily is AddressFamily.InterNetwork),
            _addresses.All.Any(address => address.Address.AddressFamily is AddressFamily.InterNetworkV6),
            _addresses.Tls is not null);
        DnsClient names = new(DnsServers.Of(dns), dns, time);
        Names = names.Counters;
        return new HopResolver(names, reach, dns, work, most => RandomNumberGenerator.GetInt32(most + 1), time);
    }

    private Partition MakePartition(int index, int maxCalls, Mailbox mailbox)
    {
        SipOptions sip = options.Value;
        SipTimerOptions timers = new() { T1 = sip.Timers.T1, T2 = sip.Timers.T2, T4 = sip.Timers.T4 };
        EngineOptions settings = new()
        {
            Node = new LocalNode(_addresses.All, _sources.Towards),
            Calls = new CallOptions { NoAnswerTimeout = sip.NoAnswerTimeout, RequirePem = sip.RequirePem, T1 = sip.Timers.T1, T2 = sip.Timers.T2, SessionTimer = new SessionTimerOptions { Interval = sip.SessionTimer.Interval, Minimum = sip.SessionTimer.Minimum } },
            Timers = timers,
            OutboundProxy = WrittenHop.Parse(sip.OutboundProxy),
            Trust = services.GetRequiredService<TrustPolicy>(),
            Routes = [.. sip.Routes.Select(route => route.Parse())],
            FailOverAfter = sip.FailOverAfter,
            MaxUdpRequestBytes = sip.Tcp ? sip.MaxUdpRequestBytes : ushort.MaxValue,
            Partition = index,
            // Urgent calls go beyond what the gate lets others in for
            MaxCalls = maxCalls + maxCalls / 50,
            MaxTransactions = Math.Max(1, sip.MaxTransactions / Math.Max(1, sip.Partitions > 0 ? sip.Partitions : Environment.ProcessorCount)),
        };
        CallEngine engine = new(settings, new RandomIdentifiers(), new SipTokens(RandomNumberGenerator.Fill));
        EffectExecutor executor = new(new MessageSender(_sockets, Streams!, counters.Tap), media, services.GetRequiredService<RingingDesk>(), _resolver!, services.GetRequiredService<CallRecorder>(), services.GetRequiredService<PresentationDesk>(), services.GetRequiredService<ILogger<EffectExecutor>>());
        return new Partition(engine, executor, _clock, mailbox, services.GetRequiredService<ILogger<Partition>>());
    }

    private static UdpTransport Bind(IPEndPoint local)
    {
        try
        {
            return UdpTransport.Bind(local);
        }
        catch (SocketException refusal)
        {
            throw new CannotListenException($"udp:{local}", refusal);
        }
    }
}
