using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>The comma-separated values of one header row; commas in quotes and angle brackets do not separate (RFC 3261 §7.3.1).</summary>
/// <param name="Row">The whole value of the row.</param>
public readonly record struct HeaderValues(Utf8Text Row)
{
    /// <summary>Walks through the values, each trimmed. An empty value between two commas is returned, so that a reader can refuse it.</summary>
    public Enumerator GetEnumerator() => new(Row);

    /// <summary>There is no comma at all, so the row is its value.</summary>
    internal bool IsSingle => !Row.IsEmpty && !Row.Span.Contains((byte)',');

    /// <summary>Walks through the values of a row.</summary>
    public struct Enumerator
    {
        private readonly Utf8Text _row;
        private int _next;

        internal Enumerator(Utf8Text row) => _row = row;

        /// <summary>The value, trimmed.</summary>
        public Utf8Text Current { get; private set; }

        /// <summary>Where the comma behind the current value stands, or would stand.</summary>
        internal readonly int EndOfCurrent => _next - 1;

        /// <summary>Steps to the next value.</summary>
        public bool MoveNext()
        {
            if (_next > _row.Length)
            {
                return false;
            }

            int end = _next + LengthOfValue(_row.Span[_next..]);
            Current = _row.Slice(_next, end - _next).Trim();
            bool onlyTrailingSpace = _next == 0 && end == _row.Length && Current.IsEmpty;
            _next = end + 1;
            return !onlyTrailingSpace;
        }

        private static int LengthOfValue(ReadOnlySpan<byte> span)
        {
            int at = 0;
            while (true)
            {
                int stop = span[at..].IndexOfAny((byte)',', (byte)'"', (byte)'<');
                if (stop < 0)
                {
                    return span.Length;
                }

                at += stop;
                if (span[at] == (byte)',')
                {
                    return at;
                }

                at = span[at] == (byte)'"' ? EndOfQuoted(span, at) : EndOfBracketed(span, at);
            }
        }

        private static int EndOfBracketed(ReadOnlySpan<byte> span, int start)
        {
            int length = span[start..].IndexOf((byte)'>');
            return length < 0 ? span.Length : start + length + 1;
        }

        private static int EndOfQuoted(ReadOnlySpan<byte> span, int start)
        {
            for (int at = start + 1; at < span.Length; at++)
            {
                if (span[at] == (byte)'"')
                {
                    return at + 1;
                }

                at += span[at] == (byte)'\\' ? 1 : 0;
            }

            return span.Length;
        }
    }
}
