using System.Collections;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>All values of one header field over all its rows, each read when asked for; malformed ones are passed over.</summary>
/// <typeparam name="T">The typed view of a value.</typeparam>
public readonly struct TypedHeaderValues<T> : IReadOnlyList<T>
{
    private readonly SipMessage _message;
    private readonly HeaderId _id;
    private readonly HeaderReader<T> _read;

    internal TypedHeaderValues(SipMessage message, HeaderId id, HeaderReader<T> read)
    {
        _message = message;
        _id = id;
        _read = read;
    }

    /// <summary>Number of values; they are counted at each call.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (Enumerator values = GetEnumerator(); values.MoveNext(); count++)
            {
            }

            return count;
        }
    }

    /// <summary>One value; those before it are read on the way.</summary>
    public T this[int index]
    {
        get
        {
            int at = 0;
            foreach (T value in this)
            {
                if (at++ == index)
                {
                    return value;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(index), index, null);
        }
    }

    /// <summary>Walks through the values.</summary>
    public Enumerator GetEnumerator() => new(_message, _id, _read);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks through values.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly HeaderReader<T> _read;
        private HeaderFieldValues.Enumerator _values;
        private T _current;

        internal Enumerator(SipMessage message, HeaderId id, HeaderReader<T> read)
        {
            _values = new HeaderFieldValues(message, id).GetEnumerator();
            _read = read;
            _current = default!; // not looked at before the first step
        }

        /// <summary>The value.</summary>
        public readonly T Current => _current;

        readonly object? IEnumerator.Current => _current;

        /// <summary>Steps to the next value that can be read.</summary>
        public bool MoveNext()
        {
            while (_values.MoveNext())
            {
                Utf8Text text = _values.Current;
                if (_read(text, out _current))
                {
                    return true;
                }
            }

            return false;
        }

        readonly void IEnumerator.Reset() => throw new NotSupportedException();

        /// <summary>Nothing to release.</summary>
        public readonly void Dispose()
        {
        }
    }
}
