using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>One session of this node: where it is, who hears of it, and what is not answered yet.</summary>
internal sealed class SessionRoute(IMediaEventSink sink, Worker worker)
{
    /// <summary>Gets who hears of it.</summary>
    public IMediaEventSink Sink => sink;

    /// <summary>Gets or sets the worker that holds it.</summary>
    public Worker Worker { get; set; } = worker;

    /// <summary>Gets the workers that were asked to open it.</summary>
    public HashSet<Worker> Asked { get; } = [worker];

    /// <summary>Gets the commands without an answer, by id.</summary>
    public SortedDictionary<long, MediaCommand> Pending { get; } = [];
}
