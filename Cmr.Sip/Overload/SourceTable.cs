using Cmr.Protocols.Text;

namespace Cmr.Sip.Overload;

/// <summary>
/// A rate for each of many sources in a table that never grows. It has sets of eight places, and which set a source is in is a keyed hash: nobody
/// can aim at another's. A place is given to somebody else only when its source has not sent for as long as it needs to have all its credit again,
/// so nobody loses a place that means anything. When all of a set are busy, the newcomers of that set share one more place.
/// So made-up addresses neither make the table grow nor free a source of its limit, and to have others share they must keep every place busy,
/// which takes the number of places times the rate of one source. Any thread.
/// </summary>
/// <remarks>Each place holds the moment at which its source will have full credit (the generic cell rate algorithm of ITU-T I.371).</remarks>
internal sealed class SourceTable
{
    private const int Places = 8;
    private const int SetSize = Places + 1; // and one shared by those who found no place
    private readonly SipHash _hash;
    private readonly Place[] _places;
    private readonly Lock[] _gates = new Lock[64];
    private readonly uint _sets;
    private readonly double _interval;
    private readonly double _burst;

    /// <param name="perSecond">Rate of one source; 0: no limit.</param>
    /// <param name="burst">How much of it at once.</param>
    /// <param name="capacity">Sources.</param>
    /// <param name="key">16 random octets.</param>
    public SourceTable(int perSecond, TimeSpan burst, int capacity, ReadOnlySpan<byte> key)
    {
        _hash = new SipHash(key);
        _interval = perSecond > 0 ? TimeSpan.TicksPerSecond / (double)perSecond : 0;
        _burst = Math.Max(burst.Ticks, _interval);
        _sets = (uint)Math.Max(1, capacity / Places);
        _places = perSecond > 0 ? new Place[_sets * SetSize] : [];
        for (int i = 0; i < _gates.Length; i++) _gates[i] = new Lock();
    }

    /// <summary>Takes credit of a source.</summary>
    /// <param name="source">Who, never 0.</param>
    /// <param name="cost">How much.</param>
    /// <param name="now">Time.</param>
    /// <returns>False when it has none; nothing is taken then.</returns>
    public bool TryTake(ulong source, int cost, TimeSpan now) => _places.Length == 0 || Take(source, cost, now, evenIfNone: false);

    /// <summary>Takes credit of a source, into debt if need be, though never into more than it would be given for its silence.</summary>
    /// <returns>False when it is in debt now.</returns>
    public bool Charge(ulong source, int cost, TimeSpan now) => _places.Length == 0 || Take(source, cost, now, evenIfNone: true);

    private bool Take(ulong source, int cost, TimeSpan now, bool evenIfNone)
    {
        uint set = (uint)(_hash.Of(source) % _sets);
        lock (_gates[set % _gates.Length])
        {
            ref Place place = ref Find(_places.AsSpan((int)set * SetSize, SetSize), source, now.Ticks);
            double full = Math.Max(place.FullAt, now.Ticks) + cost * _interval;
            bool within = full - now.Ticks <= _burst;
            if (within || evenIfNone) place.FullAt = (long)Math.Min(full, now.Ticks + 2 * _burst);
            return within;
        }
    }

    private static ref Place Find(Span<Place> set, ulong source, long now)
    {
        int free = Places;
        for (int i = 0; i < Places; i++)
        {
            if (set[i].Source == source) return ref set[i];
            if (set[i].FullAt <= now) free = i;
        }

        if (free < Places) set[free] = new Place { Source = source };
        return ref set[free];
    }

    private struct Place
    {
        public ulong Source;
        public long FullAt;
    }
}
