namespace Cmr.Sip.Partitions;

/// <summary>
/// Counts the presented calls of each subscriber, so that a box of mode Sequence goes on from call to call. The count is this node's own and starts
/// anew with it: a call must not wait for a write. Bounded: subscribers who were not called for long start anew as well.
/// </summary>
internal sealed class TurnCounter(int capacity)
{
    private readonly Lock _gate = new();
    private Dictionary<string, long> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, long> _older = new(StringComparer.Ordinal);

    /// <summary>Number of the present call, from 0.</summary>
    public long Peek(string subscriberId)
    {
        lock (_gate)
            return _recent.TryGetValue(subscriberId, out long turn) || _older.TryGetValue(subscriberId, out turn) ? turn : 0;
    }

    /// <summary>Something is presented in the present call; the next one has the next number.</summary>
    public void Advance(string subscriberId)
    {
        lock (_gate)
        {
            long next = (_recent.TryGetValue(subscriberId, out long turn) || _older.TryGetValue(subscriberId, out turn) ? turn : 0) + 1;
            if (_recent.Count >= capacity)
                (_older, _recent) = (_recent, new(StringComparer.Ordinal));
            _recent[subscriberId] = next;
        }
    }
}
