using Cmr.Sip.Engine;

namespace Cmr.Sip.Partitions;

/// <summary>Inputs in the order they came, each with its time. Not for several threads at once.</summary>
internal sealed class Lane
{
    private readonly Queue<Waiting> _queue = new();

    /// <summary>Messages among what waits; inputs of our own do not count.</summary>
    public int Messages { get; private set; }

    public bool IsEmpty => _queue.Count == 0;

    /// <summary>How long the first has waited; zero when there is none.</summary>
    public TimeSpan AgeAt(TimeSpan now) => _queue.TryPeek(out Waiting first) ? now - first.Since : TimeSpan.Zero;

    public void Add(in Waiting waiting)
    {
        _queue.Enqueue(waiting);
        if (waiting.Input is EngineInput.Message) Messages++;
    }

    public bool TryTake(out Waiting waiting)
    {
        if (!_queue.TryDequeue(out waiting)) return false;
        if (waiting.Input is EngineInput.Message) Messages--;
        return true;
    }

    /// <summary>An input that waits.</summary>
    /// <param name="Input">What.</param>
    /// <param name="Since">When it came.</param>
    /// <param name="CallSlot">Which calls it may be of.</param>
    public readonly record struct Waiting(EngineInput Input, TimeSpan Since, int CallSlot);
}
