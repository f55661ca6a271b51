using System.Buffers;
using System.Reflection;
using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sdp.OfferAnswer;
using Cmr.Protocols.Sip.Bodies;
using Cmr.Protocols.Sip.Framing;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Tests.Support.Fuzzing;

/// <summary>Does with octets whatever a program may do with them. Throws when a promise of the library is broken.</summary>
internal static class SipExercise
{
    // All public properties, so that a view added later is asked too.
    private static readonly PropertyInfo[] Views = [.. typeof(SipMessage).GetProperties().Where(property => property.GetIndexParameters().Length == 0)];

    /// <summary>What one message may take: for each of its octets what every view, every copy and every string of it can cost. Nothing grows faster than the message.</summary>
    public static long MaxBytesFor(int length) => 500_000 + (2_000L * length);

    /// <summary>What one message may take of a busy machine; it takes some 100 µs.</summary>
    public static TimeSpan MaxTime { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads, asks, edits, answers, writes.</summary>
    /// <returns>Whether the message could be read.</returns>
    public static bool Run(byte[] octets, Random random)
    {
        ParseOutcome outcome = SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
        SipFramer.TryFindMessage(new ReadOnlySequence<byte>(octets), SipLimits.Default, out _);
        SdpDescription.TryRead(octets, SdpLimits.Default, out SdpDescription? stray);
        Touch(stray);
        Hold(outcome.IsComplete == message is not null, "the outcome and the message tell different stories");
        if (message is null)
        {
            Hold(outcome.Offset >= 0 && outcome.Offset <= octets.Length, "the offset is outside the message");
            byte[]? reply = SipReplies.TryMake(octets, outcome.Reason);
            Hold(reply is null || reply.Length <= octets.Length + 200, "a reply amplifies");
            return false;
        }

        Touch(message);
        Hold(octets.AsSpan().TrimStart("\r\n"u8).StartsWith(message.Bytes.Span), "an untouched message was changed");
        AssertRebuilt(message);
        RunTransactions(message, random);
        BodyReader.TryRead(message, BodyLimits.Default, out BodyPart? body);
        _ = body?.All().Select(part => (part.Disposition, part.IsRequired, part.ContentId, part.FindSdp("session"u8))).ToList();
        SdpDescription.TryRead(body?.FindSdp("session"u8)?.Content ?? message.Body, SdpLimits.Default, out SdpDescription? description);
        Touch(description);
        return true;
    }

    /// <summary>Asks for every typed view and writes what comes.</summary>
    public static void Touch(SipMessage message)
    {
        foreach (PropertyInfo view in Views)
        {
            object? value = view.GetValue(message);
            if (value is System.Collections.IEnumerable list)
            {
                foreach (object? item in list) _ = item?.ToString();
            }
            else
            {
                _ = value?.ToString();
            }
        }

        _ = (message.From.Tag, message.To.Uri.UserOrNumber(), message.TopVia.RPort, message.TopVia.Maddr, message.Reason?.Cause, message.RetryAfter?.Duration);
        _ = (message.Supported.Contains("100rel"u8), message.Privacy?.Contains("id"u8), message.To.Uri.IsEquivalentTo(message.From.Uri), message.From == message.To);
        _ = (message.Authorization?.Get("nonce"u8), message.HistoryInfo.Select(entry => (entry.Cause, entry.UriHeader("Reason"u8))).ToList());
        foreach (HeaderRow row in message.Headers) _ = (row.Name.ToString(), row.Value.ToString());
    }

    /// <summary>What a builder writes and indexes by itself is what a reader finds in its octets.</summary>
    public static void AssertRebuilt(SipMessage message)
    {
        SipMessage built = message is SipRequest request
            ? request.Edit().Push(HeaderId.Via, "SIP/2.0/UDP here;branch=z9hG4bKhere").Set("X-Rebuilt", "yes").Build()
            : ((SipResponse)message).Edit().WithReason("Rebuilt").ReplaceFirstValue(HeaderId.Via, "SIP/2.0/UDP here;branch=z9hG4bKhere").Set("s", "yes").Build();
        SipLimits wide = SipLimits.Default with { MaxMessageBytes = int.MaxValue, MaxHeaderLines = 1000, MaxHeaderBytes = ushort.MaxValue, MaxValuesPerHeader = 1000 };
        SipMessage.TryRead(built.Bytes.Span, wide, out SipMessage? read);
        Hold(read is not null && read.HeaderCount == built.HeaderCount && read.Body == built.Body && read.ToString() == built.ToString(), "what was built is not what is read");
        HeaderRows.Enumerator rows = read!.Headers.GetEnumerator(); // held just above
        foreach (HeaderRow row in built.Headers) Hold(rows.MoveNext() && rows.Current == row, $"the row '{row.Line}' was indexed otherwise");
    }

    private static void Touch(SdpDescription? description)
    {
        if (description is null) return;
        SdpDescription changed = description.WithEachMedia(media => media.WithPort(1).WithCodecs(media.Codecs));
        SdpOrigin origin = description.Origin ?? new SdpOrigin("-", "1", "1", "IP4", "10.0.0.1");
        SdpMediaAnswer?[] answers = [.. description.Media.Select(media => new SdpMediaAnswer(1, new SdpConnection("IP4", "10.0.0.1"), SdpAnswer.CommonCodecs(media, media.Codecs), SdpDirection.SendRecv))];
        SdpDescription answer = SdpAnswer.To(description, origin, answers);
        SdpDescription.TryRead(answer.ToText(), SdpLimits.Default, out SdpDescription? again);
        Hold(again is not null || description.Media.Count > 0, "an answer without media is not readable");
        _ = (changed.ToString(), ExchangeCheck.OfAnswer(description, answer), ExchangeCheck.OfNext(description, changed), SdpHold.Hold(description).ToString());
        _ = (description.Connection?.IsUnspecified, description.Bandwidths.Count());
        foreach (SdpMedia media in description.Media)
        {
            _ = (media.PTime, media.MaxPTime, media.Rtcp, media.Contents, media.Bandwidths.Count(), SdpHold.IsHeld(description, media));
            _ = media.Preconditions?.Reverse().ToLines().Count();
        }
    }

    private static void RunTransactions(SipMessage message, Random random)
    {
        TransactionLayer layer = new(new TransactionLayerOptions { SentBy = message.TopVia.SentBy }, new SipTokens(random.NextBytes));
        SipEndpoint source = SipEndpoint.Udp(System.Net.IPAddress.Loopback, 5060);
        List<TransactionEffect> effects = [];
        layer.Receive(message, source, TimeSpan.Zero, effects);
        layer.Receive(message, source, TimeSpan.Zero, effects);
        foreach (TransactionEffect.RequestReceived received in effects.OfType<TransactionEffect.RequestReceived>().ToList())
        {
            layer.Respond(received.Transaction, SipResponse.For(received.Request, SipStatus.BusyHere).WithToTag("t").Build(), TimeSpan.Zero, effects);
            _ = received.Request.Edit().WithoutBody().Build();
        }

        foreach (TransactionEffect.Send send in effects.OfType<TransactionEffect.Send>())
        {
            bool readable = SipMessage.TryRead(send.Message.Bytes.Span, SipLimits.Default with { MaxHeaderBytes = 9000 }, out _).IsComplete;
            Hold(readable, "what is sent cannot be read");
        }

        layer.Fire(TimeSpan.FromHours(1), effects);
        Hold(!(layer.NextDeadline is { } next && next < TimeSpan.FromHours(1)), "a timer is left over");
    }

    private static void Hold(bool promise, string otherwise)
    {
        if (!promise) throw new InvalidOperationException(otherwise);
    }
}
