using System.Collections.Immutable;
using System.Security.Cryptography;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Authentication;

/// <summary>The server's side of digest authentication for one realm (RFC 3261 §22, RFC 7616, RFC 8760). It keeps nothing; any thread may ask.</summary>
/// <param name="realm">Realm, without quotes and backslashes.</param>
/// <param name="algorithms">What is offered and taken, most wanted first (RFC 8760 §2.4).</param>
/// <param name="nonces">Makes and judges nonces.</param>
public sealed class DigestVerifier(string realm, ImmutableArray<DigestAlgorithm> algorithms, NonceMint nonces)
{
    // Compared with when there is no such user, so that this takes as long as a wrong secret
    private static readonly Utf8Text NobodysSecret = new string('0', DigestHash.MaxHexLength);
    private readonly Utf8Text _realm = Utf8Text.Of(realm);

    /// <summary>Adds one challenge for each algorithm, in the order of preference. All have the same nonce.</summary>
    /// <param name="response">A 401.</param>
    /// <param name="client">Whom the nonce is for.</param>
    /// <param name="stale">The client had the secret right.</param>
    /// <param name="now">Time.</param>
    public SipResponseBuilder Challenge(SipResponseBuilder response, ReadOnlySpan<byte> client, bool stale, TimeSpan now)
    {
        Utf8Text nonce = nonces.Make(client, now);
        foreach (DigestAlgorithm algorithm in algorithms)
        {
            response.Add(HeaderId.WwwAuthenticate, $"Digest realm=\"{realm}\", nonce=\"{nonce}\", algorithm={DigestHash.Token(algorithm)}, qop=\"auth,auth-int\"{(stale ? ", stale=true" : "")}");
        }

        return response;
    }

    /// <summary>Looks at the credentials of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">Who sent it, as in <see cref="Challenge"/>.</param>
    /// <param name="users">The users.</param>
    /// <param name="now">Time.</param>
    public DigestProof Examine(SipRequest request, ReadOnlySpan<byte> client, IDigestUsers users, TimeSpan now)
    {
        DigestOutcome outcome = Find(request, out DigestCredentials credentials, out DigestAlgorithm algorithm);
        if (outcome is not DigestOutcome.Proven)
        {
            return new DigestProof(outcome, default, default, default, default, default);
        }

        NonceState state = nonces.Judge(credentials.Nonce, client, now, out TimeSpan madeAt);
        bool right = IsRight(request, credentials, algorithm, users);
        outcome = !right ? DigestOutcome.Wrong : state is NonceState.Fresh ? DigestOutcome.Proven : DigestOutcome.Stale;
        return new DigestProof(outcome, credentials.User, credentials.Nonce, state, madeAt, credentials.Count);
    }

    // Proven stands for "worth computing"
    private DigestOutcome Find(SipRequest request, out DigestCredentials credentials, out DigestAlgorithm algorithm)
    {
        (credentials, algorithm) = (default, default);
        bool found = false;
        foreach (HeaderRow row in request.Rows(HeaderId.Authorization))
        {
            if (!AuthenticationHeader.TryRead(row.Value, out AuthenticationHeader header) || !header.IsDigest || header.Get("realm"u8) != _realm)
            {
                continue;
            }

            // Of two credentials, a checker and a user of them could take different ones
            if (found || !DigestCredentials.TryRead(header, out credentials))
            {
                return DigestOutcome.Malformed;
            }

            found = true;
        }

        return !found || !DigestHash.TryReadToken(credentials.Algorithm, out algorithm) || !algorithms.Contains(algorithm) ? DigestOutcome.None
            : IsFor(request.Uri, credentials.Uri) ? DigestOutcome.Proven
            : DigestOutcome.Malformed;
    }

    // RFC 7616 §3.4.6: the credentials must be for what is asked for, or they could be moved from one request to another
    private static bool IsFor(AnyUri requested, Utf8Text uri) =>
        requested.Raw == uri || (AnyUri.TryRead(uri, out AnyUri stated) && stated.IsEquivalentTo(requested));

    private static bool IsRight(SipRequest request, in DigestCredentials credentials, DigestAlgorithm algorithm, IDigestUsers users)
    {
        Utf8Text secret = users.SecretOf(credentials.User, algorithm);
        bool known = !secret.IsEmpty;
        Utf8Text expected = DigestHash.Response(algorithm, known ? secret : NobodysSecret.Slice(0, DigestHash.HexLength(algorithm)), request.Method.Name, request.Body, credentials);
        return CryptographicOperations.FixedTimeEquals(expected.Span, credentials.Response.Span) && known;
    }
}
