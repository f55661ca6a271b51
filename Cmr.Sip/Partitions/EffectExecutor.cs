using Cmr.Sip.Engine;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Transport;

namespace Cmr.Sip.Partitions;

/// <summary>Carries out what an engine wants done. Nothing here waits: answers come back as inputs.</summary>
internal sealed class EffectExecutor(UdpTransport transport, IMediaPlane media, RingingDesk desk, HostResolver resolver, CallRecorder recorder, ILogger<EffectExecutor> logger)
{
    private readonly PeerAddresses _peers = new();

    public void Execute(EngineEffect effect, Partition partition)
    {
        switch (effect)
        {
            case EngineEffect.Send send: Send(send, partition); break;
            case EngineEffect.Choose choose: desk.Choose(choose.Question, reply => partition.Post(new EngineInput.Chosen(choose.Call, reply))); break;
            case EngineEffect.Resolve resolve: resolver.Resolve(resolve.Host, address => partition.Post(new EngineInput.Resolved(resolve.Host, address))); break;
            case EngineEffect.Media command: media.Post(command.Command, partition); break;
            case EngineEffect.Report report: recorder.Write(report.Summary); break;
            case EngineEffect.Fault fault: logger.CallFailed(fault.Exception, fault.CallId); break;
            default: break;
        }
    }

    private void Send(EngineEffect.Send send, Partition partition)
    {
        bool sent = transport.TrySend(send.Message.Bytes.Span, _peers.Of(send.Destination.ToIPEndPoint()));
        if (!sent && send.Transaction is { } transaction) partition.Post(new EngineInput.SendFailed(transaction));
    }
}
