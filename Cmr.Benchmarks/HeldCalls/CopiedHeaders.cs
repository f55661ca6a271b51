using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;

namespace Cmr.Benchmarks.HeldCalls;

/// <summary>What a response takes over from its request (RFC 3261 §8.2.6.2).</summary>
internal readonly record struct CopiedHeaders(string Via, string From, string To, string CallId, string CSeq)
{
    public static CopiedHeaders Of(SipRequest request) => new(
        request.Value(HeaderId.Via).ToString(),
        request.Value(HeaderId.From).ToString(),
        request.Value(HeaderId.To).ToString(),
        request.CallId.ToString(),
        request.Value(HeaderId.CSeq).ToString());
}
