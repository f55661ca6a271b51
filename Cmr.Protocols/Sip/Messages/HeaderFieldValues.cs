using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>All values of one header field over all its rows, commas split, in order.</summary>
public readonly struct HeaderFieldValues
{
    private readonly SipMessage _message;
    private readonly HeaderId _id;

    internal HeaderFieldValues(SipMessage message, HeaderId id)
    {
        _message = message;
        _id = id;
    }

    /// <summary>Walks through the values.</summary>
    public Enumerator GetEnumerator() => new(_message, _id);

    /// <summary>One of the values is this token, without regard to case (option tags, methods in Allow).</summary>
    public bool Contains(ReadOnlySpan<byte> token)
    {
        foreach (Utf8Text value in this)
        {
            if (value.EqualsIgnoreCase(token))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the values is this token, without regard to case.</summary>
    public bool Contains(Utf8Text token) => Contains(token.Span);

    /// <summary>The values as a list.</summary>
    public List<Utf8Text> ToList()
    {
        List<Utf8Text> list = [];
        foreach (Utf8Text value in this)
        {
            list.Add(value);
        }

        return list;
    }

    /// <summary>Walks through values.</summary>
    public struct Enumerator
    {
        private HeaderRows.Enumerator _rows;
        private HeaderValues.Enumerator _values;
        private bool _inRow;

        internal Enumerator(SipMessage message, HeaderId id) => _rows = new HeaderRows(message, id).GetEnumerator();

        /// <summary>The value, trimmed.</summary>
        public readonly Utf8Text Current => _values.Current;

        /// <summary>Steps to the next value.</summary>
        public bool MoveNext()
        {
            while (!_inRow || !_values.MoveNext())
            {
                if (!_rows.MoveNext())
                {
                    return false;
                }

                _values = new HeaderValues(_rows.CurrentValue).GetEnumerator();
                _inRow = true;
            }

            return true;
        }
    }
}
