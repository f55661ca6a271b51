namespace Cmr.Sip.Overload;

/// <summary>
/// Remembers for a while which requests were let in, so that the repetition of one is never answered with 503 while the first is worked on.
/// Bounded; not for several threads at once.
/// </summary>
/// <param name="capacity">Requests remembered at least, if so many come within <paramref name="memory"/>; up to twice as many are.</param>
/// <param name="memory">How long at least.</param>
internal sealed class RecentRequests(int capacity, TimeSpan memory)
{
    private HashSet<ulong> _younger = [];
    private HashSet<ulong> _older = [];
    private TimeSpan _turned;

    public int Count => _younger.Count + _older.Count;

    public bool Contains(ulong digest) => _younger.Contains(digest) || _older.Contains(digest);

    public void Add(ulong digest, TimeSpan now)
    {
        if (_younger.Count >= capacity || now - _turned >= memory)
        {
            (_older, _younger) = (_younger, _older);
            _younger.Clear();
            _turned = now;
        }

        _younger.Add(digest);
    }
}
