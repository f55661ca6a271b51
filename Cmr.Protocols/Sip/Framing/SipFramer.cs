using System.Buffers;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Framing;

/// <summary>Cuts messages out of a stream by Content-Length, RFC 3261 §18.3. It reads no more of a message than that.</summary>
public static class SipFramer
{
    /// <summary>
    /// Looks for one whole message at the start of <paramref name="buffer"/>; line ends before it are passed over.
    /// Limits hold before anything is kept: when it is malformed, close the connection.
    /// </summary>
    /// <param name="buffer">Octets not yet consumed.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="message">The message when complete; consume up to its end.</param>
    public static ParseOutcome TryFindMessage(in ReadOnlySequence<byte> buffer, SipLimits limits, out ReadOnlySequence<byte> message)
    {
        message = default;
        ReadOnlySequence<byte> visible = buffer.Length > limits.MaxMessageBytes ? buffer.Slice(0, limits.MaxMessageBytes) : buffer;
        ReadOnlySpan<byte> whole = visible.IsSingleSegment ? visible.FirstSpan : visible.ToArray();
        ReadOnlySpan<byte> start = whole.TrimStart("\r\n"u8);
        int skipped = whole.Length - start.Length;
        ParseOutcome outcome = TryMeasure(start, limits, out int length);
        if (outcome.Status is ParseStatus.NeedMoreData && visible.Length == limits.MaxMessageBytes)
        {
            return ParseOutcome.Malformed(SipRejection.MessageTooLarge, limits.MaxMessageBytes);
        }

        if (!outcome.IsComplete)
        {
            return outcome with { Offset = outcome.Offset + skipped };
        }

        if (buffer.Length < skipped + length)
        {
            return ParseOutcome.NeedMoreData;
        }

        message = buffer.Slice(skipped, length);
        return ParseOutcome.Complete;
    }

    private static ParseOutcome TryMeasure(ReadOnlySpan<byte> source, SipLimits limits, out int length)
    {
        length = 0;
        ParseOutcome outcome = SipHead.TryMeasure(source, limits, stream: true, out SipHead head);
        if (!outcome.IsComplete)
        {
            return outcome;
        }

        outcome = TryReadContentLength(source, head, out uint body);
        if (outcome.IsComplete && body > limits.MaxMessageBytes - head.BodyStart)
        {
            return ParseOutcome.Malformed(SipRejection.MessageTooLarge, head.BodyStart);
        }

        length = head.BodyStart + (int)body;
        return outcome;
    }

    // Over a stream the header is mandatory; without it nobody knows where the next message starts.
    private static ParseOutcome TryReadContentLength(ReadOnlySpan<byte> source, SipHead head, out uint length)
    {
        uint? found = null;
        length = 0;
        for (int at = head.HeadersStart; at < head.HeadersEnd;)
        {
            int end = HeaderIndexer.EndOfRow(source, at, head.HeadersEnd, out int next);
            ReadOnlySpan<byte> row = source[at..end];
            if (HeaderIndexer.TryReadName(row, out (int NameLength, int ValueStart) parts)
                && KnownHeaders.Identify(row[..parts.NameLength]) is HeaderId.ContentLength)
            {
                Utf8Text value = Utf8Text.Copy(row[parts.ValueStart..]);
                if (!ScalarHeader.TryRead(value, int.MaxValue, out length))
                {
                    return ParseOutcome.Malformed(SipRejection.BadContentLength, at);
                }

                if (found is { } first && first != length)
                {
                    return ParseOutcome.Malformed(SipRejection.DuplicateHeader, at);
                }

                found = length;
            }

            at = next;
        }

        return found is null ? ParseOutcome.Malformed(SipRejection.BadContentLength, head.HeadersEnd) : ParseOutcome.Complete;
    }
}
