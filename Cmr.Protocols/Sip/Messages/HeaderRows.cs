using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>The rows of a message in order: all of them, or those of one header field.</summary>
public readonly struct HeaderRows
{
    private readonly SipMessage _message;
    private readonly HeaderId? _only;

    internal HeaderRows(SipMessage message, HeaderId? only)
    {
        _message = message;
        _only = only;
    }

    /// <summary>Walks through the rows.</summary>
    public Enumerator GetEnumerator() => new(_message, _only);

    /// <summary>Walks through rows.</summary>
    public struct Enumerator
    {
        private readonly SipMessage _message;
        private readonly HeaderId? _only;
        private int _index;

        internal Enumerator(SipMessage message, HeaderId? only)
        {
            _message = message;
            _only = only;
            _index = -1;
        }

        /// <summary>The row.</summary>
        public readonly HeaderRow Current => _message.RowAt(_index);

        /// <summary>Value of the row.</summary>
        internal readonly Utf8Text CurrentValue => _message.ValueAt(_index);

        /// <summary>Steps to the next row.</summary>
        public bool MoveNext()
        {
            _index = _message.NextRow(_only, _index + 1);
            return _index >= 0;
        }
    }
}
