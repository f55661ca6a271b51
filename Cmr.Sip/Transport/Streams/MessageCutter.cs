using System.Buffers;
using Cmr.Protocols.Sip.Framing;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Transport.Streams;

/// <summary>Cuts what a stream brings into keep-alives and messages (RFC 3261 §18.3, RFC 5626 §3.5.1).</summary>
internal sealed class MessageCutter(SipLimits limits)
{
    private int _lineEnds;

    /// <summary>Takes the next thing off the front of a buffer.</summary>
    /// <param name="buffer">What has arrived; moved behind what was taken.</param>
    /// <param name="message">The octets of a message.</param>
    /// <param name="rejection">Why the stream is no SIP.</param>
    public Cut TakeNext(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message, out SipRejection rejection)
    {
        message = default;
        rejection = SipRejection.None;
        while (TryTakeLineEnd(ref buffer))
        {
            if (++_lineEnds < 2) continue;
            _lineEnds = 0;
            return Cut.Ping;
        }

        if (buffer.IsEmpty || (buffer.Length == 1 && buffer.FirstSpan[0] == '\r')) return Cut.Nothing;
        _lineEnds = 0;
        ParseOutcome frame = SipFramer.TryFindMessage(buffer, limits, out message);
        if (frame.IsComplete)
        {
            buffer = buffer.Slice(message.End);
            return Cut.Message;
        }

        rejection = frame.Reason;
        return frame.Status is ParseStatus.Malformed ? Cut.Rubbish : Cut.Nothing;
    }

    private static bool TryTakeLineEnd(ref ReadOnlySequence<byte> buffer)
    {
        SequenceReader<byte> reader = new(buffer);
        if (!reader.IsNext("\r\n"u8, advancePast: true)) return false;
        buffer = buffer.Slice(reader.Position);
        return true;
    }
}
