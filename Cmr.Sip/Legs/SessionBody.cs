using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Legs;

/// <summary>Session descriptions in message bodies.</summary>
internal static class SessionBody
{
    /// <summary>The body describes the session: an SDP body of no other disposition, such as early-session (RFC 3959 §5).</summary>
    public static bool HasSession(this SipMessage message) =>
        message.HasSdp && (message.ContentDisposition is not { } disposition || disposition.Type.EqualsIgnoreCase("session"u8));

    /// <summary>The description in a message; <see langword="null"/> when there is none, or none that can be read.</summary>
    public static SdpDescription? Of(SipMessage message) =>
        message.HasSession() && SdpDescription.TryRead(message.Body, SdpLimits.Default, out SdpDescription? description).IsComplete ? description : null;

    /// <summary>Whether a description of ours can stand as the answer to an offer: the same lines, none where nothing is offered, directions that fit (RFC 3264 §6).</summary>
    public static bool IsAnswerTo(SdpDescription ours, SdpDescription offer) =>
        ours.Media.Count == offer.Media.Count && ours.Media.Zip(offer.Media).All(line => Fits(ours, line.First, offer, line.Second));

    private static bool Fits(SdpDescription ours, SdpMedia mine, SdpDescription offer, SdpMedia theirs)
    {
        if (mine.IsRejected) return true;
        SdpDirection from = ours.DirectionOf(mine), to = offer.DirectionOf(theirs);
        return !theirs.IsRejected
            && (!from.Sends() || to.Receives()) && (!from.Receives() || to.Sends())
            && mine.Formats.Any(format => theirs.Formats.Any(other => other == format));
    }

    /// <summary>Copies a body to the other leg. A description gets our <c>o=</c>; what cannot be read, or is none, passes untouched.</summary>
    public static TBuilder RelayBody<TBuilder>(this TBuilder builder, SipMessage source, SessionOwnership session)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        builder.CopyBody(source);
        return Of(source) is { } description ? builder.WithSession(session.Present(description)) : builder;
    }

    /// <summary>Sets a description as the body.</summary>
    public static TBuilder WithSession<TBuilder>(this TBuilder builder, SdpDescription description)
        where TBuilder : SipMessageBuilder<TBuilder> =>
        builder.WithBody(SessionOwnership.ContentType, description.ToText());
}
