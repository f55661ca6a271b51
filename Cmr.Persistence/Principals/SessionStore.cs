using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence.Principals;

/// <summary>Sessions of principals. The key is random and stored hashed only.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="settings">How long a session lives without use.</param>
/// <param name="clock">The one clock.</param>
public sealed class SessionStore(IDbContextFactory<CmrDbContext> contexts, ISystemSettings settings, TimeProvider clock)
{
    // Moving the end on every request would make every read a write
    private static readonly TimeSpan Granularity = TimeSpan.FromSeconds(30);

    private static readonly Func<CmrDbContext, byte[], DateTimeOffset, Task<UsedSession?>> ByKey = EF.CompileAsyncQuery(
        (CmrDbContext context, byte[] hash, DateTimeOffset now) =>
            (from session in context.Sessions
             join principal in context.Principals on session.PrincipalId equals principal.PrincipalId
             where session.KeyHash == hash && session.ExpiresAt > now && principal.Status == PrincipalStatus.Active
                && session.CredentialsVersion == principal.CredentialsVersion
             select new UsedSession(principal.PrincipalId, principal.Kind, session.ExpiresAt)).SingleOrDefault());

    /// <summary>Opens a session, if the credentials that were verified still are those of the principal.</summary>
    /// <param name="principal">Whose, and which credentials were verified.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    /// <returns>The key, 43 characters of base64url, and when the session ends unless used; <see langword="null"/> when the credentials have changed since.</returns>
    public async Task<(string Key, DateTimeOffset ExpiresAt)?> OpenAsync(Principal principal, CancellationToken cancellationToken)
    {
        string key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        byte[] hash = Hash(key);
        DateTimeOffset now = clock.GetUtcNow(), end = now + (await settings.ReadAsync(cancellationToken)).SessionIdle;
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        // The lock waits for a change that is under way, and the version is compared with what it leaves
        int opened = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sessions (key_hash, principal_id, credentials_version, opened_at, expires_at)
            SELECT {hash}, principal_id, credentials_version, {now}, {end} FROM principals
            WHERE principal_id = {principal.PrincipalId} AND credentials_version = {principal.CredentialsVersion} AND status = {(short)PrincipalStatus.Active}
            FOR SHARE
            """, cancellationToken);
        return opened == 1 ? (key, end) : null;
    }

    /// <summary>Uses a session.</summary>
    /// <param name="key">The session key as it came.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Whose session it is; <see langword="null"/> when the key is unknown or the session has ended.</returns>
    public async Task<Principal?> UseAsync(string key, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        byte[] hash = Hash(key);
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await ByKey(context, hash, now) is not { } session)
            return null;
        DateTimeOffset end = now + (await settings.ReadAsync(cancellationToken)).SessionIdle;
        if ((session.ExpiresAt - end).Duration() > Granularity)
        {
            await context.Sessions.Where(row => row.KeyHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, end), cancellationToken);
        }
        return new(session.PrincipalId, session.Kind);
    }

    /// <summary>Ends a session.</summary>
    /// <param name="key">The session key as it came.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    /// <returns>Whose it was; <see langword="null"/> when the key is unknown or the session has ended.</returns>
    public async Task<string?> CloseAsync(string key, CancellationToken cancellationToken)
    {
        byte[] hash = Hash(key);
        DateTimeOffset now = clock.GetUtcNow();
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<string> closed = await context.Database
            .SqlQuery<string>($"DELETE FROM sessions WHERE key_hash = {hash} AND expires_at > {now} RETURNING principal_id AS \"Value\"")
            .ToListAsync(cancellationToken);
        return closed.FirstOrDefault();
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private sealed record UsedSession(string PrincipalId, PrincipalKind Kind, DateTimeOffset ExpiresAt);
}
