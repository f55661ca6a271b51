using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>
/// Which counts of which nonces were used, so that no response serves twice (RFC 7616 §3.4.5). Requests may overtake each other by a few counts.
/// Only proven responses come in here, so strangers cannot fill it; when it is full, the oldest nonces become stale and not usable again.
/// </summary>
/// <param name="capacity">Nonces remembered.</param>
/// <param name="lifetime">How long a nonce is good.</param>
public sealed class NonceCounts(int capacity, TimeSpan lifetime)
{
    private const int Window = 64;
    private readonly Dictionary<Utf8Text, Use> _uses = [];
    private readonly PriorityQueue<Utf8Text, TimeSpan> _byAge = new();
    private TimeSpan _forgottenUntil = TimeSpan.MinValue;

    /// <summary>Nonces remembered now.</summary>
    public int Count => _uses.Count;

    /// <summary>Uses a count up.</summary>
    /// <returns>False when it was used before, or when that cannot be ruled out.</returns>
    public bool TryUse(Utf8Text nonce, TimeSpan madeAt, uint count, TimeSpan now)
    {
        while (_byAge.TryPeek(out Utf8Text oldest, out TimeSpan age) && now - age > lifetime)
        {
            _byAge.Dequeue();
            _uses.Remove(oldest);
        }

        if (_uses.TryGetValue(nonce, out Use? use))
        {
            return use.TryTake(count);
        }

        if (madeAt <= _forgottenUntil)
        {
            return false;
        }

        if (_uses.Count >= capacity && _byAge.TryDequeue(out Utf8Text forgotten, out TimeSpan since))
        {
            _uses.Remove(forgotten);
            _forgottenUntil = since;
        }

        Utf8Text own = nonce.Detach();
        _uses.Add(own, new Use(count));
        _byAge.Enqueue(own, madeAt);
        return true;
    }

    // The highest count, and a bit for each of the 64 below it
    private sealed class Use(uint count)
    {
        private uint _highest = count;
        private ulong _below;

        public bool TryTake(uint count)
        {
            if (count > _highest)
            {
                uint step = count - _highest;
                _below = step > Window ? 0 : (step == Window ? 0 : _below << (int)step) | (1UL << (int)(step - 1));
                _highest = count;
                return true;
            }

            uint back = _highest - count;
            if (back is 0 or > Window || (_below & (1UL << (int)(back - 1))) != 0)
            {
                return false;
            }

            _below |= 1UL << (int)(back - 1);
            return true;
        }
    }
}
