using System.Collections.Immutable;
using System.Net;
using Cmr.Domain.Content;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Presentation;

/// <summary>Whether the gateway model with UPDATE (GW-U; 3GPP TS 24.182 §4.5.5.3.7) can be used towards a caller. Read from its INVITE alone.</summary>
/// <param name="Offer">The caller's offer; <see langword="null"/> when the call can only be relayed.</param>
/// <param name="Encodings">Encodings that the offer and our tracks may share.</param>
/// <param name="Obstacle">Why the call can only be relayed, for the call record.</param>
internal sealed record GatewayEligibility(SdpDescription? Offer, ImmutableArray<TrackEncoding> Encodings, string? Obstacle)
{
    private static readonly ImmutableArray<(TrackEncoding Encoding, SdpCodec Codec)> Playable =
    [
        (TrackEncoding.Pcmu, new SdpCodec(0, "PCMU", 8000)),
        (TrackEncoding.Pcma, new SdpCodec(8, "PCMA", 8000)),
    ];

    /// <summary>Judges an INVITE.</summary>
    /// <param name="invite">The caller's INVITE.</param>
    /// <param name="can">What it says the caller can do.</param>
    /// <param name="requirePem">Present only to callers that announce support of P-Early-Media.</param>
    public static GatewayEligibility Of(SipRequest invite, CallerCapabilities can, bool requirePem)
    {
        if (invite.Has(HeaderId.Replaces)) return Relay("replaces another call");
        if (!can.Reliable) return Relay("caller without 100rel");
        if (requirePem && !can.EarlyMedia) return Relay("caller without P-Early-Media");
        if (!can.Update) return Relay("caller without UPDATE");
        if (SessionBody.Of(invite) is not { } offer) return Relay("no offer");
        if (invite.Require.Contains("precondition"u8) || HasMandatoryPreconditions(offer)) return Relay("preconditions");
        ImmutableArray<TrackEncoding> encodings = EncodingsOf(offer);
        return encodings.IsEmpty ? Relay("no common codec") : new GatewayEligibility(offer, encodings, null);
    }

    private static GatewayEligibility Relay(string obstacle) => new(null, [], obstacle);

    private static bool HasMandatoryPreconditions(SdpDescription offer) =>
        offer.Media.Any(media => media.Lines.Any(line => line.IsAttribute("des"u8) && line.AttributeValue.ToString().Contains("mandatory", StringComparison.OrdinalIgnoreCase)));

    private static ImmutableArray<TrackEncoding> EncodingsOf(SdpDescription offer)
    {
        SdpMedia? audio = offer.Media.FirstOrDefault(media => CanHear(offer, media));
        return audio is null ? [] : [.. Playable.Where(track => audio.Codecs.Any(track.Codec.IsSameFormat)).Select(track => track.Encoding)];
    }

    private static bool CanHear(SdpDescription offer, SdpMedia media) =>
        media.MediaType.Equals("audio"u8)
        && !media.IsRejected
        && (media.Protocol.Equals("RTP/AVP"u8) || media.Protocol.Equals("RTP/AVPF"u8))
        && offer.DirectionOf(media).Receives()
        && offer.ConnectionOf(media) is { IsUnspecified: false } connection
        && connection.TryGetAddress(out IPAddress? address) && address is not null;
}
