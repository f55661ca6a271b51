using System.Net;
using Cmr.Sip.Engine;
using Cmr.Sip.MediaClient;
using Cmr.Sip.Transport;
using Cmr.Sip.Transport.Dns;

namespace Cmr.Sip.Partitions;

/// <summary>Carries out what an engine wants done. Nothing here waits: answers come back as inputs.</summary>
internal sealed class EffectExecutor(MessageSender sender, IMediaPlane media, RingingDesk desk, HopResolver resolver, CallRecorder recorder, PresentationDesk presentations, ILogger<EffectExecutor> logger)
{
    private readonly LogBudget _deaths = new(TimeProvider.System, perSecond: 2);

    public void Execute(EngineEffect effect, Partition partition)
    {
        switch (effect)
        {
            case EngineEffect.Send send: sender.Send(send, partition); break;
            case EngineEffect.Choose choose: desk.Choose(choose.Question, reply => partition.Post(new EngineInput.Chosen(choose.Call, reply))); break;
            case EngineEffect.Resolve resolve: resolver.Resolve(resolve.Query, targets => partition.Post(new EngineInput.Resolved(resolve.Query, targets))); break;
            case EngineEffect.Media command: media.Post(command.Command, partition); break;
            case EngineEffect.Report report: recorder.Write(report.Summary); break;
            case EngineEffect.PresentationBegan began: presentations.Begin(began.News, partition); break;
            case EngineEffect.PresentationEnded ended: presentations.End(ended.Presentation); break;
            case EngineEffect.StopAnswered answered: presentations.Answer(answered.Request, answered.Stopped); break;
            case EngineEffect.Fault fault: logger.CallFailed(fault.Exception, fault.CallId); break;
            case EngineEffect.TargetDied died when _deaths.TryTake(): logger.TargetDied(died.Target.Transport, new IPEndPoint(died.Target.Address, died.Target.Port), died.Reason); break;
            default: break;
        }
    }
}
