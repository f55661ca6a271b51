using System.Buffers;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>
/// A SIP message, immutable. Its octets are the truth: they are written back as they came, and every typed
/// property is a view into them, read when asked for. From, To, Call-ID, CSeq and the top Via are known to be there.
/// </summary>
/// <remarks>
/// One buffer holds the octets and, behind them, the index of the header rows. Derive changed messages
/// with <c>Edit()</c>.
/// </remarks>
public abstract partial class SipMessage
{
    private readonly byte[] _buffer;
    private readonly HeaderIndex _index;

    private protected SipMessage(in SipMessageLayout layout)
    {
        _buffer = layout.Buffer;
        _index = layout.Index;
        HeaderCount = layout.HeaderCount;
        BodyStart = layout.BodyStart;
        Length = layout.Length;
    }

    /// <summary>Number of header rows.</summary>
    public int HeaderCount { get; }

    /// <summary>Octets on the wire.</summary>
    public int Length { get; }

    /// <summary>The message as on the wire.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, Length);

    /// <summary>The body; empty when there is none.</summary>
    public Utf8Text Body => BodyStart == Length ? default : new(_buffer, BodyStart, Length - BodyStart);

    /// <summary>All header rows in order.</summary>
    public HeaderRows Headers => new(this, null);

    private int BodyStart { get; }

    private ReadOnlySpan<byte> Ids => _index.Ids(_buffer)[..HeaderCount];

    /// <summary>
    /// Reads one datagram. Octets after Content-Length are ignored; line ends before the start line too.
    /// Never throws for what a peer sent; a malformed datagram gets a reason, and <see cref="SipReplies"/> knows the reply.
    /// </summary>
    public static ParseOutcome TryRead(ReadOnlySpan<byte> datagram, SipLimits limits, out SipMessage? message)
    {
        message = null;
        return datagram.Length > limits.MaxMessageBytes
            ? ParseOutcome.Malformed(SipRejection.MessageTooLarge, limits.MaxMessageBytes)
            : SipMessageReader.TryRead(datagram, limits, out message);
    }

    /// <summary>
    /// Reads the first <paramref name="length"/> octets of a buffer that belongs to the message from now on.
    /// Nothing is copied when the buffer has room for the index (13 octets a row, and 3) behind them.
    /// </summary>
    public static ParseOutcome TryReadOwned(byte[] buffer, int length, SipLimits limits, out SipMessage? message)
    {
        message = null;
        return length > limits.MaxMessageBytes
            ? ParseOutcome.Malformed(SipRejection.MessageTooLarge, limits.MaxMessageBytes)
            : SipMessageReader.TryReadOwned(buffer, length, limits, out message);
    }

    /// <summary>Writes the message as it came.</summary>
    public void Write(IBufferWriter<byte> destination) => destination.Write(Bytes.Span);

    /// <summary>The first row of a header field; its value is empty text when there is none.</summary>
    public Utf8Text Value(HeaderId id)
    {
        int at = NextRow(id, 0);
        return at < 0 ? default : ValueAt(at);
    }

    /// <summary>The first row of a header field.</summary>
    public bool TryGet(HeaderId id, out HeaderRow row)
    {
        int at = NextRow(id, 0);
        row = at < 0 ? default : RowAt(at);
        return at >= 0;
    }

    /// <summary>The first row with this name, known to the library or not.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out HeaderRow row)
    {
        HeaderId id = KnownHeaders.Identify(name);
        if (id is not HeaderId.Unknown)
        {
            return TryGet(id, out row);
        }

        foreach (HeaderRow candidate in Rows(HeaderId.Unknown))
        {
            if (candidate.Name.EqualsIgnoreCase(name))
            {
                row = candidate;
                return true;
            }
        }

        row = default;
        return false;
    }

    /// <summary>The header field is there.</summary>
    public bool Has(HeaderId id) => NextRow(id, 0) >= 0;

    /// <summary>The rows of one header field.</summary>
    public HeaderRows Rows(HeaderId id) => new(this, id);

    /// <summary>The comma-separated values of one header field over all its rows.</summary>
    public HeaderFieldValues Values(HeaderId id) => new(this, id);

    internal int NextRow(HeaderId? id, int from)
    {
        if (from >= HeaderCount)
        {
            return -1;
        }

        int at = id is { } wanted ? Ids[from..].IndexOf((byte)wanted) : 0;
        return at < 0 ? -1 : from + at;
    }

    internal HeaderId IdAt(int at) => (HeaderId)Ids[at];

    internal Utf8Text ValueAt(int at)
    {
        HeaderEntry entry = _index.Rows(_buffer)[at];
        return new Utf8Text(_buffer, entry.ValueStart, entry.ValueLength);
    }

    internal HeaderRow RowAt(int at)
    {
        HeaderEntry entry = _index.Rows(_buffer)[at];
        return new HeaderRow(
            IdAt(at),
            new Utf8Text(_buffer, entry.Offset, entry.NameLength),
            new Utf8Text(_buffer, entry.ValueStart, entry.ValueLength),
            new Utf8Text(_buffer, entry.Offset, entry.Length));
    }

    internal BuilderRow CopyOfRow(int at) => BuilderRow.Copy(IdAt(at), _buffer, _index.Rows(_buffer)[at]);

    internal int OffsetAt(int at) => _index.Rows(_buffer)[at].Offset;

    private protected Utf8Text Part(int offset, int length) => length == 0 ? default : new(_buffer, offset, length);
}
