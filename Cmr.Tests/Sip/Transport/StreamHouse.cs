using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Partitions;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Streams;
using Cmr.Sip.Transport.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cmr.Tests.Sip.Transport;

/// <summary>Connections on loopback without the rest of the node. Accepted ones come through a socket of its own.</summary>
internal sealed class StreamHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Channel<SipMessage> _messages = Channel.CreateUnbounded<SipMessage>();
    private readonly BackgroundWork _work = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Task> _served = [];
    private readonly Task _accepting;

    public StreamHouse(StreamOptions? options = null, TlsIdentity? tls = null, IMessageSink? sink = null)
    {
        Sink = new CollectingSink(_messages.Writer);
        StreamContext context = new(options ?? new StreamOptions(), sink ?? Sink, Received, Counters, new LogBudget(TimeProvider.System, 1), Clock, NullLogger.Instance);
        Connections = new StreamConnections(context, new StreamDialer([new LocalAddress(IPAddress.Loopback, 5060)], tls), _work);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>Time for deadlines; it stands still until a test turns it.</summary>
    public TurnedClock Clock { get; } = new();

    public StreamConnections Connections { get; }

    public StreamCounters Counters { get; } = new();

    public ReceiverCounters Received { get; } = new();

    public CollectingSink Sink { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port; // bound

    public async Task<SipMessage> ReadAsync() => await _messages.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Patience, CancellationToken.None);

    public static SipEndpoint Tcp(int port) => new(SipTransport.Tcp, IPAddress.Loopback, port);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Connections.Dispose();
        await _accepting;
        await Task.WhenAll(_served).WaitAsync(Patience, CancellationToken.None);
        await _work.StopAsync();
        _work.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket accepted = await _listener.AcceptAsync(CancellationToken.None);
                _served.Add(ServeAsync(accepted));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        await using NetworkStream stream = new(accepted, ownsSocket: true);
        IPEndPoint remote = (IPEndPoint)accepted.RemoteEndPoint!; // connected
        await Connections.ServeAcceptedAsync(Tcp(remote.Port), new StreamPipe(stream));
    }
}
