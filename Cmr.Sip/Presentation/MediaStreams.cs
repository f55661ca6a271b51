using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sdp.OfferAnswer;

namespace Cmr.Sip.Presentation;

/// <summary>Between session descriptions and the typed streams that media workers understand.</summary>
internal static class MediaStreams
{
    /// <summary>The streams of an offer, one per m-line.</summary>
    public static IReadOnlyList<RemoteStream> Of(SdpDescription offer) => [.. offer.Media.Select((media, index) => Of(offer, media, index))];

    /// <summary>The answer that describes the worker's streams: every m-line of the offer, each marked as CMR media.</summary>
    public static SdpDescription Answer(SdpDescription offer, IReadOnlyList<LocalStream> streams)
    {
        SdpMediaAnswer?[] answers = new SdpMediaAnswer?[offer.Media.Count];
        foreach (LocalStream stream in streams)
        {
            if (stream.Index < answers.Length && stream.Port != 0) answers[stream.Index] = AnswerOf(stream);
        }

        SdpOrigin origin = SdpOrigin.Create(0, 0, IPAddress.Loopback); // replaced by the dialog's own
        // Informative for the caller, acted on by other servers on the path (RFC 4796; 3GPP TS 24.182 annex B)
        return SdpAnswer.To(offer, origin, answers).WithEachMedia(media => media.WithAttribute("content", "g.3gpp.cat"));
    }

    /// <summary>Whether two descriptions of one peer lead media to the same places in the same formats.</summary>
    public static bool AreSame(SdpDescription left, SdpDescription right) =>
        left.Media.Count == right.Media.Count
        && Of(left).Zip(Of(right)).All(pair => AreSame(pair.First, pair.Second));

    /// <summary>Whether a peer's answer leaves its media where its first offer put them, with every codec it was told of.</summary>
    /// <param name="answer">The answer to our last offer.</param>
    /// <param name="offered">What the peer offered first.</param>
    /// <param name="told">Our last offer, which names the formats that are really used.</param>
    public static bool StaysWithin(SdpDescription answer, SdpDescription offered, SdpDescription told)
    {
        if (answer.Media.Count != offered.Media.Count || answer.Media.Count != told.Media.Count) return false;
        IReadOnlyList<RemoteStream> answers = Of(answer);
        IReadOnlyList<RemoteStream> offers = Of(offered);
        IReadOnlyList<RemoteStream> uses = Of(told);
        return answers.Zip(offers, uses).All(line => StaysWithin(line.First, line.Second, line.Third));
    }

    private static bool StaysWithin(RemoteStream answer, RemoteStream offer, RemoteStream use)
    {
        if (use.Port == 0 || offer.Port == 0) return true;
        bool samePlace = answer.Port == offer.Port && answer.Address == offer.Address;
        bool allFormats = use.Formats.Where(IsCodec).All(format => answer.Formats.Any(other => other.PayloadType == format.PayloadType));
        bool hears = Hears(answer.Direction) == (Hears(offer.Direction) && Speaks(use.Direction));
        return samePlace && allFormats && hears;
    }

    private static bool IsCodec(PayloadFormat format) =>
        !format.Encoding.Equals("telephone-event", StringComparison.OrdinalIgnoreCase) && !format.Encoding.Equals("CN", StringComparison.OrdinalIgnoreCase);

    private static bool Hears(StreamDirection direction) => direction is StreamDirection.SendRecv or StreamDirection.RecvOnly;

    private static bool Speaks(StreamDirection direction) => direction is StreamDirection.SendRecv or StreamDirection.SendOnly;

    private static bool AreSame(RemoteStream left, RemoteStream right) =>
        left.Port == right.Port
        && (left.Port == 0 || (left.Address == right.Address && left.Direction == right.Direction && left.Formats.SequenceEqual(right.Formats)));

    private static RemoteStream Of(SdpDescription offer, SdpMedia media, int index)
    {
        MediaKind kind = media.MediaType.Equals("audio"u8) ? MediaKind.Audio : media.MediaType.Equals("video"u8) ? MediaKind.Video : MediaKind.Other;
        SdpConnection? connection = offer.ConnectionOf(media);
        bool held = connection is { IsUnspecified: true };
        StreamDirection direction = held ? StreamDirection.Inactive : DirectionOf(offer.DirectionOf(media));
        IReadOnlyList<PayloadFormat> formats = [.. media.Codecs.Select(FormatOf)];
        return new RemoteStream(index, kind, connection?.Address.ToString() ?? "0.0.0.0", media.Port, formats, media.PTime, direction);
    }

    private static PayloadFormat FormatOf(SdpCodec codec) =>
        new(codec.PayloadType, codec.Encoding, codec.ClockRate, codec.Channels, codec.Parameters.Length == 0 ? null : codec.Parameters);

    private static SdpMediaAnswer AnswerOf(LocalStream stream)
    {
        SdpConnection connection = SdpConnection.Of(IPAddress.Parse(stream.Address));
        IReadOnlyList<SdpCodec> codecs =
            [.. stream.Formats.Select(format => new SdpCodec(format.PayloadType, format.Encoding, format.ClockRate, format.Channels, format.Fmtp ?? ""))];
        return new SdpMediaAnswer(stream.Port, connection, codecs, DirectionOf(stream.Direction))
        {
            PTime = stream.Direction is StreamDirection.Inactive ? null : stream.PtimeMs,
        };
    }

    private static StreamDirection DirectionOf(SdpDirection direction) => direction switch
    {
        SdpDirection.SendOnly => StreamDirection.SendOnly,
        SdpDirection.RecvOnly => StreamDirection.RecvOnly,
        SdpDirection.Inactive => StreamDirection.Inactive,
        _ => StreamDirection.SendRecv,
    };

    private static SdpDirection DirectionOf(StreamDirection direction) => direction switch
    {
        StreamDirection.SendOnly => SdpDirection.SendOnly,
        StreamDirection.RecvOnly => SdpDirection.RecvOnly,
        StreamDirection.Inactive => SdpDirection.Inactive,
        _ => SdpDirection.SendRecv,
    };
}
