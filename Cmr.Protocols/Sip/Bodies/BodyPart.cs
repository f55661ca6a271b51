using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Bodies;

/// <summary>A body, or one part of a multipart body (RFC 5621). Its octets point into the message.</summary>
public sealed class BodyPart
{
    internal BodyPart(IReadOnlyList<HeaderRow> headers, ContentTypeHeader type, Utf8Text content, IReadOnlyList<BodyPart> parts)
    {
        Headers = headers;
        ContentType = type;
        Content = content;
        Parts = parts;
    }

    /// <summary>Header rows of the part in order; of the whole body, those of the message that describe it.</summary>
    public IReadOnlyList<HeaderRow> Headers { get; }

    /// <summary>Content-Type; <c>text/plain</c> for a part without one (RFC 2046 §5.1).</summary>
    public ContentTypeHeader ContentType { get; }

    /// <summary>The octets between headers and boundary, without the line end that belongs to the boundary.</summary>
    public Utf8Text Content { get; }

    /// <summary>The parts of a multipart type; empty otherwise.</summary>
    public IReadOnlyList<BodyPart> Parts { get; }

    /// <summary>
    /// The disposition, written or implied: <c>session</c> for a session description, <c>render</c> for the rest (RFC 5621 §8.1, RFC 3261 §20.11).
    /// </summary>
    public Utf8Text Disposition =>
        WrittenDisposition is { } written ? written.Type : ContentType.IsSdp ? "session" : "render";

    /// <summary>The recipient must understand the part or refuse the request with 415 (<c>handling</c>, RFC 5621 §8.2).</summary>
    public bool IsRequired => WrittenDisposition?.IsRequired ?? true;

    /// <summary>Content-ID without its angle brackets; empty when absent (RFC 2392).</summary>
    public Utf8Text ContentId
    {
        get
        {
            Utf8Text value = Value("Content-ID"u8);
            return value.Length > 2 && value[0] == (byte)'<' && value[value.Length - 1] == (byte)'>' ? value.Slice(1, value.Length - 2) : default;
        }
    }

    /// <summary>Content-Transfer-Encoding; SIP bodies are binary, so everything but 7bit, 8bit and binary is foreign here (RFC 5621 §3.1).</summary>
    public Utf8Text TransferEncoding => Value("Content-Transfer-Encoding"u8);

    private ContentDispositionHeader? WrittenDisposition =>
        ContentDispositionHeader.TryRead(Value("Content-Disposition"u8), out ContentDispositionHeader value) ? value : null;

    /// <summary>This part and all parts within, outermost first.</summary>
    public IEnumerable<BodyPart> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary>
    /// The part that is a session description of this disposition (<c>session</c>, <c>early-session</c>); <see langword="null"/> when there is none.
    /// Of alternatives the last counts, as the sender prefers it (RFC 5621 §4.2, RFC 2046 §5.1.4).
    /// </summary>
    public BodyPart? FindSdp(ReadOnlySpan<byte> disposition)
    {
        if (Parts.Count == 0)
        {
            return ContentType.IsSdp && Disposition.EqualsIgnoreCase(disposition) ? this : null;
        }

        bool lastFirst = ContentType.Subtype.EqualsIgnoreCase("alternative"u8);
        for (int at = 0; at < Parts.Count; at++)
        {
            if (Parts[lastFirst ? Parts.Count - 1 - at : at].FindSdp(disposition) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>
    /// The first part that must be understood and is not: answer 415 with Accept. A multipart of alternatives is understood
    /// when one of its parts is.
    /// </summary>
    /// <param name="understands">Whether a type other than multipart is understood.</param>
    public BodyPart? FindNotUnderstood(Func<ContentTypeHeader, bool> understands)
    {
        if (!IsRequired)
        {
            return null;
        }

        if (!ContentType.IsMultipart)
        {
            return understands(ContentType) ? null : this;
        }

        bool alternatives = ContentType.Subtype.EqualsIgnoreCase("alternative"u8);
        IEnumerable<BodyPart?> missed = Parts.Select(part => part.FindNotUnderstood(understands));
        return alternatives ? missed.All(part => part is not null) ? this : null : missed.FirstOrDefault(part => part is not null);
    }

    /// <summary>First value of a header of this part; empty when absent.</summary>
    public Utf8Text Value(ReadOnlySpan<byte> name)
    {
        foreach (HeaderRow row in Headers)
        {
            if (row.Name.EqualsIgnoreCase(name) || (row.Id is not HeaderId.Unknown && row.Id == KnownHeaders.Identify(name)))
            {
                return row.Value;
            }
        }

        return default;
    }
}
