using System.Globalization;
using Cmr.Persistence.Model;
using Cmr.Persistence.Principals;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations;
using Microsoft.EntityFrameworkCore;
using StatusCode = Cmr.Contracts.Soap.StatusCode;

namespace Cmr.Service.Security;

/// <summary>Gives principals their secrets and takes them away, within the transaction of a request.</summary>
internal sealed class CredentialDesk(ISystemSettings settings, DigestVault vault, VerifiedSecrets verified)
{
    private const int MaximumSecretLength = 128;

    /// <summary>What is wrong with a new secret.</summary>
    public async Task<Refusal?> CheckAsync(string? secret, string principalId, PrincipalKind kind, CancellationToken cancellationToken)
    {
        if (secret is null)
            return null;
        SystemSettings now = await settings.ReadAsync(cancellationToken);
        int minimum = kind is PrincipalKind.Subscriber ? now.MinimumSubscriberSecretLength : now.MinimumSecretLength;
        if (secret.Length < minimum)
            return Weak(string.Create(CultureInfo.InvariantCulture, $"is too short: it must have {minimum} to {MaximumSecretLength} characters"));
        if (secret.Length > MaximumSecretLength)
            return Weak(string.Create(CultureInfo.InvariantCulture, $"is too long: it must have {minimum} to {MaximumSecretLength} characters"));
        if (secret.Any(char.IsControl))
            return Weak("must not have control characters");
        return string.Equals(secret, principalId, StringComparison.OrdinalIgnoreCase) ? Weak("must not be the name of the principal") : null;
    }

    // A secret is the one value that no answer repeats
    private static Refusal Weak(string explanation) => new(StatusCode.ParameterInvalid, $"Secret {explanation}");

    /// <summary>Sets what the request gives: the secret, and whether it may be used in digests. What is not given stays.</summary>
    /// <returns>The row, or why not.</returns>
    public async Task<(PrincipalRow? Row, Refusal? Refusal)> SetAsync(
        Principal principal, string? secret, bool? digestEnabled, OperationContext context, CancellationToken cancellationToken)
    {
        PrincipalRow? known = await context.Database.Principals.SingleOrDefaultAsync(row => row.PrincipalId == principal.PrincipalId, cancellationToken);
        if (known is not null && known.Kind != principal.Kind)
            return (null, Refusal.Repeated("SubscriberId", principal.PrincipalId, "is the name of another principal"));
        bool digest = digestEnabled ?? known?.DigestSecret is not null;
        if (digest && secret is null && known?.DigestSecret is null)
            return (null, Refusal.Invalid("DigestEnabled", "true", "needs the Secret too, because a stored one cannot be read back"));
        PrincipalRow row = await PrincipalDirectory.SetAsync(context.Database, principal, secret, context.Now, cancellationToken);
        if (secret is not null && digest)
            row.DigestSecret = vault.Seal(principal.PrincipalId, secret);
        if (!digest)
            row.DigestSecret = null;
        if (secret is not null || digestEnabled is false)
            await RevokeAsync(principal.PrincipalId, context, cancellationToken);
        return (row, null);
    }

    /// <summary>Ends the sessions of a principal, and what every node remembers of its credentials: who knew the old ones only must not stay inside.</summary>
    public async Task RevokeAsync(string principalId, OperationContext context, CancellationToken cancellationToken)
    {
        // First the version: what was verified before opens no session any more, not even one that is being opened right now
        await context.Database.Principals.Where(row => row.PrincipalId == principalId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CredentialsVersion, Guid.NewGuid()), cancellationToken);
        await context.Database.Sessions.Where(row => row.PrincipalId == principalId).ExecuteDeleteAsync(cancellationToken);
        context.Transaction.PrincipalChanged(principalId);
        context.Transaction.AfterCommit(verified.Forget);
    }
}
