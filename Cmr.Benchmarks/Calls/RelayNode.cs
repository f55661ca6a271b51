using System.Net;
using System.Net.Sockets;
using Cmr.Contracts.MediaControl;
using Cmr.Domain.Calls;
using Cmr.Domain.Choosing;
using Cmr.Domain.Parties;
using Cmr.Persistence.Calls;
using Cmr.Persistence.Profiles;
using Cmr.Sip.Hosting;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Partitions;
using Cmr.Sip.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cmr.Benchmarks.Calls;

/// <summary>The node with its real socket and partitions, and nobody subscribed: what a relayed call costs without database or media.</summary>
internal sealed class RelayNode : IAsyncDisposable, IRingingProfileReader, ICallRecordWriter, IMediaPlane
{
    private ServiceProvider? _services;
    private SipNode? _node;

    private RelayNode(int calledPort) => CalledPort = calledPort;

    /// <summary>Port at which the node expects the called party.</summary>
    public int CalledPort { get; }

    /// <summary>The node's own port.</summary>
    public int SipPort => _node?.Local?.Port ?? 0;

    public static async Task<RelayNode> StartAsync()
    {
        RelayNode relay = new(FreePort());
        SipOptions sip = new() { Port = FreePort(), OutboundProxy = $"127.0.0.1:{relay.CalledPort}", DrainTimeout = TimeSpan.FromSeconds(1) };
        ServiceCollection services = new();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton(TimeProvider.System).AddSingleton(new NumberingPlan()).AddSingleton(Options.Create(sip));
        services.AddSingleton<IRingingProfileReader>(relay).AddSingleton<ICallRecordWriter>(relay).AddSingleton<IMediaPlane>(relay);
        services.AddSingleton<EngineClock>().AddSingleton<BackgroundWork>().AddSipTransport();
        services.AddSingleton<RingingDesk>().AddSingleton<CallRecorder>().AddSingleton<SipNode>();
        relay._services = services.BuildServiceProvider();
        relay._node = relay._services.GetRequiredService<SipNode>();
        await relay._node.StartAsync(CancellationToken.None);
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.StopAsync(CancellationToken.None);
        if (_services is not null) await _services.DisposeAsync();
    }

    ValueTask<RingingView> IRingingProfileReader.ReadAsync(PartyIdentity called, CancellationToken cancellationToken) => ValueTask.FromResult(RingingView.NoSubscriber);

    bool ICallRecordWriter.Post(CallRecord record) => true;

    void IMediaPlane.Post(MediaCommand command, IMediaEventSink sink) =>
        sink.Accept(new MediaFailed(command.SessionId, command.CommandId, MediaFailureReason.Unreachable, "no media here"));

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port; // bound just now
    }
}
