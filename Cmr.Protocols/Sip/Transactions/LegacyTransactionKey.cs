using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>
/// What identifies a server transaction of an RFC 2543 client, whose branch says nothing (RFC 3261 §17.2.3).
/// The To tag is compared apart: that of the request for a retransmission, that of the response for an ACK.
/// </summary>
/// <param name="RequestUri">Request-URI.</param>
/// <param name="FromTag">From tag, may be empty.</param>
/// <param name="CallId">Call-ID.</param>
/// <param name="CSeq">CSeq number.</param>
/// <param name="TopVia">Top Via as received.</param>
/// <param name="Method">Method; INVITE for an ACK.</param>
internal readonly record struct LegacyTransactionKey(
    Utf8Text RequestUri, Utf8Text FromTag, Utf8Text CallId, uint CSeq, Utf8Text TopVia, SipMethod Method)
{
    internal static LegacyTransactionKey Of(SipRequest request, SipMethod method) => new(
        request.Uri.Raw, request.From.Tag, request.CallId, request.CSeq.Number, request.FirstValue(HeaderId.Via), method);
}
