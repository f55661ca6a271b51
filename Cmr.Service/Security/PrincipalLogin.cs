using System.Security.Cryptography;
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

    public async Task<Authentication> WithSecretAsync(string name, string secret, string peer, CancellationToken cancellationToken)
    {
        if (verified.Find(name, secret) is { } principal)
            return new Authentication.Granted(principal);
        LoginOutcome outcome = await directory.LoginAsync(await ResolveAsync(name, cancellationToken), secret, cancellationToken);
        if (outcome is LoginOutcome.Granted granted)
            verified.Remember(name, secret, granted.Principal);
        return Conclude(outcome, name, peer);
    }

    public async Task<Authentication> WithTokenAsync(UsernameToken token, string peer, CancellationToken cancellationToken)
    {
        if (token.PasswordType is PasswordType.Text)
            return await WithSecretAsync(token.Username, token.Password, peer, cancellationToken);
        if (token.PasswordType is PasswordType.None)
            return Denied(StatusCode.SessionKeyMissing, "The UsernameToken has no password");
        if (token.Nonce.IsEmpty || token.Created is not { } created || (clock.GetUtcNow() - created).Duration() > DigestLife)
            return Denied(StatusCode.PasswordInvalid, "The password digest needs a Nonce, and a Created at most five minutes from now");

        string principalId = await ResolveAsync(token.Username, cancellationToken);
        LoginOutcome outcome = await directory.LoginWithDigestAsync(
            principalId, box => vault.Open(principalId, box) is { } secret && token.Matches(secret), cancellationToken);
        if (outcome is LoginOutcome.Granted && !await IsFirstUseAsync(principalId, token, created, cancellationToken))
            return Denied(StatusCode.SecurityError, "The Nonce was used before");
        return Conclude(outcome, token.Username, peer);
    }

    private Task<bool> IsFirstUseAsync(string principalId, UsernameToken token, DateTimeOffset created, CancellationToken cancellationToken)
    {
        byte[] nonce = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{principalId}\n"), .. token.Nonce.Span]);
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
                return Denied(StatusCode.SecurityError, "Too many failures; try again later");
            default:
                logger.WrongCredentials(Shorten(name), peer);
                return Denied(StatusCode.PasswordInvalid, "The principal or its secret is wrong");
        }
    }

    private static Authentication.Denied Denied(StatusCode code, string description) => new(new Refusal(code, description));

    private string Shorten(string name) => PartyIdentity.TryParse(name, plan, out PartyIdentity identity) ? identity.Shortened() : "?";
}
