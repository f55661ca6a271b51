using System.Collections.Concurrent;
using Cmr.Domain.Calls;
using Cmr.Domain.Parties;
using Cmr.Persistence.Presentations;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Sip.Hosting;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Partitions;

/// <summary>Knows what is presented by this node at the moment: tells the database, and takes the wish to stop to the call that it concerns.</summary>
internal sealed class PresentationDesk(IPresentationWriter writer, NumberingPlan plan, EngineClock clock, IOptions<SipOptions> options) : IPresentationStopper
{
    private readonly ConcurrentDictionary<Guid, (string Listener, Partition Partition)> _running = new();
    private readonly ConcurrentDictionary<Guid, Action<bool>> _waiting = new();

    /// <summary>Presentations of this node that can be stopped.</summary>
    public int Count => _running.Count;

    /// <summary>A caller hears something. One that hides its identity, or has none, cannot act on it from outside the call.</summary>
    public void Begin(PresentationNews news, Partition partition)
    {
        if (news.Parties.CallerHidden || !PartyIdentity.TryParse(news.Parties.Caller, plan, out PartyIdentity caller)) return;
        _running[news.Id] = (caller.Value, partition);
        writer.Begun(new PresentationRecord
        {
            PresentationId = news.Id,
            Listener = caller.Value,
            CallId = news.CallId,
            SubscriberId = news.SubscriberId,
            Origin = news.Origin,
            ResourceIds = news.ResourceIds,
            Node = options.Value.NodeName,
            StartedAt = clock.WallNow,
        });
    }

    public void End(Guid presentation)
    {
        if (_running.TryRemove(presentation, out (string Listener, Partition Partition) running)) writer.Ended(running.Listener, presentation, clock.WallNow);
    }

    /// <summary>The call has answered a wish to stop.</summary>
    public void Answer(Guid request, bool stopped)
    {
        if (_waiting.TryRemove(request, out Action<bool>? done)) done(stopped);
    }

    public void Stop(Guid presentationId, Action<bool> done)
    {
        if (!_running.TryGetValue(presentationId, out (string Listener, Partition Partition) running)) return;
        Guid request = Guid.NewGuid();
        _waiting[request] = done;
        running.Partition.Post(new EngineInput.StopPresentation(presentationId, request));
    }
}
