using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>What a request has in common with its copy that came another way, RFC 3261 §8.2.2.2.</summary>
/// <param name="FromTag">From tag.</param>
/// <param name="CallId">Call-ID.</param>
/// <param name="CSeq">CSeq number.</param>
/// <param name="Method">Method.</param>
internal readonly record struct MergedRequestKey(Utf8Text FromTag, Utf8Text CallId, uint CSeq, SipMethod Method)
{
    /// <summary>Only requests outside a dialog can be merged; a CANCEL belongs to its INVITE, whatever way that came.</summary>
    internal static MergedRequestKey? Of(SipRequest request)
    {
        Utf8Text fromTag = request.From.Tag;
        return !fromTag.IsEmpty && request.To.Tag.IsEmpty && request.Method != SipMethod.Cancel
            ? new MergedRequestKey(fromTag, request.CallId, request.CSeq.Number, request.Method)
            : null;
    }
}
