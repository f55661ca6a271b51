using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Relay;

/// <summary>The header fields of RFC 4028 in messages of ours.</summary>
internal static class SessionTimerHeaders
{
    /// <summary>An INVITE or UPDATE asks for the session interval of the leg that it goes to.</summary>
    public static SipRequestBuilder AskForTimer(this SipRequestBuilder request, SessionTimer timer)
    {
        request.Set(HeaderId.Supported, WithTimer(request.ValueOf(HeaderId.Supported)));
        if (timer.Wanted is { IsEmpty: false } wanted) request.Set(HeaderId.SessionExpires, wanted);
        return timer.StatesMinimum ? request.Set(HeaderId.MinSE, timer.MinSE) : request;
    }

    /// <summary>A 2xx says what was settled.</summary>
    public static SipResponseBuilder GrantTimer(this SipResponseBuilder success, SessionAgreement agreement)
    {
        if (agreement.Seconds == 0) return success;
        if (agreement.MustUnderstand) success.Set(HeaderId.Require, WithTimer(success.ValueOf(HeaderId.Require)));
        return success.Set(HeaderId.SessionExpires, agreement.AsServer);
    }

    /// <summary>422: the interval asked for is shorter than we take (RFC 4028 §6).</summary>
    public static SipResponseBuilder TooBrief(SipRequest request, SessionTimer timer) =>
        SipResponse.For(request, SipStatus.SessionIntervalTooSmall).Set(HeaderId.MinSE, timer.MinSE);

    private static Utf8Text WithTimer(Utf8Text tags) => tags.IsEmpty ? "timer" : $"{tags}, timer";
}
