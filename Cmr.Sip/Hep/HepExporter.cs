using System.Net;
using System.Threading.Channels;
using Cmr.Protocols.Hep;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Hosting;
using Cmr.Sip.Tracing;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Hep;

/// <summary>Sends a copy of every message to a capture server. The call path only queues; when the queue is full it drops, and never waits.</summary>
internal sealed class HepExporter : BackgroundService, IMessageWatcher
{
    private readonly Channel<(SeenMessage Seen, DateTimeOffset At)> _waiting;
    private readonly HepOptions _options;
    private readonly MessageTap _tap;
    private readonly ListenAddresses _addresses;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CallLegTable _legs;
    private readonly HepAgent _agent;
    private long _octetsWaiting;

    public HepExporter(IOptions<HepOptions> options, IOptions<SipOptions> sip, MessageTap tap, ListenAddresses addresses, TimeProvider time, ILogger<HepExporter> logger)
    {
        _options = options.Value;
        _tap = tap;
        _addresses = addresses;
        _time = time;
        _logger = logger;
        _legs = new CallLegTable(sip.Value.MaxCalls * 2);
        _agent = new HepAgent(_options.AgentId, _options.Password ?? "", sip.Value.NodeName);
        _waiting = Channel.CreateBounded<(SeenMessage, DateTimeOffset)>(new BoundedChannelOptions(_options.QueueCapacity) { SingleReader = true });
    }

    public HepCounters Counters { get; } = new();

    public void See(in SeenMessage seen)
    {
        long octets = Interlocked.Add(ref _octetsWaiting, seen.Octets.Length);
        if (octets <= _options.QueueBytes && _waiting.Writer.TryWrite((seen, _time.GetUtcNow()))) return;
        Interlocked.Add(ref _octetsWaiting, -seen.Octets.Length);
        Counters.CountQueueFull();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        HepOptions.TryReadServer(_options.Server, out string host, out int port) ? Task.Run(() => ExportAsync(host, port, stoppingToken), CancellationToken.None) : Task.CompletedTask;

    private async Task ExportAsync(string host, int port, CancellationToken stop)
    {
        using HepLink link = new(host, port, _options, _time, _logger);
        using IDisposable watching = _tap.Watch(this);
        byte[] packet = new byte[HepWriter.MaxPacketLength];
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop))
            {
                while (_waiting.Reader.TryRead(out (SeenMessage Seen, DateTimeOffset At) next))
                {
                    Interlocked.Add(ref _octetsWaiting, -next.Seen.Octets.Length);
                    int length = HepWriter.Write(Describe(next.Seen, next.At), _agent, packet, out bool isCut);
                    if (isCut) Counters.CountCut();
                    if (await link.TrySendAsync(packet.AsMemory(0, length), stop)) Counters.CountSent();
                    else Counters.CountUndelivered();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What still waits is of no use to calls
        }
    }

    private HepCapture Describe(in SeenMessage seen, DateTimeOffset at)
    {
        IPEndPoint own = _addresses.At(seen.Peer);
        IPEndPoint peer = seen.Peer.ToIPEndPoint();
        HepTransport transport = seen.Peer.Transport is SipTransport.Udp ? HepTransport.Udp : HepTransport.Tcp;
        Utf8Text correlation = seen.Message is { } message ? _legs.CorrelationOf(message, seen.CallerCallId, at) : default;
        byte[] shown = Redaction.Of(seen.Octets.Span, withNumbers: !_options.Redact);
        return new HepCapture(seen.IsIncoming ? peer : own, seen.IsIncoming ? own : peer, transport, at, shown, correlation);
    }
}
