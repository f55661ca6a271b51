using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Sip.Relay;

namespace Cmr.Sip.Engine;

/// <summary>Judges requests outside dialogs (RFC 3261 §8.2). This node takes calls; it is no registrar, no presence server, no proxy.</summary>
internal sealed class Admission(EngineOptions options, NextHops hops)
{
    // What a relay need not understand itself, and what it handles
    private static readonly string[] Understood = ["100rel", "timer", "precondition", "early-session", "199", "norefersub", "histinfo", "answermode", "privacy", "sec-agree"];

    /// <summary>New calls are refused: the process stops.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Judges an INVITE.</summary>
    /// <returns>The refusal; <see langword="null"/> when a call may be made of it.</returns>
    public SipResponseBuilder? Refuse(SipRequest invite, int callCount)
    {
        if (IsClosed || callCount >= options.MaxCalls) return SipResponse.For(invite, SipStatus.ServiceUnavailable).Set(HeaderId.RetryAfter, "5");
        if (Unsupported(invite) is { Length: > 0 } tags) return SipResponse.For(invite, SipStatus.BadExtension).Set(HeaderId.Unsupported, tags);
        if (invite.Uri.Scheme is not (UriScheme.Sip or UriScheme.Tel) && !(invite.Uri.Scheme is UriScheme.Sips && options.Node.HasTls)) return SipResponse.For(invite, SipStatus.UnsupportedUriScheme);
        if (invite.MaxForwards is 0) return SipResponse.For(invite, SipStatus.TooManyHops);
        SessionTimer timer = new(options.Calls.SessionTimer);
        if (timer.IsTooBrief(invite)) return SessionTimerHeaders.TooBrief(invite, timer);
        // Clients of RFC 2543, which have no unique branch, need not send one: requests to them go to where From leads
        if (invite.Contact is not { IsWildcard: false } && (invite.Contact is not null || invite.TopVia.HasUniqueBranch)) return SipResponse.For(invite, SipStatus.BadRequest).WithReason("Missing Contact");
        return hops.Of(OutgoingInvite.HopOf(options.Node, invite)) switch
        {
            // Our own address, and nobody behind it to ask: we hold no registrations
            NextHop.Loop => SipResponse.For(invite, options.OutboundProxy is null ? SipStatus.NotFound : SipStatus.LoopDetected),
            NextHop.None => SipResponse.For(invite, SipStatus.NotFound),
            _ => null,
        };
    }

    /// <summary>Answers any other request outside a dialog. OPTIONS is answered as an INVITE would be (RFC 3261 §11.2): whoever probes this node leaves it when it stops or is full.</summary>
    public SipResponseBuilder Answer(SipRequest request, int callCount) => request.Method.Kind switch
    {
        SipMethodKind.Options when IsClosed || callCount >= options.MaxCalls => SipResponse.For(request, SipStatus.ServiceUnavailable).Set(HeaderId.RetryAfter, "5"),
        SipMethodKind.Options when Unsupported(request) is { Length: > 0 } tags => SipResponse.For(request, SipStatus.BadExtension).Set(HeaderId.Unsupported, tags),
        SipMethodKind.Options => Capabilities(request),
        SipMethodKind.Bye or SipMethodKind.Prack or SipMethodKind.Update or SipMethodKind.Info or SipMethodKind.Notify =>
            SipResponse.For(request, SipStatus.CallOrTransactionDoesNotExist),
        SipMethodKind.Other => SipResponse.For(request, SipStatus.NotImplemented).Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods),
        _ => SipResponse.For(request, SipStatus.MethodNotAllowed).Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods),
    };

    /// <summary>Whether a request in a dialog goes on to the other party, so that Max-Forwards concerns it. BYE and PRACK end here, as at any user agent.</summary>
    public static bool PassesOn(SipRequest request) => request.Method.Kind is not (SipMethodKind.Bye or SipMethodKind.Prack);

    /// <summary>Answers a request in a dialog that may go no further: an OPTIONS asks for this very hop (RFC 3261 §11, §16.3 item 3).</summary>
    public static SipResponseBuilder AnswerLastHop(SipRequest request) =>
        request.Method == SipMethod.Options ? Capabilities(request) : SipResponse.For(request, SipStatus.TooManyHops);

    private static SipResponseBuilder Capabilities(SipRequest options) => SipResponse.For(options, SipStatus.Ok)
        .Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods).Set(HeaderId.Accept, "application/sdp").Set(HeaderId.Supported, "100rel, timer");

    private static string Unsupported(SipRequest request)
    {
        List<string> unknown = [];
        foreach (Utf8Text tag in request.Require)
        {
            if (!tag.IsEmpty && !Understood.Contains(tag.ToString(), StringComparer.OrdinalIgnoreCase)) unknown.Add(tag.ToString());
        }

        return string.Join(", ", unknown);
    }
}
