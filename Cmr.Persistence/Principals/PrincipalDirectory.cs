using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence.Principals;

/// <summary>Knows the principals and checks their secrets.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="clock">The one clock.</param>
public sealed class PrincipalDirectory(IDbContextFactory<CmrDbContext> contexts, TimeProvider clock)
{
    /// <summary>Failures within <see cref="FailureWindow"/> after which a principal is locked.</summary>
    public const int MaximumFailures = 10;

    /// <summary>How long failures are counted, and how long a lock lasts.</summary>
    public static readonly TimeSpan FailureWindow = TimeSpan.FromMinutes(5);

    // Slow hashes on purpose take a core for a while; more at once than cores would only starve everything else
    private static readonly SemaphoreSlim Hashing = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Finds a principal.</summary>
    /// <param name="principalId">Identifier.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<Principal?> FindAsync(string principalId, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Principals.Where(row => row.PrincipalId == principalId)
            .Select(row => new Principal(row.PrincipalId, row.Kind)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Checks a secret and counts failures.</summary>
    /// <param name="principalId">Who claims to log in.</param>
    /// <param name="secret">The secret as given.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<LoginOutcome> LoginAsync(string principalId, string secret, CancellationToken cancellationToken)
    {
        // The row is read only when it is this attempt's turn: of many guesses at once, each sees the failures before it
        await Hashing.WaitAsync(cancellationToken);
        try
        {
            await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
            PrincipalRow? row = await context.Principals.AsNoTracking().SingleOrDefaultAsync(p => p.PrincipalId == principalId, cancellationToken);
            bool locked = row?.LockedUntil is { } until && clock.GetUtcNow() < until;
            bool right = !locked && await Task.Run(() => SecretHash.Matches(row, secret), cancellationToken);
            return await ConcludeAsync(context, row, right, cancellationToken);
        }
        finally
        {
            Hashing.Release();
        }
    }

    /// <summary>Checks something computed from the secret, for principals that opted in to digests.</summary>
    /// <param name="principalId">Who claims to log in.</param>
    /// <param name="proves">Given the encrypted secret, tells whether the proof is right.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<LoginOutcome> LoginWithDigestAsync(string principalId, Func<byte[], bool> proves, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        PrincipalRow? row = await context.Principals.AsNoTracking().SingleOrDefaultAsync(p => p.PrincipalId == principalId, cancellationToken);
        return await ConcludeAsync(context, row, row?.DigestSecret is { } encrypted && proves(encrypted), cancellationToken);
    }

    /// <summary>Lets a principal use digests from now on. Its secret is kept encrypted beside the hash; a new secret ends the consent.</summary>
    /// <param name="principalId">Who opts in.</param>
    /// <param name="secret">The present secret.</param>
    /// <param name="vault">Encrypts it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when the principal is unknown or the secret is not its own.</returns>
    public async Task<bool> OptInToDigestsAsync(string principalId, string secret, DigestVault vault, CancellationToken cancellationToken)
    {
        if (await LoginAsync(principalId, secret, cancellationToken) is not LoginOutcome.Granted)
            return false;
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        byte[] box = vault.Seal(principalId, secret);
        return await context.Principals.Where(row => row.PrincipalId == principalId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DigestSecret, box), cancellationToken) == 1;
    }

    /// <summary>Takes a nonce so that it cannot be used again.</summary>
    /// <param name="nonceHash">SHA-256 of principal and nonce.</param>
    /// <param name="expiresAt">When the message that carries it is too old anyway.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    /// <returns><see langword="false"/> when it was used before.</returns>
    public async Task<bool> TryUseNonceAsync(byte[] nonceHash, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.ExecuteSqlAsync(
            $"INSERT INTO used_nonces (nonce_hash, expires_at) VALUES ({nonceHash}, {expiresAt}) ON CONFLICT DO NOTHING", cancellationToken) == 1;
    }

    /// <summary>Makes a principal, or gives an existing one a new secret, within the caller's unit of work.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="principal">Who.</param>
    /// <param name="secret">The new secret; <see langword="null"/>: none, or the old one stays.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>The row, not yet saved.</returns>
    public static async Task<PrincipalRow> SetAsync(CmrDbContext context, Principal principal, string? secret, DateTimeOffset now, CancellationToken cancellationToken)
    {
        PrincipalRow? row = await context.Principals.SingleOrDefaultAsync(p => p.PrincipalId == principal.PrincipalId, cancellationToken);
        if (row is null)
        {
            row = new() { PrincipalId = principal.PrincipalId, CreatedAt = now };
            context.Principals.Add(row);
        }
        row.Kind = principal.Kind;
        if (secret is not null)
        {
            SecretHash.Set(row, secret);
            row.DigestSecret = null;
            (row.FailedAttempts, row.FailingSince, row.LockedUntil) = (0, null, null);
        }
        return row;
    }

    private async Task<LoginOutcome> ConcludeAsync(CmrDbContext context, PrincipalRow? row, bool right, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (row?.LockedUntil is { } until && now < until)
            return new LoginOutcome.Locked(until);
        if (row is null)
            return new LoginOutcome.WrongSecret();
        if (!right)
            return await CountFailureAsync(context, row.PrincipalId, now, cancellationToken);
        if (row.FailedAttempts > 0)
        {
            await context.Principals.Where(p => p.PrincipalId == row.PrincipalId)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.FailedAttempts, 0).SetProperty(p => p.LockedUntil, (DateTimeOffset?)null), cancellationToken);
        }
        return new LoginOutcome.Granted(new(row.PrincipalId, row.Kind));
    }

    private static async Task<LoginOutcome> CountFailureAsync(CmrDbContext context, string principalId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset windowBegin = now - FailureWindow, lockEnd = now + FailureWindow;
        // One statement, so that failures on several connections at once are all counted
        await context.Database.ExecuteSqlAsync($"""
            UPDATE principals SET
                failed_attempts = CASE WHEN failing_since > {windowBegin} THEN failed_attempts + 1 ELSE 1 END,
                failing_since = CASE WHEN failing_since > {windowBegin} THEN failing_since ELSE {now} END,
                locked_until = CASE WHEN failing_since > {windowBegin} AND failed_attempts + 1 >= {MaximumFailures} THEN {lockEnd} ELSE NULL END
            WHERE principal_id = {principalId}
            """, cancellationToken);
        return new LoginOutcome.WrongSecret();
    }
}
