using System.Buffers.Binary;
using System.Text;

namespace Cmr.Protocols.Dns;

/// <summary>Walks through a DNS message. Whatever does not fit is a failure, never an exception.</summary>
internal ref struct DnsReader(ReadOnlySpan<byte> message, int position)
{
    private const int MaxNameLength = 253;
    private const byte PointerBits = 0xC0;
    private readonly ReadOnlySpan<byte> _message = message;

    internal int Position { get; private set; } = position;

    internal bool TrySkip(int count)
    {
        bool fits = count <= _message.Length - Position;
        Position += fits ? count : 0;
        return fits;
    }

    internal bool TryUInt16(out ushort value)
    {
        bool fits = BinaryPrimitives.TryReadUInt16BigEndian(_message[Position..], out value);
        Position += fits ? 2 : 0;
        return fits;
    }

    internal bool TryUInt32(out uint value)
    {
        bool fits = BinaryPrimitives.TryReadUInt32BigEndian(_message[Position..], out value);
        Position += fits ? 4 : 0;
        return fits;
    }

    internal bool TryBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bool fits = count <= _message.Length - Position;
        bytes = fits ? _message.Slice(Position, count) : default;
        Position += fits ? count : 0;
        return fits;
    }

    /// <summary>character-string, RFC 1035 §3.3.</summary>
    internal bool TryText(out string text)
    {
        text = string.Empty;
        if (!TryBytes(1, out ReadOnlySpan<byte> length) || !TryBytes(length[0], out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        text = Encoding.Latin1.GetString(bytes);
        return true;
    }

    /// <summary>A name, compressed or not (RFC 1035 §4.1.4). Every pointer must lead further back than the one before, so none can go round.</summary>
    internal bool TryName(out string name)
    {
        StringBuilder text = new();
        name = string.Empty;
        int at = Position;
        int earliest = Position;
        bool jumped = false;
        while (true)
        {
            if (at >= _message.Length)
            {
                return false;
            }

            byte length = _message[at++];
            if (length >= PointerBits)
            {
                int target = at < _message.Length ? ((length & ~PointerBits) << 8) | _message[at++] : int.MaxValue;
                Position = jumped ? Position : at;
                if (target >= earliest)
                {
                    return false;
                }

                jumped = true;
                earliest = at = target;
            }
            else if (length == 0)
            {
                Position = jumped ? Position : at;
                name = text.ToString().ToLowerInvariant();
                return true;
            }
            else if (length > 63 || length > _message.Length - at || !TryAppend(text, _message.Slice(at, length)))
            {
                return false;
            }
            else
            {
                at += length;
            }
        }
    }

    // A dot or anything unprintable within a label could make one name pass for another
    private static bool TryAppend(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (label.ContainsAnyExceptInRange((byte)'!', (byte)'~') || label.Contains((byte)'.') || text.Length + label.Length + 1 > MaxNameLength)
        {
            return false;
        }

        text.Append(text.Length == 0 ? string.Empty : ".").Append(Encoding.ASCII.GetString(label));
        return true;
    }
}
