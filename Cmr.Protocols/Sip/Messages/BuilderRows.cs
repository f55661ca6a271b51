using System.Buffers;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>The rows of a message that is being built, in an array that is lent from a pool until the message is there.</summary>
internal struct BuilderRows
{
    private const int Usual = 32;
    private BuilderRow[]? _rows;
    private ulong _seen; // one bit stands for two identities: when it is not set, there is no such row

    internal int Count { get; private set; }

    internal readonly ReadOnlySpan<BuilderRow> All => _rows.AsSpan(0, Count);

    internal readonly BuilderRow this[int index] => _rows![index]; // only asked for what a search found

    internal readonly int IndexOf(HeaderId id)
    {
        if ((_seen & Bit(id)) == 0)
        {
            return -1;
        }

        for (int at = 0; at < Count; at++)
        {
            if (_rows![at].Id == id)
            {
                return at;
            }
        }

        return -1;
    }

    internal readonly int IndexOfField(in BuilderRow wanted)
    {
        for (int at = IndexOf(wanted.Id); at >= 0 && at < Count; at++)
        {
            if (_rows![at].IsOfField(wanted))
            {
                return at;
            }
        }

        return -1;
    }

    internal readonly int LastIndexOfField(in BuilderRow wanted)
    {
        for (int at = (_seen & Bit(wanted.Id)) == 0 ? -1 : Count - 1; at >= 0; at--)
        {
            if (_rows![at].IsOfField(wanted))
            {
                return at;
            }
        }

        return -1;
    }

    internal void Add(in BuilderRow row) => Insert(Count, row);

    internal void Insert(int at, in BuilderRow row)
    {
        if (_rows is null || Count == _rows.Length)
        {
            Grow();
        }

        _rows.AsSpan(at, Count - at).CopyTo(_rows.AsSpan(at + 1));
        _rows![at] = row;
        _seen |= Bit(row.Id);
        Count++;
    }

    internal void Replace(int at, in BuilderRow row)
    {
        _rows![at] = row;
        _seen |= Bit(row.Id);
    }

    internal void RemoveAt(int at)
    {
        _rows.AsSpan(at + 1, Count - at - 1).CopyTo(_rows.AsSpan(at));
        Count--;
    }

    internal void RemoveAll(HeaderId id)
    {
        for (int at = IndexOf(id); at >= 0; at = IndexOf(id))
        {
            RemoveAt(at);
        }
    }

    internal void RemoveAll(HeaderId id, Utf8Text name)
    {
        for (int at = Count - 1; at >= 0; at--)
        {
            if (_rows![at].IsOfField(id, name))
            {
                RemoveAt(at);
            }
        }
    }

    /// <summary>Gives the array back; there are no rows any more.</summary>
    internal void Release()
    {
        if (_rows is not null)
        {
            Array.Clear(_rows, 0, Count); // or the pool would keep messages alive
            ArrayPool<BuilderRow>.Shared.Return(_rows);
        }

        this = default;
    }

    private static ulong Bit(HeaderId id) => 1UL << ((int)id & 63);

    private void Grow()
    {
        BuilderRow[] larger = ArrayPool<BuilderRow>.Shared.Rent(Math.Max(Usual, Count * 2));
        All.CopyTo(larger);
        if (_rows is not null)
        {
            Array.Clear(_rows, 0, Count);
            ArrayPool<BuilderRow>.Shared.Return(_rows);
        }

        _rows = larger;
    }
}
