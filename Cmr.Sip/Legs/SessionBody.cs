using Cmr.Protocols.Sdp;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Bodies;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Legs;

/// <summary>Session descriptions in message bodies, alone or as a part of a multipart body (RFC 5621), by their disposition: <c>session</c> or <c>early-session</c> (RFC 3959).</summary>
internal static class SessionBody
{
    private static readonly Utf8Text EarlyDisposition = "early-session";

    /// <summary>The body describes the session.</summary>
    public static bool HasSession(this SipMessage message) => !Find(message, "session"u8).IsEmpty;

    /// <summary>The body, or a part of it, describes an early session.</summary>
    public static bool HasEarlySession(this SipMessage message) => !Find(message, EarlyDisposition.Span).IsEmpty;

    /// <summary>The description in a message; <see langword="null"/> when there is none, or none that can be read.</summary>
    public static SdpDescription? Of(SipMessage message) => Read(Find(message, "session"u8));

    /// <summary>The description of an early session; <see langword="null"/> when there is none, or none that can be read.</summary>
    public static SdpDescription? EarlyOf(SipMessage message) => Read(Find(message, EarlyDisposition.Span));

    /// <summary>Whether a description of ours can stand as the answer to an offer: the same lines, none where nothing is offered, directions that fit (RFC 3264 §6).</summary>
    public static bool IsAnswerTo(SdpDescription ours, SdpDescription offer) =>
        ours.Media.Count == offer.Media.Count && ours.Media.Zip(offer.Media).All(line => Fits(ours, line.First, offer, line.Second));

    /// <summary>
    /// Copies a body to the other leg. A description gets our <c>o=</c>, also within a multipart body; one of an early session stays behind, since it is
    /// between this node and the party that sent it; what cannot be read, or is none, passes untouched.
    /// </summary>
    public static TBuilder RelayBody<TBuilder>(this TBuilder builder, SipMessage source, SessionOwnership session)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        builder.CopyBody(source);
        if (source.Body.IsEmpty) return builder;
        if (!source.HasSdp) return Whole(source) is { } whole ? builder.RelayParts(source, whole, session) : builder;
        if (source.HasEarlySession()) return builder.WithoutBody();
        return Of(source) is { } description ? builder.WithSession(session.Present(description)) : builder;
    }

    /// <summary>Sets a description as the body.</summary>
    public static TBuilder WithSession<TBuilder>(this TBuilder builder, SdpDescription description)
        where TBuilder : SipMessageBuilder<TBuilder> =>
        builder.WithBody(SessionOwnership.ContentType, description.ToText());

    /// <summary>Sets a description of the session, of an early session, or both as the body.</summary>
    public static TBuilder WithSessions<TBuilder>(this TBuilder builder, SdpDescription? session, SdpDescription? early)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        if (early is null) return session is null ? builder : builder.WithSession(session);
        if (session is null) return builder.WithSession(early).Set(HeaderId.ContentDisposition, EarlyDisposition);
        (Utf8Text type, Utf8Text body) = Multipart.Write("mixed", "cmr",
        [
            (SessionOwnership.ContentType, "session;handling=required", session.ToText()),
            (SessionOwnership.ContentType, EarlyDisposition, early.ToText()),
        ]);
        return builder.WithBody(type, body);
    }

    private static bool Fits(SdpDescription ours, SdpMedia mine, SdpDescription offer, SdpMedia theirs)
    {
        if (mine.IsRejected) return true;
        SdpDirection from = ours.DirectionOf(mine), to = offer.DirectionOf(theirs);
        return !theirs.IsRejected
            && (!from.Sends() || to.Receives()) && (!from.Receives() || to.Sends())
            && mine.Formats.Any(format => theirs.Formats.Any(other => other == format));
    }

    private static Utf8Text Find(SipMessage message, ReadOnlySpan<byte> disposition)
    {
        if (!message.HasSdp) return Whole(message)?.FindSdp(disposition)?.Content ?? default;
        bool matches = message.ContentDisposition is { } written ? written.Type.EqualsIgnoreCase(disposition) : disposition.SequenceEqual("session"u8);
        return matches ? message.Body : default;
    }

    private static SdpDescription? Read(Utf8Text text) =>
        !text.IsEmpty && SdpDescription.TryRead(text, SdpLimits.Default, out SdpDescription? description).IsComplete ? description : null;

    private static BodyPart? Whole(SipMessage message) =>
        !message.Body.IsEmpty && message.ContentType is { IsMultipart: true } && BodyReader.TryRead(message, BodyLimits.Default, out BodyPart? body) is BodyRejection.None ? body : null;

    private static TBuilder RelayParts<TBuilder>(this TBuilder builder, SipMessage source, BodyPart whole, SessionOwnership session)
        where TBuilder : SipMessageBuilder<TBuilder>
    {
        BodyPart? early = whole.FindSdp(EarlyDisposition.Span);
        BodyPart? own = whole.FindSdp("session"u8);
        SdpDescription? description = own is null ? null : Read(own.Content);
        if (early is null && description is null) return builder;
        if (early is not null && whole.Parts.Count == 1) return builder.WithoutBody();
        MultipartEdit edit = new(source.Body, whole.ContentType.Boundary);
        if (early is not null) edit.Remove(early.Content);
        if (own is not null && description is not null) edit.Replace(own.Content, session.Present(description).ToText());
        return builder.WithBody(source.Value(HeaderId.ContentType), edit.ToText()).Copy(source, HeaderId.ContentDisposition);
    }
}
