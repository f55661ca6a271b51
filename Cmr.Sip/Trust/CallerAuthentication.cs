using System.Net;
using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Trust;

/// <summary>
/// Digest authentication of callers (RFC 3261 §22.2). We end the caller's dialog, so we are its user agent server and answer 401; 407 is for proxies.
/// One for all engines: a nonce may come back in any of them. What is computed is computed outside the lock.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="verifier">Computes.</param>
/// <param name="users">Who can log in.</param>
/// <param name="counters">What came of it.</param>
/// <param name="wrong">Told of an address that sent a wrong secret.</param>
/// <param name="locked">Told of an address that is refused from now on.</param>
internal sealed class CallerAuthentication(AuthenticationOptions options, DigestVerifier verifier, SipUsers users, AuthenticationCounters counters, Action<IPAddress> wrong, Action<IPAddress> locked)
{
    private const int FailuresRemembered = 65_536;
    private readonly Lock _gate = new();
    private readonly NonceCounts _counts = new(options.NoncesRemembered, options.NonceLifetime);
    private readonly LoginFailures<(Utf8Text User, ClientNetwork From)> _failures = new(options.FailuresAllowed, options.FailureMemory, FailuresRemembered);

    /// <summary>Our realm.</summary>
    public string Realm => options.Realm;

    /// <summary>Looks for proof of who sent a request.</summary>
    /// <returns>The user, or the response to send in its place.</returns>
    public (DigestUser? User, SipResponseBuilder? Refusal) Judge(SipRequest request, IPAddress source, TimeSpan now)
    {
        ClientNetwork network = ClientNetwork.Of(source);
        Span<byte> client = stackalloc byte[ClientNetwork.Length];
        network.Write(client);
        DigestProof proof = verifier.Examine(request, client, users, now);
        AuthenticationResult result = Settle(proof, network, source, now);
        counters.Count(result);
        if (result is AuthenticationResult.Wrong) wrong(source);
        return result switch
        {
            AuthenticationResult.Proven when users.Find(proof.User) is { } user => (user, null),
            AuthenticationResult.Malformed => (null, SipResponse.For(request, SipStatus.BadRequest).WithReason("Bad Credentials")),
            AuthenticationResult.Locked => (null, SipResponse.For(request, SipStatus.Forbidden)),
            _ => (null, verifier.Challenge(SipResponse.For(request, SipStatus.Unauthorized), client, result is AuthenticationResult.Stale or AuthenticationResult.Replayed, now)),
        };
    }

    private AuthenticationResult Settle(in DigestProof proof, ClientNetwork network, IPAddress source, TimeSpan now)
    {
        if (proof.Outcome is DigestOutcome.None) return AuthenticationResult.Challenged;
        if (proof.Outcome is DigestOutcome.Malformed) return AuthenticationResult.Malformed;
        (Utf8Text User, ClientNetwork From) key = (proof.User, network);
        bool isNowLocked;
        lock (_gate)
        {
            if (_failures.IsLocked(key, now)) return AuthenticationResult.Locked;
            if (proof.Outcome is DigestOutcome.Stale) return AuthenticationResult.Stale;
            if (proof.Outcome is DigestOutcome.Proven)
            {
                _failures.Forget(key);
                return _counts.TryUse(proof.Nonce, proof.MadeAt, proof.Count, now) ? AuthenticationResult.Proven : AuthenticationResult.Replayed;
            }

            // A nonce of ours shows that the answers of this address reach it; who forges its address gets none and locks out nobody
            if (proof.NonceState is NonceState.Foreign) return AuthenticationResult.Wrong;
            _failures.Note((proof.User.Detach(), network), now);
            isNowLocked = _failures.IsLocked(key, now);
        }

        if (isNowLocked) locked(source);
        return AuthenticationResult.Wrong;
    }
}
