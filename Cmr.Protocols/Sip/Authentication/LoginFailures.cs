namespace Cmr.Protocols.Sip.Authentication;

/// <summary>
/// Failed attempts by who was claimed and where from, so that guessing is slow and nobody locks out anybody elsewhere. Bounded: when it is full,
/// the oldest is forgotten, which costs an attacker as many addresses as there are places.
/// </summary>
/// <typeparam name="TKey">Who and where.</typeparam>
/// <param name="limit">Failures after which attempts are refused unread.</param>
/// <param name="window">Until this long after the first of them.</param>
/// <param name="capacity">Places.</param>
public sealed class LoginFailures<TKey>(int limit, TimeSpan window, int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, (int Failures, TimeSpan Until)> _counts = [];
    private readonly Queue<(TKey Key, TimeSpan Until)> _byAge = new();

    /// <summary>Places taken.</summary>
    public int Count => _counts.Count;

    /// <summary>Too many failures: do not even look.</summary>
    public bool IsLocked(TKey key, TimeSpan now) => _counts.TryGetValue(key, out (int Failures, TimeSpan Until) seen) && seen.Failures >= limit && now < seen.Until;

    /// <summary>Notes a failure.</summary>
    public void Note(TKey key, TimeSpan now)
    {
        while (_byAge.TryPeek(out (TKey Key, TimeSpan Until) oldest) && (now >= oldest.Until || _counts.Count >= capacity))
        {
            _byAge.Dequeue();
            if (_counts.TryGetValue(oldest.Key, out (int Failures, TimeSpan Until) count) && count.Until == oldest.Until) _counts.Remove(oldest.Key);
        }

        if (_counts.TryGetValue(key, out (int Failures, TimeSpan Until) seen))
        {
            _counts[key] = (seen.Failures + 1, seen.Until);
            return;
        }

        _counts.Add(key, (1, now + window));
        _byAge.Enqueue((key, now + window));
    }

    /// <summary>The right answer ends the count.</summary>
    public void Forget(TKey key) => _counts.Remove(key);
}
