using System.Globalization;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>
/// Builds a message row by row. Copied rows stay octet for octet; a row that is set keeps its place; the rest keeps its order.
/// Content-Length is written by <c>Build</c>. White space and line ends in new values become single spaces, so no value can smuggle in a header.
/// </summary>
/// <typeparam name="TSelf">The concrete builder, so that calls chain.</typeparam>
public abstract class SipMessageBuilder<TSelf>
    where TSelf : SipMessageBuilder<TSelf>
{
    private readonly List<BuilderRow> _rows = new(24);
    private Utf8Text _body;

    private protected SipMessageBuilder()
    {
    }

    /// <summary>The value of the first row of a header field so far; empty when there is none.</summary>
    public Utf8Text ValueOf(HeaderId id)
    {
        int first = _rows.FindIndex(row => row.Id == id);
        return first < 0 ? default : _rows[first].Value;
    }

    /// <summary>Sets a header field to one row with this value; the first row keeps its place, others go.</summary>
    public TSelf Set(HeaderId id, Utf8Text value) => SetRow(NewRow(id, value));

    /// <summary>Sets a header field by name, known to the library or not.</summary>
    public TSelf Set(Utf8Text name, Utf8Text value) => SetRow(NewRow(name, value));

    /// <summary>Adds a row behind the last one of the same field, or at the end.</summary>
    public TSelf Add(HeaderId id, Utf8Text value) => AddRow(NewRow(id, value));

    /// <summary>Adds a row by name behind the last one of the same field, or at the end.</summary>
    public TSelf Add(Utf8Text name, Utf8Text value) => AddRow(NewRow(name, value));

    /// <summary>Adds a row before the first one of the same field, or at the very top: Via, Record-Route, Route.</summary>
    public TSelf Push(HeaderId id, Utf8Text value)
    {
        int first = _rows.FindIndex(row => row.Id == id);
        _rows.Insert(Math.Max(first, 0), NewRow(id, value));
        return Self;
    }

    /// <summary>Removes all rows of a header field.</summary>
    public TSelf Remove(HeaderId id)
    {
        _rows.RemoveAll(row => row.Id == id);
        return Self;
    }

    /// <summary>Removes all rows with this name.</summary>
    public TSelf Remove(Utf8Text name)
    {
        HeaderId id = KnownHeaders.Identify(name.Span);
        _rows.RemoveAll(row => row.Is(id, name));
        return Self;
    }

    /// <summary>Replaces the first value of a list field (of its first row) and keeps the other values.</summary>
    public TSelf ReplaceFirstValue(HeaderId id, Utf8Text value)
    {
        int at = _rows.FindIndex(row => row.Id == id);
        if (at < 0)
        {
            return Push(id, value);
        }

        _rows[at] = NewRow(id, SipText.Concat(value, RestAfterFirst(_rows[at].Value)));
        return Self;
    }

    /// <summary>Removes the first value of a list field; with the only value its row goes too.</summary>
    public TSelf RemoveFirstValue(HeaderId id)
    {
        int at = _rows.FindIndex(row => row.Id == id);
        if (at < 0)
        {
            return Self;
        }

        Utf8Text rest = RestAfterFirst(_rows[at].Value);
        if (rest.IsEmpty)
        {
            _rows.RemoveAt(at);
        }
        else
        {
            _rows[at] = NewRow(id, rest.Slice(1));
        }

        return Self;
    }

    /// <summary>Copies the rows of one header field from another message, octet for octet, to the end.</summary>
    public TSelf Copy(SipMessage source, HeaderId id)
    {
        foreach (HeaderRow row in source.Rows(id))
        {
            AppendCopy(row);
        }

        return Self;
    }

    /// <summary>
    /// Copies every row of another message except those of the fields named, and except Content-Length:
    /// what a back-to-back user agent does with end-to-end headers. Unknown headers are copied.
    /// </summary>
    public TSelf CopyAllExcept(SipMessage source, params ReadOnlySpan<HeaderId> except)
    {
        foreach (HeaderRow row in source.Headers)
        {
            if (row.Id is not HeaderId.ContentLength && !except.Contains(row.Id))
            {
                AppendCopy(row);
            }
        }

        return Self;
    }

    /// <summary>Adds <c>;tag=</c> to To unless it has one (RFC 3261 §8.2.6.2).</summary>
    public TSelf WithToTag(Utf8Text tag)
    {
        int at = _rows.FindIndex(row => row.Id is HeaderId.To);
        if (at >= 0 && AddressHeader.TryRead(_rows[at].Value, out AddressHeader to) && to.Tag.IsEmpty)
        {
            _rows[at] = NewRow(HeaderId.To, SipText.Concat(_rows[at].Value, ";tag=", tag));
        }

        return Self;
    }

    /// <summary>Sets body and Content-Type, and removes what described an earlier body.</summary>
    public TSelf WithBody(Utf8Text contentType, Utf8Text body)
    {
        WithoutBody();
        _body = body;
        return Set(HeaderId.ContentType, contentType);
    }

    /// <summary>Removes body, Content-Type, Content-Disposition, Content-Encoding and Content-Language.</summary>
    public TSelf WithoutBody()
    {
        _body = default;
        _rows.RemoveAll(row => row.Id is HeaderId.ContentType or HeaderId.ContentDisposition or HeaderId.ContentEncoding or HeaderId.ContentLanguage);
        return Self;
    }

    /// <summary>Copies the body of another message with the rows that describe it.</summary>
    public TSelf CopyBody(SipMessage source)
    {
        WithoutBody();
        _body = source.Body;
        return Copy(source, HeaderId.ContentType).Copy(source, HeaderId.ContentDisposition)
            .Copy(source, HeaderId.ContentEncoding).Copy(source, HeaderId.ContentLanguage);
    }

    internal TSelf CopyAll(SipMessage source)
    {
        foreach (HeaderRow row in source.Headers)
        {
            AppendCopy(row);
        }

        _body = source.Body;
        return Self;
    }

    private protected SipMessage BuildMessage(Utf8Text startLine)
    {
        Set(HeaderId.ContentLength, _body.Length.ToString(CultureInfo.InvariantCulture));
        int head = startLine.Length + 4;
        int foldedLines = 0;
        foreach (BuilderRow row in _rows)
        {
            head += row.WireLength;
            foldedLines += row.Line.Span.Count((byte)'\n');
        }

        int length = head + _body.Length;
                byte[] buffer = new byte[HeaderIndex.Behind(length, _rows.Count + foldedLines).End];
        WriteTo(buffer, startLine);
        ParseOutcome outcome = SipMessage.TryReadOwned(buffer, length, SipLimits.Own, out SipMessage? message);
        return message ?? throw new InvalidOperationException($"the message built is not well-formed: {outcome.Reason} at {outcome.Offset}");
    }

    // From the first separating comma on; empty when there is one value only.
    private static Utf8Text RestAfterFirst(Utf8Text row)
    {
        HeaderValues.Enumerator values = new HeaderValues(row).GetEnumerator();
        return values.MoveNext() ? row.Slice(Math.Min(values.EndOfCurrent, row.Length)) : default;
    }

    private static BuilderRow NewRow(HeaderId id, Utf8Text value) =>
        new(id, KnownHeaders.Get(id).NameText, SipText.Unfold(value), default);

    private static BuilderRow NewRow(Utf8Text name, Utf8Text value)
    {
        HeaderId id = KnownHeaders.Identify(name.Span);
        return new BuilderRow(id, SipText.Unfold(name), SipText.Unfold(value), default);
    }

    private TSelf Self => (TSelf)this;

    // A field that may come once is copied once, though a lenient reader took a repetition.
    private void AppendCopy(HeaderRow row)
    {
        bool repeated = row.Id is not HeaderId.Unknown && KnownHeaders.Get(row.Id).Form is HeaderForm.Once
            && _rows.Exists(other => other.Id == row.Id && other.Value == row.Value);
        if (!repeated)
        {
            _rows.Add(new BuilderRow(row.Id, row.Name, row.Value, row.Line));
        }
    }

    private TSelf SetRow(BuilderRow row)
    {
        int first = _rows.FindIndex(other => other.Is(row.Id, row.Name));
        if (first < 0)
        {
            _rows.Add(row);
            return Self;
        }

        _rows[first] = row;
        for (int at = _rows.Count - 1; at > first; at--)
        {
            if (_rows[at].Is(row.Id, row.Name))
            {
                _rows.RemoveAt(at);
            }
        }

        return Self;
    }

    private TSelf AddRow(BuilderRow row)
    {
        int last = _rows.FindLastIndex(other => other.Is(row.Id, row.Name));
        _rows.Insert(last < 0 ? _rows.Count : last + 1, row);
        return Self;
    }

    private void WriteTo(Span<byte> target, Utf8Text startLine)
    {
        SpanWriter writer = new(target);
        writer.Put(startLine.Span);
        writer.Put("\r\n"u8);
        foreach (BuilderRow row in _rows)
        {
            if (row.Line.IsEmpty)
            {
                writer.Put(row.Name.Span);
                writer.Put(": "u8);
            }

            writer.Put(row.Line.IsEmpty ? row.Value.Span : row.Line.Span);
            writer.Put("\r\n"u8);
        }

        writer.Put("\r\n"u8);
        writer.Put(_body.Span);
    }
}
