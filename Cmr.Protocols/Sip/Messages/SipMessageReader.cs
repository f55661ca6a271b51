using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>Reads a message in two passes: where the header part ends and how many lines it has, then the index of its rows.</summary>
internal static class SipMessageReader
{
    internal static ParseOutcome TryRead(ReadOnlySpan<byte> datagram, SipLimits limits, out SipMessage? message)
    {
        message = null;
        ReadOnlySpan<byte> start = datagram.TrimStart("\r\n"u8);
        int skipped = datagram.Length - start.Length;
        ParseOutcome head = SipHead.TryMeasure(start, limits, stream: false, out SipHead measured);
        if (!head.IsComplete)
        {
            return head with { Offset = head.Offset + skipped };
        }

        byte[] buffer = new byte[HeaderIndex.Behind(start.Length, measured.Lines).End];
        start.CopyTo(buffer);
        ParseOutcome outcome = TryReadHead(buffer, start.Length, measured, limits, out message);
        return outcome with { Offset = outcome.Offset + skipped };
    }

    internal static ParseOutcome TryReadOwned(byte[] buffer, int length, SipLimits limits, out SipMessage? message)
    {
        message = null;
        ReadOnlySpan<byte> span = buffer.AsSpan(0, length);
        if (!span.IsEmpty && span[0] is (byte)'\r' or (byte)'\n')
        {
            return TryRead(span, limits, out message); // the message has to start where the buffer starts
        }

        ParseOutcome head = SipHead.TryMeasure(span, limits, stream: false, out SipHead measured);
        if (!head.IsComplete)
        {
            return head;
        }

        return buffer.Length >= HeaderIndex.Behind(length, measured.Lines).End
            ? TryReadHead(buffer, length, measured, limits, out message)
            : TryRead(span, limits, out message);
    }

    private static ParseOutcome TryReadHead(byte[] buffer, int length, SipHead head, SipLimits limits, out SipMessage? message)
    {
        message = null;
        ParseOutcome start = SipStartLine.TryRead(new Utf8Text(buffer, 0, head.StartLineLength), out SipStartLine line);
        if (!start.IsComplete)
        {
            return start;
        }

        HeaderIndex index = HeaderIndex.Behind(length, head.Lines);
        ParseOutcome rows = HeaderIndexer.TryIndex(buffer, head, limits, index, out int count);
        if (!rows.IsComplete)
        {
            return rows;
        }

        SipMessageLayout layout = new(buffer, length, index, count, head.BodyStart);
        return TryFinish(layout, line, limits, out message);
    }

    private static ParseOutcome TryFinish(in SipMessageLayout layout, in SipStartLine line, SipLimits limits, out SipMessage? message)
    {
        message = null;
        SipMessage whole = line.Make(layout);
        ParseOutcome validity = SipMessageValidator.Check(whole, limits);
        if (!validity.IsComplete)
        {
            return validity;
        }

        long available = layout.Length - layout.BodyStart;
        long stated = ContentLength(whole) ?? available;
        if (stated > available)
        {
            return ParseOutcome.Malformed(SipRejection.BodyTruncated, layout.BodyStart);
        }

        message = stated == available ? whole : line.Make(layout with { Length = layout.BodyStart + (int)stated });
        return ParseOutcome.Complete;
    }

    private static uint? ContentLength(SipMessage message) =>
        message.TryGet(HeaderId.ContentLength, out HeaderRow row) && ScalarHeader.TryRead(row.Value, int.MaxValue, out uint value) ? value : null;
}
