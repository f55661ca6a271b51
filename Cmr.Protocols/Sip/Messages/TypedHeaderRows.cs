using System.Collections;
using Cmr.Protocols.Sip.Headers;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>All rows of a header field whose values hold commas of their own, each read when asked for; malformed ones are passed over.</summary>
/// <typeparam name="T">The typed view of a row.</typeparam>
public readonly struct TypedHeaderRows<T> : IEnumerable<T>
{
    private readonly SipMessage _message;
    private readonly HeaderId _id;
    private readonly HeaderReader<T> _read;

    internal TypedHeaderRows(SipMessage message, HeaderId id, HeaderReader<T> read)
    {
        _message = message;
        _id = id;
        _read = read;
    }

    /// <summary>Walks through the rows.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (int at = _message.NextRow(_id, 0); at >= 0; at = _message.NextRow(_id, at + 1))
        {
            if (_read(_message.ValueAt(at), out T value))
            {
                yield return value;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
