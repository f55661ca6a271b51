using System.Buffers;
using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>The one table from a rejection to its reply, and the reply itself, made from whatever of the request can be used.</summary>
public static class SipReplies
{
    /// <summary>What to answer. Malformed responses and ACKs are dropped whatever this says.</summary>
    public static SipReply For(SipRejection rejection) => rejection switch
    {
        SipRejection.None or SipRejection.KeepAlive or SipRejection.BadStatusCode => SipReply.Drop,
        SipRejection.MissingVia => SipReply.Drop,   // nowhere to send a response to
        SipRejection.BareLineFeed or SipRejection.HeadersNotEnded => SipReply.Drop, // not SIP, or cut off
        SipRejection.BadVersion => new(SipStatus.VersionNotSupported, "Version Not Supported"),
        SipRejection.UnknownUriScheme => new(SipStatus.UnsupportedUriScheme, "Unsupported URI Scheme"),
        SipRejection.MessageTooLarge => new(SipStatus.MessageTooLarge, "Message Too Large"),
        SipRejection.TooManyHeaders => Bad("Too Many Header Lines"),
        SipRejection.HeaderTooLong => Bad("Header Too Long"),
        SipRejection.TooManyValues => Bad("Too Many Header Values"),
        SipRejection.BadStartLine => Bad("Malformed Request-Line"),
        SipRejection.BadRequestUri => Bad("Malformed Request-URI"),
        SipRejection.BadHeaderLine => Bad("Malformed Header Line"),
        SipRejection.DuplicateHeader => Bad("Header Field Repeated"),
        SipRejection.MissingFrom => Bad("Missing From"),
        SipRejection.MissingTo => Bad("Missing To"),
        SipRejection.MissingCallId => Bad("Missing Call-ID"),
        SipRejection.MissingCSeq => Bad("Missing CSeq"),
        SipRejection.MissingMaxForwards => Bad("Missing Max-Forwards"),
        SipRejection.BadVia => Bad("Malformed Via"),
        SipRejection.BadFrom => Bad("Malformed From"),
        SipRejection.BadTo => Bad("Malformed To"),
        SipRejection.BadCallId => Bad("Malformed Call-ID"),
        SipRejection.BadCSeq => Bad("Malformed CSeq"),
        SipRejection.CSeqMethodMismatch => Bad("CSeq Method Does Not Match"),
        SipRejection.BadMaxForwards => Bad("Malformed Max-Forwards"),
        SipRejection.BadContact => Bad("Malformed Contact"),
        SipRejection.BadRoute => Bad("Malformed Route"),
        SipRejection.BadContentLength => Bad("Malformed Content-Length"),
        SipRejection.BodyTruncated => Bad("Body Shorter Than Content-Length"),
        SipRejection.BadContentType => Bad("Malformed Content-Type"),
        SipRejection.BadOptionTag => Bad("Malformed Option Tag"),
        SipRejection.BadRSeq => Bad("Malformed RSeq"),
        SipRejection.BadRAck => Bad("Malformed RAck"),
        SipRejection.BadExpires => Bad("Malformed Expires"),
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, null),
    };

    /// <summary>
    /// Writes the reply to a malformed request: the Via, From, To, Call-ID and CSeq rows that are there, as they are.
    /// <see langword="null"/> when it has to be dropped: no reply for this reason, a response, an ACK, or no readable Via.
    /// Send it to the source of the datagram.
    /// </summary>
    public static byte[]? TryMake(ReadOnlySpan<byte> datagram, SipRejection rejection)
    {
        SipReply reply = For(rejection);
        ReadOnlySpan<byte> start = datagram.TrimStart("\r\n"u8);
        bool answerable = reply.Status is not null && !start.StartsWith("SIP/"u8) && !start.StartsWith("ACK "u8);
        int firstLine = start.IndexOf((byte)'\n');
        if (!answerable || firstLine < 0)
        {
            return null;
        }

        ArrayBufferWriter<byte> writer = new(512);
        writer.Write(Encoding.ASCII.GetBytes($"SIP/2.0 {reply.Status} {reply.ReasonPhrase}\r\n"));
        bool routable = CopyRows(start[(firstLine + 1)..], writer);
        writer.Write("Content-Length: 0\r\n\r\n"u8);
        return routable ? writer.WrittenSpan.ToArray() : null;
    }

    private static SipReply Bad(string phrase) => new(SipStatus.BadRequest, phrase);

    // Bounded: at most 64 rows, each at most 2 kB, so that the reply never grows beyond the request.
    private static bool CopyRows(ReadOnlySpan<byte> rows, ArrayBufferWriter<byte> writer)
    {
        bool routable = false;
        bool copying = false;
        for (int line = 0; line < 64; line++)
        {
            int end = rows.IndexOf((byte)'\n');
            ReadOnlySpan<byte> row = end < 0 ? default : rows[..end].TrimEnd((byte)'\r');
            if (row.IsEmpty)
            {
                break;
            }

            bool continues = row[0] is (byte)' ' or (byte)'\t';
            copying = (continues ? copying : IsCopied(row)) && row.Length <= 2048 && !row.Contains((byte)'\r');
            if (copying)
            {
                routable = routable || IsReadableVia(row);
                writer.Write(row);
                writer.Write("\r\n"u8);
            }

            rows = rows[(end + 1)..];
        }

        return routable;
    }

    private static HeaderId IdOf(ReadOnlySpan<byte> row)
    {
        int name = row.IndexOfAnyExcept(Abnf.Token);
        return name <= 0 ? HeaderId.Unknown : KnownHeaders.Identify(row[..name]);
    }

    private static bool IsCopied(ReadOnlySpan<byte> row) =>
        IdOf(row) is HeaderId.Via or HeaderId.From or HeaderId.To or HeaderId.CallId or HeaderId.CSeq;

    private static bool IsReadableVia(ReadOnlySpan<byte> row) =>
        IdOf(row) is HeaderId.Via && row[(row.IndexOf((byte)':') + 1)..].Trim(" \t"u8) is { IsEmpty: false };
}
