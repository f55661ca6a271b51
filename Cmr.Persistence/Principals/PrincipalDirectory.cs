using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cmr.Persistence.Principals;

/// <summary>Knows the principals and checks their credentials.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="options">Limits of logging in.</param>
/// <param name="clock">The one clock.</param>
public sealed class PrincipalDirectory(IDbContextFactory<CmrDbContext> contexts, IOptions<LoginOptions> options, TimeProvider clock)
{
    private readonly LoginGuard _guard = new(options.Value, clock);

    // Slow hashes on purpose take a core for a while; more at once than cores would only starve everything else
    private readonly HashingQueue _hashing = new(Math.Max(1, Environment.ProcessorCount - 1), options.Value.Waiting, options.Value.AttemptsOfPeerAtOnce);

    /// <summary>Finds a principal.</summary>
    /// <param name="principalId">Identifier.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<Principal?> FindAsync(string principalId, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Principals.Where(row => row.PrincipalId == principalId)
            .Select(row => new Principal(row.PrincipalId, row.Kind)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Checks a secret and counts failures. An unknown principal costs the same work as a known one.</summary>
    /// <param name="principalId">Who claims to log in.</param>
    /// <param name="secret">The secret as given.</param>
    /// <param name="peer">Network address of the client, as failures are counted by it.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<LoginOutcome> LoginAsync(string principalId, string secret, string peer, CancellationToken cancellationToken)
    {
        bool first = _hashing.IsBusy && await IsKnownAsync(principalId, peer, cancellationToken);
        if (!await _hashing.TryEnterAsync(peer, first, cancellationToken))
            return new LoginOutcome.Busy();
        try
        {
            // Looked up only now that it is this attempt's turn: of many guesses at once, each sees the failures before it
            return await CheckAsync(principalId, peer, row => Task.Run(() => SecretHash.Matches(row, secret), cancellationToken), cancellationToken);
        }
        finally
        {
            _hashing.Leave(peer);
        }
    }

    /// <summary>Checks something computed from the secret, for principals that opted in to digests.</summary>
    /// <param name="principalId">Who claims to log in.</param>
    /// <param name="proves">Given the encrypted secret, tells whether the proof is right.</param>
    /// <param name="peer">Network address of the client.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public Task<LoginOutcome> LoginWithDigestAsync(string principalId, Func<byte[], bool> proves, string peer, CancellationToken cancellationToken) =>
        CheckAsync(principalId, peer, row => Task.FromResult(row?.DigestSecret is { } encrypted && proves(encrypted)), cancellationToken);

    /// <summary>Finds whom a TLS client certificate stands for.</summary>
    /// <param name="sha256">SHA-256 of the certificate, 64 hexadecimal digits in lower case.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Granted or suspended; <see langword="null"/> when the certificate stands for nobody.</returns>
    public async Task<LoginOutcome?> FindByCertificateAsync(string sha256, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        PrincipalRow? row = await context.PrincipalCertificates.Where(certificate => certificate.Sha256 == sha256)
            .Join(context.Principals, certificate => certificate.PrincipalId, principal => principal.PrincipalId, (_, principal) => principal)
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : Admit(row);
    }

    /// <summary>Takes a nonce so that it cannot be used again, on no node and after no restart.</summary>
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

    /// <summary>Tells until when attempts for principals are refused somewhere, because of too many failures.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="principalIds">Which principals.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Those that are refused somewhere.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LockedAsync(CmrDbContext context, string[] principalIds, CancellationToken cancellationToken)
    {
        List<LoginFailureRow> failures = await context.LoginFailures.AsNoTracking().Where(row => principalIds.Contains(row.PrincipalId)).ToListAsync(cancellationToken);
        Dictionary<string, DateTimeOffset> locked = new(StringComparer.Ordinal);
        foreach (IGrouping<string, LoginFailureRow> principal in failures.GroupBy(row => row.PrincipalId, StringComparer.Ordinal))
        {
            if (_guard.LockedUntil(principal) is { } until)
                locked[principal.Key] = until;
        }
        return locked;
    }

    /// <summary>Makes a principal, or gives an existing one a new secret, within the caller's unit of work.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="principal">Who.</param>
    /// <param name="secret">The new secret; <see langword="null"/>: none, or the old one stays.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>The row, not yet saved. A new secret ends the consent to digests, and all sessions.</returns>
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
            row.CredentialsVersion = Guid.NewGuid();
        }
        return row;
    }

    private async Task<bool> IsKnownAsync(string principalId, string peer, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await _guard.IsKnownAsync(context, principalId, peer, cancellationToken);
    }

    private async Task<LoginOutcome> CheckAsync(string principalId, string peer, Func<PrincipalRow?, Task<bool>> check, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        PrincipalRow? row = await context.Principals.AsNoTracking().SingleOrDefaultAsync(p => p.PrincipalId == principalId, cancellationToken);
        LoginStanding standing = await _guard.LookUpAsync(context, principalId, peer, cancellationToken);
        if (standing.LockedUntil is { } until)
            return new LoginOutcome.Locked(until);
        if (!await check(row) || row is null)
        {
            await _guard.CountAsync(context, principalId, peer, standing.IsKnown, cancellationToken);
            return new LoginOutcome.WrongSecret();
        }
        if (standing.NeedsWelcome)
            await _guard.WelcomeAsync(context, principalId, peer, cancellationToken);
        return Admit(row);
    }

    private static LoginOutcome Admit(PrincipalRow row)
    {
        Principal principal = new(row.PrincipalId, row.Kind) { CredentialsVersion = row.CredentialsVersion };
        return row.Status is PrincipalStatus.Active ? new LoginOutcome.Granted(principal) : new LoginOutcome.Suspended(principal);
    }
}
