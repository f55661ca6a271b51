using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>The two requests that live in the transaction of an INVITE: same branch, same CSeq number.</summary>
internal static class RequestsOfTransaction
{
    /// <summary>ACK of a 300–699, RFC 3261 §17.1.1.3.</summary>
    internal static SipRequest Ack(SipRequest invite, SipResponse response) =>
        From(invite, SipMethod.Ack).Copy(response, HeaderId.To).Build();

    /// <summary>CANCEL, RFC 3261 §9.1, with a Reason (RFC 3326 §2) unless <paramref name="reason"/> is empty.</summary>
    internal static SipRequest Cancel(SipRequest invite, Utf8Text reason)
    {
        SipRequestBuilder builder = From(invite, SipMethod.Cancel).Copy(invite, HeaderId.To);
        return reason.IsEmpty ? builder.Build() : builder.Set(HeaderId.Reason, reason).Build();
    }

    private static SipRequestBuilder From(SipRequest invite, SipMethod method) =>
        SipRequest.Create(method, invite.Uri)
            .Set(HeaderId.Via, invite.FirstValue(HeaderId.Via))
            .Copy(invite, HeaderId.Route)
            .WithMaxForwards(70)
            .Copy(invite, HeaderId.From)
            .Copy(invite, HeaderId.CallId)
            .WithCSeq(invite.CSeq.Number);
}
