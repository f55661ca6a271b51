using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Relay;

namespace Cmr.Sip.Legs;

/// <summary>The responses to the caller's INVITE, made from those of the called side.</summary>
internal static class CallerResponses
{
    /// <summary>An 18x of the called side as it is, its description with our <c>o=</c>.</summary>
    public static ProvisionalAnswer RelayedProgress(this CallerLeg leg, CallerDialog dialog, SipResponse response, SessionPart session, bool withSession)
    {
        SipResponseBuilder builder = leg.Relayed(dialog, response).CopyEndToEnd(response).SetRequire(response).SetSupported(response, reliable: false).SetAllowOfOther(response);
        return new ProvisionalAnswer(dialog, builder.RelayBodyOrState(response, dialog, withSession).Build(), session);
    }

    /// <summary>The 18x that shows the media worker to the caller: GW-U step 6.</summary>
    public static ProvisionalAnswer PresentingProgress(this CallerLeg leg, CallerDialog dialog, SipResponse response, SdpDescription description) =>
        new(dialog, leg.Presenting(dialog, response).WithSession(dialog.Session.Present(description)).Build(), SessionPart.Answer);

    /// <summary>A later 18x while the worker presents: the state of the called side without a description.</summary>
    public static ProvisionalAnswer PresentingState(this CallerLeg leg, CallerDialog dialog, SipResponse response, string earlyMedia) =>
        new(dialog, leg.Presenting(dialog, response).Set(HeaderId.PEarlyMedia, earlyMedia).WithoutBody().Build(), SessionPart.None);

    /// <summary>A bare 18x of our own.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="dialog">Its dialog.</param>
    /// <param name="status">180 or 183.</param>
    /// <param name="earlyMedia">Value of P-Early-Media; <see langword="null"/> for none.</param>
    public static ProvisionalAnswer OwnProgress(this CallerLeg leg, CallerDialog dialog, SipStatus status, string? earlyMedia)
    {
        SipResponseBuilder builder = leg.Respond(dialog, status).Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods);
        if (earlyMedia is not null) builder.Set(HeaderId.PEarlyMedia, earlyMedia);
        return new ProvisionalAnswer(dialog, builder.Build(), SessionPart.None);
    }

    /// <summary>The 2xx. P-Early-Media is not allowed in it (RFC 5009 table 1).</summary>
    public static SipResponse Success(this CallerLeg leg, CallerDialog dialog, SipResponse success, SdpDescription? description)
    {
        SipResponseBuilder builder = leg.SuccessHead(dialog, success);
        return description is null ? builder.RelayBody(success, dialog.Session).Build() : builder.WithSession(dialog.Session.Present(description)).Build();
    }

    /// <summary>The 2xx to a caller that got its answer in a reliable 18x: no description again (RFC 6337 §3.1.1).</summary>
    public static SipResponse SuccessWithoutSession(this CallerLeg leg, CallerDialog dialog, SipResponse success)
    {
        SipResponseBuilder builder = leg.SuccessHead(dialog, success);
        return success.HasSession() ? builder.WithoutBody().Build() : builder.CopyBody(success).Build();
    }

    /// <summary>The 2xx after a presentation.</summary>
    public static SipResponse SuccessAfterPresentation(this CallerLeg leg, CallerDialog dialog, SipResponse success) =>
        leg.SuccessHead(dialog, success).SetReceivedInfo(leg).WithoutBody().Build();

    /// <summary>A final response other than 2xx: whatever the called side said, on the tag the caller knows.</summary>
    public static SipResponse Failure(this CallerLeg leg, SipResponse response, Cmr.Protocols.Text.Utf8Text tag)
    {
        SipResponseBuilder builder = SipResponse.For(leg.Invite, response.Status).WithToTag(tag).WithReason(response.ReasonPhrase)
            .CopyEndToEndWithoutEarlyMedia(response).CopyBody(response);
        // The Contact of a redirection is its content (RFC 3261 §21.3); elsewhere it names a hop behind us
        return response.Status.IsRedirection || response.Status.Code == 485 ? builder.Copy(response, HeaderId.Contact).Build() : builder.Build();
    }

    private static SipResponseBuilder SuccessHead(this CallerLeg leg, CallerDialog dialog, SipResponse success) =>
        leg.Relayed(dialog, success).CopyEndToEndWithoutEarlyMedia(success).SetRequire(success).SetSupported(success, reliable: false).SetAllowOfOther(success)
            .GrantTimer(leg.Timer.Answer(leg.Invite));

    private static SipResponseBuilder Relayed(this CallerLeg leg, CallerDialog dialog, SipResponse response) =>
        leg.Respond(dialog, response.Status).WithReason(response.ReasonPhrase);

    private static SipResponseBuilder Presenting(this CallerLeg leg, CallerDialog dialog, SipResponse response)
    {
        SipResponseBuilder builder = leg.Relayed(dialog, response)
            .CopyEndToEndWithoutEarlyMedia(response)
            .SetRequire(response)
            .SetSupported(response, reliable: false)
            .Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods)
            .Set(HeaderId.PEarlyMedia, "sendrecv")
            .SetReceivedInfo(leg);
        bool hidden = response.Privacy is { } privacy && privacy.Contains("id"u8);
        if (!hidden && !response.Has(HeaderId.PAssertedIdentity)) builder.Set(HeaderId.PAssertedIdentity, $"<{leg.Invite.Uri.Raw}>");
        return builder;
    }

    // Digits are taken from RTP, so no INFO package is announced (RFC 6086 §5.2.3)
    private static SipResponseBuilder SetReceivedInfo(this SipResponseBuilder builder, CallerLeg leg) =>
        leg.Can.InfoPackages ? builder.Set(HeaderId.RecvInfo, default) : builder.Remove(HeaderId.RecvInfo);

    private static SipResponseBuilder RelayBodyOrState(this SipResponseBuilder builder, SipResponse response, CallerDialog dialog, bool withSession) =>
        withSession || !response.HasSession() ? builder.RelayBody(response, dialog.Session) : builder.WithoutBody();
}
