using System.Buffers;

namespace Cmr.Protocols.Text;

/// <summary>Reads one production after the other from a text. A method that returns <see langword="false"/> has consumed nothing.</summary>
public ref struct TextLexer
{
    private readonly Utf8Text _source;
    private readonly ReadOnlySpan<byte> _span;

    /// <summary>Starts at the first octet of <paramref name="source"/>.</summary>
    public TextLexer(Utf8Text source)
    {
        _source = source;
        _span = source.Span;
    }

    /// <summary>Octets consumed so far.</summary>
    public int Position { get; private set; }

    /// <summary>Nothing is left.</summary>
    public readonly bool AtEnd => Position >= _span.Length;

    /// <summary>The next octet, or 0 at the end.</summary>
    public readonly byte Next => Position < _span.Length ? _span[Position] : (byte)0;

    /// <summary>What is left.</summary>
    public readonly Utf8Text Rest => _source.Slice(Position);

    /// <summary>SWS: any white space, folded lines included.</summary>
    public void SkipWhitespace()
    {
        while (Position < _span.Length && Abnf.IsWhitespace(_span[Position]))
        {
            Position++;
        }
    }

    /// <summary>Moves on by <paramref name="length"/> octets that were looked at through <see cref="Rest"/>.</summary>
    public void Skip(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(_span.Length - Position));
        Position += length;
    }

    /// <summary>Exactly <paramref name="octet"/>.</summary>
    public bool TrySkip(byte octet)
    {
        if (Next != octet || AtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Exactly these octets.</summary>
    public bool TrySkip(ReadOnlySpan<byte> octets)
    {
        bool there = _span[Position..].StartsWith(octets);
        Position += there ? octets.Length : 0;
        return there;
    }

    /// <summary><c>SWS octet SWS</c>, as in SEMI, EQUAL, SLASH and COMMA.</summary>
    public bool TrySkipSeparator(byte octet)
    {
        int start = Position;
        SkipWhitespace();
        if (!TrySkip(octet))
        {
            Position = start;
            return false;
        }

        SkipWhitespace();
        return true;
    }

    /// <summary>token.</summary>
    public bool TryToken(out Utf8Text token) => TryTake(Abnf.Token, out token);

    /// <summary>One or more octets of <paramref name="set"/>.</summary>
    public bool TryTake(SearchValues<byte> set, out Utf8Text taken)
    {
        ReadOnlySpan<byte> rest = _span[Position..];
        int length = rest.IndexOfAnyExcept(set);
        length = length < 0 ? rest.Length : length;
        taken = _source.Slice(Position, length);
        Position += length;
        return length > 0;
    }

    /// <summary>One or more octets of <paramref name="set"/>, which nobody wants to look at.</summary>
    public bool TrySkipAll(SearchValues<byte> set)
    {
        ReadOnlySpan<byte> rest = _span[Position..];
        int length = rest.IndexOfAnyExcept(set);
        length = length < 0 ? rest.Length : length;
        Position += length;
        return length > 0;
    }

    /// <summary>Everything before <paramref name="stop"/>, which must come and is not consumed.</summary>
    public bool TryTakeUntil(byte stop, out Utf8Text taken)
    {
        int length = _span[Position..].IndexOf(stop);
        taken = length < 0 ? default : _source.Slice(Position, length);
        Position += Math.Max(length, 0);
        return length >= 0;
    }

    /// <summary>quoted-string; <paramref name="inner"/> is what stands between the quotes, escapes untouched.</summary>
    public bool TryQuotedString(out Utf8Text inner)
    {
        int length = QuotedText.LengthOf(_span[Position..]);
        inner = length == 0 ? default : _source.Slice(Position + 1, length - 2);
        Position += length;
        return length > 0;
    }

    /// <summary>comment; brackets may nest, <paramref name="inner"/> is what stands between the outermost ones.</summary>
    public bool TryComment(out Utf8Text inner)
    {
        inner = default;
        int depth = 0;
        for (int at = Position; at < _span.Length && (depth > 0 || at == Position); at++)
        {
            byte octet = _span[at];
            depth += octet == (byte)'(' ? 1 : octet == (byte)')' ? -1 : 0;
            if (depth == 0 && octet == (byte)')' && at > Position)
            {
                inner = _source.Slice(Position + 1, at - Position - 1);
                Position = at + 1;
                return true;
            }

            at += octet == (byte)'\\' ? 1 : 0;
        }

        return false;
    }

    /// <summary>LWS: at least one white space.</summary>
    public bool TryGap()
    {
        int before = Position;
        SkipWhitespace();
        return Position > before;
    }

    /// <summary>1*DIGIT up to <paramref name="maximum"/>; leading zeros are allowed, a larger number is not consumed.</summary>
    public bool TryNumber(uint maximum, out uint number)
    {
        ulong value = 0;
        int at = Position;
        while (at < _span.Length && Abnf.IsDigit(_span[at]) && value <= maximum)
        {
            value = (value * 10) + (uint)(_span[at++] - '0');
        }

        number = (uint)value;
        if (at == Position || value > maximum)
        {
            return false;
        }

        Position = at;
        return true;
    }
}
