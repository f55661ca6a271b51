using System.Net;
using System.Security.Cryptography;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Partitions;
using Cmr.Sip.Transport;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hosting;

/// <summary>The SIP side of the process: socket, receive loops, partitions, and how they stop.</summary>
internal sealed class SipNode(IOptions<SipOptions> options, IServiceProvider services, IMediaPlane media, BackgroundWork work, ReceiverCounters counters, TimeProvider time, ILogger<SipNode> logger)
    : IHostedService, IDisposable
{
    private const int RejectionsLoggedPerSecond = 5;
    private static readonly TimeSpan DrainPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan HangUpTime = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stopReceiving = new();
    private readonly List<Task> _loops = [];
    private Partition[] _partitions = [];
    private Task[] _running = [];
    private UdpTransport? _transport;

    /// <summary>The bound address, once started.</summary>
    public IPEndPoint? Local => _transport?.Local;

    public IReadOnlyList<Partition> Partitions => _partitions;

    /// <summary>New calls are refused.</summary>
    public bool IsDraining { get; private set; }

    private int ActiveCalls => _partitions.Sum(partition => partition.Counters.CallsActive);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        SipOptions sip = options.Value;
        _transport = UdpTransport.Bind(new IPEndPoint(IPAddress.Parse(sip.Address), sip.Port));
        _partitions = [.. Enumerable.Range(0, sip.Partitions > 0 ? sip.Partitions : Environment.ProcessorCount).Select(MakePartition)];
        _running = [.. _partitions.Select(partition => Task.Run(partition.RunAsync, CancellationToken.None))];
        LogBudget budget = new(time, RejectionsLoggedPerSecond);
        UdpReceiver receiver = new(_transport, Deliver, counters, budget, services.GetRequiredService<ILogger<UdpReceiver>>());
        // Two loops keep the socket drained while one of them parses
        for (int i = 0; i < 2; i++) _loops.Add(Task.Run(() => receiver.RunAsync(_stopReceiving.Token), CancellationToken.None));
        return Task.CompletedTask;
    }

    /// <summary>Refuses new calls, lets the running ones end until the deadline, hangs up the rest.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsDraining = true;
        logger.Draining(ActiveCalls);
        foreach (Partition partition in _partitions) partition.Post(new EngineInput.CloseAdmission());
        await WaitForCallsAsync(options.Value.DrainTimeout, cancellationToken);
        if (ActiveCalls > 0)
        {
            logger.HangingUp(ActiveCalls);
            foreach (Partition partition in _partitions) partition.Post(new EngineInput.HangUpAll());
            await WaitForCallsAsync(HangUpTime, cancellationToken);
        }

        await _stopReceiving.CancelAsync();
        foreach (Partition partition in _partitions) partition.Close();
        await Task.WhenAll([.. _loops, .. _running]);
        await work.StopAsync();
        Dispose();
    }

    public void Dispose()
    {
        foreach (Partition partition in _partitions) partition.Dispose();
        _transport?.Dispose();
        _stopReceiving.Dispose();
    }

    private async Task WaitForCallsAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (ActiveCalls > 0 && time.GetElapsedTime(start) < patience && !cancellationToken.IsCancellationRequested)
            await Task.Delay(DrainPoll, time, CancellationToken.None);
    }

    private void Deliver(SipMessage message, SipEndpoint source) => _partitions[CallIds.OwnerOf(message.CallId, _partitions.Length)].Accept(message, source);

    private Partition MakePartition(int index)
    {
        SipOptions sip = options.Value;
        SipTimerOptions timers = new() { T1 = sip.Timers.T1, T2 = sip.Timers.T2, T4 = sip.Timers.T4 };
        EngineOptions settings = new()
        {
            Node = new LocalNode(_transport!.Local), // bound before partitions are made
            Calls = new CallOptions { NoAnswerTimeout = sip.NoAnswerTimeout, RequirePem = sip.RequirePem, T1 = sip.Timers.T1, T2 = sip.Timers.T2 },
            Timers = timers,
            OutboundProxy = ParseProxy(sip.OutboundProxy),
            Partition = index,
            MaxCalls = Math.Max(1, sip.MaxCalls / Math.Max(1, sip.Partitions > 0 ? sip.Partitions : Environment.ProcessorCount)),
        };
        CallEngine engine = new(settings, new RandomIdentifiers(), new SipTokens(RandomNumberGenerator.Fill));
        EngineClock clock = services.GetRequiredService<EngineClock>();
        HostResolver resolver = new(_transport, work, time);
        EffectExecutor executor = new(_transport, media, services.GetRequiredService<RingingDesk>(), resolver, services.GetRequiredService<CallRecorder>(), services.GetRequiredService<ILogger<EffectExecutor>>());
        return new Partition(engine, executor, clock, sip.MailboxCapacity, services.GetRequiredService<ILogger<Partition>>());
    }

    /// <summary>Reads <c>host:port</c>, an IPv6 host in brackets; <see langword="null"/> when it is none.</summary>
    public static HostPort? ParseProxy(string? text) =>
        !string.IsNullOrWhiteSpace(text) && AnyUri.TryRead($"sip:{text}", out AnyUri uri) && uri.TryGetSip(out SipUri sip) && sip.User.IsEmpty ? sip.HostPort : null;
}
