using System.Diagnostics.CodeAnalysis;

namespace Cmr.Media.Content;

/// <summary>Values bounded by the sum of their sizes; what was used longest ago goes first. For any thread.</summary>
/// <param name="capacity">Sum of sizes kept at most.</param>
internal sealed class ByteLru<TValue>(long capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];
    private long _size;

    /// <summary>Gets the sum of the sizes kept.</summary>
    public long Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }
    }

    /// <summary>Finds a value and makes it the last used.</summary>
    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out LinkedListNode<Entry>? node))
            {
                value = default;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddLast(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Adds or replaces a value.</summary>
    /// <returns>The keys that had to go for it; its own when it is larger than everything allowed.</returns>
    public IReadOnlyList<string> Put(string key, TValue value, long size)
    {
        lock (_gate)
        {
            Forget(key);
            _entries.Add(key, _byUse.AddLast(new Entry(key, value, size)));
            _size += size;
            var gone = new List<string>();
            while (_size > capacity && _byUse.First is { } oldest)
            {
                gone.Add(oldest.Value.Key);
                Forget(oldest.Value.Key);
            }

            return gone;
        }
    }

    /// <summary>Removes a value if it is there.</summary>
    public void Remove(string key)
    {
        lock (_gate)
        {
            Forget(key);
        }
    }

    private void Forget(string key)
    {
        if (_entries.Remove(key, out LinkedListNode<Entry>? node))
        {
            _byUse.Remove(node);
            _size -= node.Value.Size;
        }
    }

    private readonly record struct Entry(string Key, TValue Value, long Size);
}
