using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Trust;

/// <summary>Lets callers in, and says who they are.</summary>
internal sealed class CallerGate(TrustPolicy policy)
{
    /// <summary>Judges a request outside a dialog, as it is behind the <see cref="TrustBoundary"/>.</summary>
    public CallerVerdict Judge(SipRequest request, in SipEndpoint source)
    {
        if (policy.Peers.Of(source) is not null) return new CallerVerdict.Welcome(request, CallerIdentity.AssertedBy(request, policy.BelieveFrom));
        return policy.UntrustedCallers switch
        {
            UntrustedCallers.Accept => new CallerVerdict.Welcome(WithoutWishes(request), CallerIdentity.Nobody),
            _ => new CallerVerdict.Refused(SipResponse.For(request, SipStatus.Forbidden)),
        };
    }

    // Only a caller whose name is proven may say what is presented to it
    private static SipRequest WithoutWishes(SipRequest request) => request.Has(HeaderId.CmrControl) ? request.Edit().Remove(HeaderId.CmrControl).Build() : request;
}
