using System.Diagnostics.CodeAnalysis;

namespace Cmr.Persistence.Profiles;

/// <summary>
/// A bounded least-recently-used cache of things that change elsewhere. A value read from the database may be older than a
/// notification that arrived while it was being read; so the reader takes a <see cref="Stamp"/> before it reads, and
/// <see cref="Put"/> drops the value if its key was invalidated since. While paused nothing is kept.
/// </summary>
/// <param name="capacity">Most values kept.</param>
internal sealed class InvalidatingCache<TValue>(int capacity)
{
    private const int RememberedInvalidations = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<KeyValuePair<string, TValue>>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<KeyValuePair<string, TValue>> _byUse = [];
    private readonly Dictionary<string, long> _invalidated = new(StringComparer.Ordinal);
    private readonly Queue<KeyValuePair<string, long>> _invalidations = [];
    private bool _paused = true;
    private long _now;
    private long _unknownBefore;

    /// <summary>Counts what was invalidated; equal stamps mean that nothing was in between.</summary>
    public long Stamp => Volatile.Read(ref _now);

    /// <summary>Number of values kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out LinkedListNode<KeyValuePair<string, TValue>>? node))
            {
                value = default;
                return false;
            }
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps a value unless it may be out of date.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    /// <param name="stamp">The stamp taken before the value was read.</param>
    /// <returns>Whether it is kept.</returns>
    public bool Put(string key, TValue value, long stamp)
    {
        lock (_gate)
        {
            if (_paused || stamp < _unknownBefore || (_invalidated.TryGetValue(key, out long at) && at > stamp))
                return false;
            Remove(key);
            _entries[key] = _byUse.AddFirst(new KeyValuePair<string, TValue>(key, value));
            if (_entries.Count > capacity)
                Remove(_byUse.Last!.ValueRef.Key); // not null: just added to
            return true;
        }
    }

    public void Invalidate(string key)
    {
        lock (_gate)
        {
            Volatile.Write(ref _now, _now + 1);
            Remove(key);
            _invalidated[key] = _now;
            _invalidations.Enqueue(new(key, _now));
            if (_invalidations.Count > RememberedInvalidations)
                ForgetOldest();
        }
    }

    /// <summary>Drops everything and keeps nothing until <see cref="Resume"/>: notifications do not arrive.</summary>
    public void Pause() => Reset(paused: true);

    /// <summary>Drops everything and keeps values again: notifications arrive from now on.</summary>
    public void Resume() => Reset(paused: false);

    private void Reset(bool paused)
    {
        lock (_gate)
        {
            Volatile.Write(ref _now, _now + 1);
            _unknownBefore = _now;
            _paused = paused;
            _entries.Clear();
            _byUse.Clear();
            _invalidated.Clear();
            _invalidations.Clear();
        }
    }

    private void Remove(string key)
    {
        if (_entries.Remove(key, out LinkedListNode<KeyValuePair<string, TValue>>? node))
            _byUse.Remove(node);
    }

    private void ForgetOldest()
    {
        (string key, long at) = _invalidations.Dequeue();
        _unknownBefore = at;
        if (_invalidated.TryGetValue(key, out long last) && last == at)
            _invalidated.Remove(key);
    }
}
