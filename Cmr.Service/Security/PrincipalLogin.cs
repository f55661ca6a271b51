using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Principals;
using Cmr.Service.Operations;
using Cmr.Soap.Security;

namespace Cmr.Service.Security;

/// <summary>Turns names and secrets into principals. A subscriber may write its name in any spelling of its identity.</summary>
internal sealed class PrincipalLogin(
    PrincipalDirectory directory, DigestVault vault, VerifiedSecrets verified, NumberingPlan plan, TimeProvider clock, ILogger<PrincipalLogin> logger)
{
    private static readonly TimeSpan DigestLife = TimeSpan.FromMinutes(5);

    // A client that begins with several requests at once costs one slow hash, and a wrong guess sent many times at once counts once
    private readonly ConcurrentDictionary<string, Lazy<Task<LoginOutcome>>> _underWay = new(StringComparer.Ordinal);

    public async Task<Authentication> WithSecretAsync(string name, string secret, string peer, CancellationToken cancellationToken)
    {
        if (verified.Find(name, secret, peer) is { } principal)
            return new Authentication.Granted(principal);
        KeyValuePair<string, Lazy<Task<LoginOutcome>>> attempt = new(verified.NameAttempt(name, secret, peer), new(() => CheckAsync(name, secret, peer)));
        attempt = new(attempt.Key, _underWay.GetOrAdd(attempt.Key, attempt.Value));
        try
        {
            return Conclude(await attempt.Value.Value.WaitAsync(cancellationToken), name, peer);
        }
        finally
        {
            _underWay.TryRemove(attempt);
        }
    }

    public async Task<Authentication> WithTokenAsync(UsernameToken token, string peer, CancellationToken cancellationToken)
    {
        if (token.PasswordType is PasswordType.Text)
            return await WithSecretAsync(token.Username, token.Password, peer, cancellationToken);
        if (token.PasswordType is PasswordType.None)
            return Denied(StatusCode.SessionKeyMissing, "The UsernameToken has no password", token.Username);
        if (token.Nonce.IsEmpty || token.Created is not { } created || (clock.GetUtcNow() - created).Duration() > DigestLife)
            return Denied(StatusCode.PasswordInvalid, "The password digest needs a Nonce, and a Created at most five minutes from now", token.Username);

        string principalId = await ResolveAsync(token.Username, cancellationToken);
        LoginOutcome outcome = await directory.LoginWithDigestAsync(
            principalId, box => vault.Open(principalId, box) is { } secret && token.Matches(secret), peer, cancellationToken);
        if (outcome is LoginOutcome.Granted && !await IsFirstUseAsync(principalId, token, created, cancellationToken))
            return Denied(StatusCode.SecurityError, "The Nonce was used before", token.Username);
        return Conclude(outcome, token.Username, peer);
    }

    /// <summary>Takes a TLS client certificate, which the handshake has proved to be the client's.</summary>
    /// <returns><see langword="null"/> when it stands for nobody.</returns>
    public async Task<Authentication?> WithCertificateAsync(X509Certificate2 certificate, string peer, CancellationToken cancellationToken)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span));
        if (await directory.FindByCertificateAsync(sha256, cancellationToken) is not { } outcome)
            return null;
        DateTime now = clock.GetUtcNow().UtcDateTime;
        bool valid = certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime();
        return valid ? Conclude(outcome, sha256, peer) : Denied(StatusCode.SecurityError, "The client certificate is not valid at this time", null);
    }

    /// <summary>Remembers no secrets any more: one of them turned out to be out of date before the news of it came.</summary>
    public void Forget() => verified.Forget();

    private async Task<LoginOutcome> CheckAsync(string name, string secret, string peer)
    {
        long stamp = verified.Stamp;
        // Others may wait for the same answer, so nobody's patience ends it; the database and the queue have limits of their own
        LoginOutcome outcome = await directory.LoginAsync(await ResolveAsync(name, CancellationToken.None), secret, peer, CancellationToken.None);
        if (outcome is LoginOutcome.Granted granted)
            verified.Remember(name, secret, peer, granted.Principal, stamp);
        return outcome;
    }

    private Task<bool> IsFirstUseAsync(string principalId, UsernameToken token, DateTimeOffset created, CancellationToken cancellationToken)
    {
        // The digest covers nonce and creation time without a border between them, so what was used is both together
        byte[] nonce = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{principalId}\n"), .. token.Nonce.Span, .. Encoding.UTF8.GetBytes(token.CreatedText)]);
        return directory.TryUseNonceAsync(nonce, created + DigestLife, cancellationToken);
    }

    private async Task<string> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        bool spelling = PartyIdentity.TryParse(name, plan, out PartyIdentity identity) && !string.Equals(identity.Value, name, StringComparison.Ordinal);
        return spelling && await directory.FindAsync(name, cancellationToken) is null ? identity.Value : name;
    }

    private Authentication Conclude(LoginOutcome outcome, string name, string peer)
    {
        switch (outcome)
        {
            case LoginOutcome.Granted granted:
                return new Authentication.Granted(granted.Principal);
            case LoginOutcome.Locked locked:
                logger.Locked(Shorten(name), locked.Until, peer);
                return Denied(StatusCode.SecurityError, "Too many failures; try again later", name);
            case LoginOutcome.Busy:
                logger.Busy(Shorten(name), peer);
                return Denied(StatusCode.SecurityError, "Too many attempts at once; try again", name);
            case LoginOutcome.Suspended suspended:
                return Denied(StatusCode.SecurityError, "The principal is suspended", suspended.Principal.PrincipalId);
            default:
                logger.WrongCredentials(Shorten(name), peer);
                return Denied(StatusCode.PasswordInvalid, "The principal or its secret is wrong", name);
        }
    }

    private static Authentication.Denied Denied(StatusCode code, string description, string? claimed) => new(new Refusal(code, description), claimed);

    private string Shorten(string name) => PartyIdentity.TryParse(name, plan, out PartyIdentity identity) ? identity.Shortened() : "?";
}
