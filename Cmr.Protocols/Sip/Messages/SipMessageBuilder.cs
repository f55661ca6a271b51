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
    private BuilderRows _rows;
    private Utf8Text _body;
    private SipMessage? _built; // the rows are in it, their array is back in the pool

    private protected SipMessageBuilder()
    {
    }

    /// <summary>The value of the first row of a header field so far; empty when there is none.</summary>
    public Utf8Text ValueOf(HeaderId id)
    {
        Resume();
        int first = _rows.IndexOf(id);
        return first < 0 ? default : _rows[first].Value;
    }

    /// <summary>Sets a header field to one row with this value; the first row keeps its place, others go.</summary>
    public TSelf Set(HeaderId id, Utf8Text value) => SetRow(BuilderRow.New(id, value));

    /// <summary>Sets a header field by name, known to the library or not.</summary>
    public TSelf Set(Utf8Text name, Utf8Text value) => SetRow(BuilderRow.New(name, value));

    /// <summary>Adds a row behind the last one of the same field, or at the end.</summary>
    public TSelf Add(HeaderId id, Utf8Text value) => AddRow(BuilderRow.New(id, value));

    /// <summary>Adds a row by name behind the last one of the same field, or at the end.</summary>
    public TSelf Add(Utf8Text name, Utf8Text value) => AddRow(BuilderRow.New(name, value));

    /// <summary>Adds a row before the first one of the same field, or at the very top: Via, Record-Route, Route.</summary>
    public TSelf Push(HeaderId id, Utf8Text value)
    {
        Resume();
        _rows.Insert(Math.Max(_rows.IndexOf(id), 0), BuilderRow.New(id, value));
        return Self;
    }

    /// <summary>Removes all rows of a header field.</summary>
    public TSelf Remove(HeaderId id)
    {
        Resume();
        _rows.RemoveAll(id);
        return Self;
    }

    /// <summary>Removes all rows with this name.</summary>
    public TSelf Remove(Utf8Text name)
    {
        Resume();
        _rows.RemoveAll(KnownHeaders.Identify(name.Span), name);
        return Self;
    }

    /// <summary>Replaces the first value of a list field (of its first row) and keeps the other values.</summary>
    public TSelf ReplaceFirstValue(HeaderId id, Utf8Text value)
    {
        Resume();
        int at = _rows.IndexOf(id);
        if (at < 0)
        {
            return Push(id, value);
        }

        Utf8Text rest = RestAfterFirst(_rows[at].Value);
        _rows.Replace(at, BuilderRow.New(id, rest.IsEmpty ? value : SipText.Concat(value, rest)));
        return Self;
    }

    /// <summary>Removes the first value of a list field; with the only value its row goes too.</summary>
    public TSelf RemoveFirstValue(HeaderId id)
    {
        Resume();
        int at = _rows.IndexOf(id);
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
            _rows.Replace(at, BuilderRow.New(id, rest.Slice(1)));
        }

        return Self;
    }

    /// <summary>Copies the rows of one header field from another message, octet for octet, to the end.</summary>
    public TSelf Copy(SipMessage source, HeaderId id)
    {
        Resume();
        for (int at = source.NextRow(id, 0); at >= 0; at = source.NextRow(id, at + 1))
        {
            AppendCopy(source.CopyOfRow(at));
        }

        return Self;
    }

    /// <summary>
    /// Copies every row of another message except those of the fields named, and except Content-Length:
    /// what a back-to-back user agent does with end-to-end headers. Unknown headers are copied.
    /// </summary>
    public TSelf CopyAllExcept(SipMessage source, params ReadOnlySpan<HeaderId> except)
    {
        Resume();
        for (int at = 0; at < source.HeaderCount; at++)
        {
            HeaderId id = source.IdAt(at);
            if (id is not HeaderId.ContentLength && !except.Contains(id))
            {
                AppendCopy(source.CopyOfRow(at));
            }
        }

        return Self;
    }

    /// <summary>Adds <c>;tag=</c> to To unless it has one (RFC 3261 §8.2.6.2).</summary>
    public TSelf WithToTag(Utf8Text tag)
    {
        Resume();
        int at = _rows.IndexOf(HeaderId.To);
        if (at >= 0 && AddressHeader.TryRead(_rows[at].Value, out AddressHeader to) && to.Tag.IsEmpty)
        {
            _rows.Replace(at, BuilderRow.New(HeaderId.To, SipText.Concat(_rows[at].Value, SipText.Tag, tag)));
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
        Resume();
        _body = default;
        _rows.RemoveAll(HeaderId.ContentType);
        _rows.RemoveAll(HeaderId.ContentDisposition);
        _rows.RemoveAll(HeaderId.ContentEncoding);
        _rows.RemoveAll(HeaderId.ContentLanguage);
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
        for (int at = 0; at < source.HeaderCount; at++)
        {
            AppendCopy(source.CopyOfRow(at));
        }

        _body = source.Body;
        return Self;
    }

    /// <summary>Octets of the start line without its line end.</summary>
    private protected abstract int StartLineLength { get; }

    /// <summary>Writes the start line without its line end.</summary>
    private protected abstract void WriteStartLine(ref SpanWriter writer);

    /// <summary>The message around its octets.</summary>
    private protected abstract SipMessage Make(in SipMessageLayout layout);

    // One array for octets and index, as a message that was read has it; the index is written with the rows.
    private protected SipMessage BuildMessage()
    {
        Resume();
        SetRow(BuilderRow.New(HeaderId.ContentLength, DecimalText.Of(_body.Length)));
        int length = StartLineLength + 4 + _body.Length;
        foreach (ref readonly BuilderRow row in _rows.All)
        {
            length += row.WireLength;
        }

        HeaderIndex index = HeaderIndex.Behind(length, _rows.Count);
        byte[] buffer = new byte[index.End];
        Write(buffer.AsSpan(0, length), index.Rows(buffer), index.Ids(buffer));
        SipMessage message = Make(new SipMessageLayout(buffer, length, index, _rows.Count, length - _body.Length));
        ParseOutcome outcome = SipMessageValidator.CheckBuilt(message, _rows.All);
        if (!outcome.IsComplete)
        {
            throw new InvalidOperationException($"the message built is not well-formed: {outcome.Reason} at {outcome.Offset}");
        }

        _rows.Release();
        _built = message;
        return message;
    }

    // From the first separating comma on; empty when there is one value only.
    private static Utf8Text RestAfterFirst(Utf8Text row)
    {
        HeaderValues.Enumerator values = new HeaderValues(row).GetEnumerator();
        return values.MoveNext() ? row.Slice(Math.Min(values.EndOfCurrent, row.Length)) : default;
    }

    private TSelf Self => (TSelf)this;

    // A builder may go on after Build, from the message that it has built.
    private void Resume()
    {
        if (_built is { } message)
        {
            _built = null;
            CopyAll(message);
        }
    }

    // A field that may come once is copied once, though a lenient reader took a repetition.
    private void AppendCopy(in BuilderRow row)
    {
        if (_rows.IndexOf(row.Id) >= 0 && row.Id is not HeaderId.Unknown && KnownHeaders.Get(row.Id).Form is HeaderForm.Once)
        {
            foreach (ref readonly BuilderRow other in _rows.All)
            {
                if (other.Id == row.Id && other.Value == row.Value)
                {
                    return;
                }
            }
        }

        _rows.Add(row);
    }

    private TSelf SetRow(in BuilderRow row)
    {
        Resume();
        int first = _rows.IndexOfField(row);
        if (first < 0)
        {
            _rows.Add(row);
            return Self;
        }

        _rows.Replace(first, row);
        for (int at = _rows.LastIndexOfField(row); at > first; at = _rows.LastIndexOfField(row))
        {
            _rows.RemoveAt(at);
        }

        return Self;
    }

    private TSelf AddRow(in BuilderRow row)
    {
        Resume();
        int last = _rows.LastIndexOfField(row);
        _rows.Insert(last < 0 ? _rows.Count : last + 1, row);
        return Self;
    }

    private void Write(Span<byte> target, Span<HeaderEntry> entries, Span<byte> ids)
    {
        SpanWriter writer = new(target);
        WriteStartLine(ref writer);
        writer.Put("\r\n"u8);
        ReadOnlySpan<BuilderRow> rows = _rows.All;
        for (int at = 0; at < rows.Length; at++)
        {
            entries[at] = rows[at].WriteTo(ref writer);
            ids[at] = (byte)rows[at].Id;
        }

        writer.Put("\r\n"u8);
        writer.Put(_body.Span);
    }
}
