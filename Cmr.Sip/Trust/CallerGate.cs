using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Sip.Trust;

/// <summary>Lets callers in, and says who they are.</summary>
internal sealed class CallerGate(TrustPolicy policy)
{
    /// <summary>Judges a request outside a dialog, as it is behind the <see cref="TrustBoundary"/>.</summary>
    public CallerVerdict Judge(SipRequest request, in SipEndpoint source, TimeSpan now)
    {
        if (policy.Peers.Of(source) is not null) return new CallerVerdict.Welcome(request, CallerIdentity.AssertedBy(request, policy.BelieveFrom));
        return policy.UntrustedCallers switch
        {
            UntrustedCallers.Accept => new CallerVerdict.Welcome(WithoutWishes(request), CallerIdentity.Nobody),
            UntrustedCallers.Challenge when policy.Authentication is { } authentication => Challenge(authentication, request, source, now),
            _ => new CallerVerdict.Refused(SipResponse.For(request, SipStatus.Forbidden)),
        };
    }

    /// <summary>
    /// Judges a request in a dialog of a caller that had to log in. From where it logged in, the tags of the dialog are proof enough; from
    /// elsewhere it has to log in again.
    /// </summary>
    /// <returns>The refusal; <see langword="null"/> when it is let in.</returns>
    public SipResponseBuilder? RefuseInDialog(CallerIdentity caller, SipRequest request, in SipEndpoint source, TimeSpan now)
    {
        if (caller.Login is not { } login || policy.Authentication is not { } authentication || login.From == ClientNetwork.Of(source.Address) || policy.Peers.Of(source) is not null) return null;
        (DigestUser? user, SipResponseBuilder? refusal) = authentication.Judge(request, source.Address, now);
        return user is null ? refusal : user.Name == login.User ? null : SipResponse.For(request, SipStatus.Forbidden);
    }

    private static CallerVerdict Challenge(CallerAuthentication authentication, SipRequest request, in SipEndpoint source, TimeSpan now)
    {
        (DigestUser? user, SipResponseBuilder? refusal) = authentication.Judge(request, source.Address, now);
        if (user is null) return new CallerVerdict.Refused(refusal ?? SipResponse.For(request, SipStatus.Forbidden));
        string identity = IdentityOf(user, request).ToString();
        SipRequest asserted = request.Edit().Set(HeaderId.PAssertedIdentity, $"<{identity}>").Remove(HeaderId.PPreferredIdentity).Build();
        return new CallerVerdict.Welcome(asserted, new CallerIdentity(identity) { Login = new CallerLogin(user.Name, ClientNetwork.Of(source.Address)) });
    }

    // RFC 3325 §5: the one it prefers, if that is one of its own
    private static AnyUri IdentityOf(DigestUser user, SipRequest request)
    {
        foreach (AddressHeader preferred in request.PPreferredIdentity)
        {
            foreach (AnyUri own in user.Identities)
            {
                if (own.IsEquivalentTo(preferred.Uri)) return own;
            }
        }

        AnyUri from = request.From.Uri;
        foreach (AnyUri own in user.Identities)
        {
            if (own.IsEquivalentTo(from)) return own;
        }

        return user.Identities[0];
    }

    // Only a caller whose name is proven may say what is presented to it
    private static SipRequest WithoutWishes(SipRequest request) => request.Has(HeaderId.CmrControl) ? request.Edit().Remove(HeaderId.CmrControl).Build() : request;
}
