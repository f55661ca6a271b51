using System.Text;

namespace Cmr.Protocols.Text;

/// <summary>
/// A slice of octets that are text in a protocol message. It points into the buffer of the message, so
/// taking a value out of a message costs nothing; <see cref="Detach"/> copies it when it must outlive the message.
/// </summary>
/// <remarks>Comparison is octet by octet. <c>default</c> is the empty text, which also stands for "absent".</remarks>
public readonly struct Utf8Text : IEquatable<Utf8Text>
{
    private readonly byte[]? _array;
    private readonly int _offset;

    /// <summary>All of <paramref name="array"/>, which must not change any more.</summary>
    public Utf8Text(byte[] array)
        : this(array, 0, array.Length)
    {
    }

    /// <summary><paramref name="length"/> octets of <paramref name="array"/> from <paramref name="offset"/>.</summary>
    public Utf8Text(byte[] array, int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)offset, (uint)array.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(array.Length - offset));
        _array = array;
        _offset = offset;
        Length = length;
    }

    // For parts of a text, whose bounds were looked at.
    private Utf8Text(int offset, int length, byte[]? array)
    {
        _array = array;
        _offset = offset;
        Length = length;
    }

    /// <summary>Number of octets.</summary>
    public int Length { get; }

    /// <summary>No octets at all.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The octets.</summary>
    public ReadOnlySpan<byte> Span => _array.AsSpan(_offset, Length);

    /// <summary>The octets, for code that keeps them.</summary>
    public ReadOnlyMemory<byte> Memory => _array.AsMemory(_offset, Length);

    /// <summary>One octet.</summary>
    public byte this[int index] => Span[index];

    /// <summary>Encodes <paramref name="text"/> as UTF-8.</summary>
    public static Utf8Text Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Copies <paramref name="octets"/>.</summary>
    public static Utf8Text Copy(ReadOnlySpan<byte> octets) => octets.IsEmpty ? default : new(octets.ToArray());

    /// <summary>Encodes <paramref name="text"/> as UTF-8.</summary>
    public static implicit operator Utf8Text(string text) => Of(text);

    /// <summary>Same octets.</summary>
    public static bool operator ==(Utf8Text left, Utf8Text right) => left.Equals(right);

    /// <summary>Different octets.</summary>
    public static bool operator !=(Utf8Text left, Utf8Text right) => !left.Equals(right);

    /// <summary>The part from <paramref name="start"/> to the end.</summary>
    public Utf8Text Slice(int start)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Length);
        return start == Length ? default : new Utf8Text(_offset + start, Length - start, _array);
    }

    /// <summary><paramref name="length"/> octets from <paramref name="start"/>.</summary>
    public Utf8Text Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(Length - start));
        return length == 0 ? default : new Utf8Text(_offset + start, length, _array);
    }

    /// <summary>The octets of a range, as <c>Span.Split</c> finds them.</summary>
    public Utf8Text Part(Range range)
    {
        (int offset, int length) = range.GetOffsetAndLength(Length);
        return Slice(offset, length);
    }

    /// <summary>The parts between single or repeated spaces.</summary>
    public List<Utf8Text> Words()
    {
        List<Utf8Text> words = [];
        foreach (Range range in Span.Split((byte)' '))
        {
            Utf8Text word = Part(range);
            if (!word.IsEmpty)
            {
                words.Add(word);
            }
        }

        return words;
    }

    /// <summary>Without white space (SP, HTAB and the CR and LF of folded lines) at both ends.</summary>
    public Utf8Text Trim()
    {
        ReadOnlySpan<byte> span = Span;
        if (span.IsEmpty || (span[0] > (byte)' ' && span[^1] > (byte)' '))
        {
            return this;
        }

        int start = 0;
        int end = span.Length;
        while (start < end && Abnf.IsWhitespace(span[start]))
        {
            start++;
        }

        while (end > start && Abnf.IsWhitespace(span[end - 1]))
        {
            end--;
        }

        return Slice(start, end - start);
    }

    /// <summary>A copy that keeps no message alive.</summary>
    public Utf8Text Detach() => Copy(Span);

    /// <summary>Same octets, ASCII letters in either case.</summary>
    public bool EqualsIgnoreCase(Utf8Text other) => EqualsIgnoreCase(other.Span);

    /// <summary>Same octets, ASCII letters in either case.</summary>
    public bool EqualsIgnoreCase(ReadOnlySpan<byte> other) =>
        Length == other.Length && (Ascii.EqualsIgnoreCase(Span, other) || Span.SequenceEqual(other)); // the second half is for octets beyond ASCII

    /// <summary>Same octets.</summary>
    public bool Equals(ReadOnlySpan<byte> other) => Span.SequenceEqual(other);

    /// <inheritdoc/>
    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    /// <summary>A hash with a random seed per process, so that peers cannot prepare collisions.</summary>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The text; octets that are no UTF-8 appear as U+FFFD, so never compare the result.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);
}
