using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;

namespace Cmr.Protocols.Sdp.OfferAnswer;

/// <summary>Hold and resume, RFC 3264 §8.4 and RFC 6337 §5.3.</summary>
public static class SdpHold
{
    /// <summary>
    /// What the writer of a section really does: its direction, and nothing received at the address <c>0.0.0.0</c>, the hold of RFC 2543.
    /// A refused stream is inactive.
    /// </summary>
    public static SdpDirection EffectiveDirection(SdpDescription description, SdpMedia media)
    {
        SdpDirection direction = description.DirectionOf(media);
        bool nowhere = description.ConnectionOf(media) is { IsUnspecified: true };
        return media.IsRejected ? SdpDirection.Inactive : SdpDirections.Of(direction.Sends(), direction.Receives() && !nowhere);
    }

    /// <summary>The writer has put the stream on hold: it wants no media, though it may send music.</summary>
    public static bool IsHeld(SdpDescription description, SdpMedia media) => !media.IsRejected && !EffectiveDirection(description, media).Receives();

    /// <summary>The same description with every stream on hold: sendrecv becomes sendonly, recvonly inactive.</summary>
    public static SdpDescription Hold(SdpDescription description) => description.WithEachMedia(media =>
        media.IsRejected ? media : media.WithDirection(SdpDirections.Of(description.DirectionOf(media).Sends(), receives: false)));

    /// <summary>The same description with every stream resumed: sendonly becomes sendrecv, inactive recvonly.</summary>
    public static SdpDescription Resume(SdpDescription description) => description.WithEachMedia(media =>
        media.IsRejected ? media : media.WithDirection(SdpDirections.Of(description.DirectionOf(media).Sends(), receives: true)));
}
