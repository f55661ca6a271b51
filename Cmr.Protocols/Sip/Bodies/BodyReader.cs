using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Bodies;

/// <summary>Takes the body of a message apart, RFC 5621 and RFC 2046 §5.1. A boundary is a whole line that ends in CRLF, nothing else is one.</summary>
public static class BodyReader
{
    private static readonly ContentTypeHeader PlainText = new("text", "plain", default);

    /// <summary>Reads the body of <paramref name="message"/>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="body">The body; <see langword="null"/> when there is none, or it is refused.</param>
    /// <returns>Why it is refused; <see cref="BodyRejection.None"/> also when there is no body.</returns>
    public static BodyRejection TryRead(SipMessage message, BodyLimits limits, out BodyPart? body)
    {
        body = null;
        if (message.Body.IsEmpty)
        {
            return BodyRejection.None;
        }

        List<HeaderRow> rows = [];
        foreach (HeaderId id in (ReadOnlySpan<HeaderId>)[HeaderId.ContentType, HeaderId.ContentDisposition, HeaderId.ContentEncoding, HeaderId.ContentLanguage])
        {
            if (message.TryGet(id, out HeaderRow row))
            {
                rows.Add(row);
            }
        }

        int parts = 0;
        return TryReadPart(rows, message.ContentType ?? PlainText, message.Body, limits, depth: 0, ref parts, out body);
    }

    private static BodyRejection TryReadPart(
        List<HeaderRow> rows, ContentTypeHeader type, Utf8Text content, BodyLimits limits, int depth, ref int count, out BodyPart? part)
    {
        List<BodyPart> parts = [];
        BodyRejection problem = !type.IsMultipart ? BodyRejection.None
            : depth >= limits.MaxDepth ? BodyRejection.TooDeep
            : TryReadParts(content, type.Boundary, limits, depth + 1, ref count, parts);
        part = problem is BodyRejection.None ? new BodyPart(rows, type, content, parts) : null;
        return problem;
    }

    private static BodyRejection TryReadParts(Utf8Text content, Utf8Text boundary, BodyLimits limits, int depth, ref int count, List<BodyPart> parts)
    {
        if (!Multipart.IsBoundary(boundary))
        {
            return BodyRejection.BadBoundary;
        }

        if (!Multipart.TryFindDelimiter(content.Span, boundary.Span, 0, out MultipartDelimiter delimiter))
        {
            return BodyRejection.NotStarted;
        }

        while (!delimiter.IsLast)
        {
            int start = delimiter.End;
            if (!Multipart.TryFindDelimiter(content.Span, boundary.Span, start, out delimiter))
            {
                return BodyRejection.NotEnded;
            }

            if (++count > limits.MaxParts)
            {
                return BodyRejection.TooManyParts;
            }

            Utf8Text whole = content.Slice(start, Math.Max(delimiter.Start - start, 0));
            BodyRejection problem = TryReadHeaders(whole, limits, out List<HeaderRow> rows, out ContentTypeHeader type, out Utf8Text inner);
            if (problem is BodyRejection.None)
            {
                problem = TryReadPart(rows, type, inner, limits, depth, ref count, out BodyPart? part);
                parts.AddRange(part is null ? [] : [part]);
            }

            if (problem is not BodyRejection.None)
            {
                return problem;
            }
        }

        return parts.Count == 0 ? BodyRejection.NotStarted : BodyRejection.None;
    }

    private static BodyRejection TryReadHeaders(Utf8Text whole, BodyLimits limits, out List<HeaderRow> rows, out ContentTypeHeader type, out Utf8Text content)
    {
        rows = [];
        type = PlainText;
        content = default;
        bool noHeaders = whole.IsEmpty || whole.Span.StartsWith("\r\n"u8);
        int empty = whole.Span.IndexOf("\r\n\r\n"u8);
        int end = noHeaders ? 0 : empty >= 0 ? empty + 2 : whole.Length; // headers alone end where the boundary begins
        if (!noHeaders && !whole.Span[..end].EndsWith("\r\n"u8))
        {
            return BodyRejection.BadHeader;
        }

        for (int at = 0; at < end;)
        {
            int rowEnd = HeaderIndexer.EndOfRow(whole.Span, at, end, out int next);
            if (rows.Count >= limits.MaxHeaderLines)
            {
                return BodyRejection.TooManyHeaders;
            }

            if (!TryReadRow(whole.Slice(at, rowEnd - at), out HeaderRow row) || IsRepeated(rows, row))
            {
                return BodyRejection.BadHeader;
            }

            rows.Add(row);
            at = next;
        }

        content = whole.Slice(Math.Min(end + 2, whole.Length));
        Utf8Text written = rows.Find(row => row.Id is HeaderId.ContentType).Value;
        return written.IsEmpty || ContentTypeHeader.TryRead(written, out type) ? BodyRejection.None : BodyRejection.BadHeader;
    }

    private static bool TryReadRow(Utf8Text line, out HeaderRow row)
    {
        row = default;
        if (!HeaderIndexer.TryReadName(line.Span, out (int NameLength, int ValueStart) parts) || HeaderIndexer.HasLoneCarriageReturn(line.Span))
        {
            return false;
        }

        Utf8Text name = line.Slice(0, parts.NameLength);
        row = new HeaderRow(KnownHeaders.Identify(name.Span), name, line.Slice(parts.ValueStart).Trim(), line);
        return true;
    }

    private static bool IsRepeated(List<HeaderRow> rows, HeaderRow row) =>
        row.Id is HeaderId.ContentType or HeaderId.ContentDisposition && rows.Exists(other => other.Id == row.Id);
}
