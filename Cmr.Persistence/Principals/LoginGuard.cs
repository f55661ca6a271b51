using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence.Principals;

/// <summary>
/// Counts failures, and says which attempts are not even looked at. Three counts: of a principal from one address, of an address,
/// and of a principal from all addresses where it never logged in. The last two never concern an address where the principal
/// is known, so a stranger who guesses wrong locks out strangers only.
/// </summary>
internal sealed class LoginGuard(LoginOptions options, TimeProvider clock)
{
    // Names that a client invents are cut to this length before they are counted
    private const int MaximumKeyLength = 128;

    private static readonly TimeSpan KnownPeerGranularity = TimeSpan.FromDays(1);

    /// <summary>Tells whether a principal has logged in from an address.</summary>
    public async Task<bool> IsKnownAsync(CmrDbContext context, string principalId, string peer, CancellationToken cancellationToken)
    {
        DateTimeOffset oldest = clock.GetUtcNow() - options.KnownPeerLife;
        return await context.KnownPeers.AnyAsync(row => row.PrincipalId == principalId && row.Peer == peer && row.SeenAt > oldest, cancellationToken);
    }

    /// <summary>Tells what is known of attempts of a principal from an address.</summary>
    public async Task<LoginStanding> LookUpAsync(CmrDbContext context, string principalId, string peer, CancellationToken cancellationToken)
    {
        string key = Key(principalId);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? seen = await context.KnownPeers.Where(row => row.PrincipalId == principalId && row.Peer == peer)
            .Select(row => (DateTimeOffset?)row.SeenAt).SingleOrDefaultAsync(cancellationToken);
        List<LoginFailureRow> failures = await context.LoginFailures.AsNoTracking()
            .Where(row => (row.PrincipalId == key && (row.Peer == peer || row.Peer == "")) || (row.PrincipalId == "" && row.Peer == peer))
            .ToListAsync(cancellationToken);
        bool known = seen > now - options.KnownPeerLife;
        bool failed = failures.Exists(row => row.PrincipalId.Length > 0 && row.Peer.Length > 0);
        DateTimeOffset? locked = LockedUntil(known ? failures.Where(row => row.PrincipalId.Length > 0 && row.Peer.Length > 0) : failures);
        return new(known, failed || !known || seen < now - KnownPeerGranularity, locked);
    }

    /// <summary>Counts a failure. One statement, so that failures on several connections at once are all counted.</summary>
    public Task CountAsync(CmrDbContext context, string principalId, string peer, bool known, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow(), windowBegin = now - options.Window, strangersBegin = now - options.StrangerWindow;
        string key = Key(principalId);
        // Everybody takes the rows in the same order: pair, address, principal; so nobody waits in a circle
        return context.Database.ExecuteSqlAsync($"""
            INSERT INTO login_failures AS f (principal_id, peer, failures, since)
            SELECT * FROM (VALUES ({key}, {peer}, 1, {now}), ('', {peer}, 1, {now}), ({key}, '', 1, {now})) AS counted (principal_id, peer, failures, since)
            WHERE counted.peer <> '' OR NOT {known}
            ON CONFLICT (principal_id, peer) DO UPDATE SET
                failures = CASE WHEN f.since > CASE WHEN f.peer = '' THEN {strangersBegin} ELSE {windowBegin} END THEN f.failures + 1 ELSE 1 END,
                since = CASE WHEN f.since > CASE WHEN f.peer = '' THEN {strangersBegin} ELSE {windowBegin} END THEN f.since ELSE EXCLUDED.since END
            """, cancellationToken);
    }

    /// <summary>Remembers that a principal logged in from an address, and forgets its failures there.</summary>
    public async Task WelcomeAsync(CmrDbContext context, string principalId, string peer, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await context.Database.ExecuteSqlAsync($"""
            WITH forgotten AS (DELETE FROM login_failures WHERE principal_id = {principalId} AND peer = {peer})
            INSERT INTO known_peers (principal_id, peer, seen_at) VALUES ({principalId}, {peer}, {now})
            ON CONFLICT (principal_id, peer) DO UPDATE SET seen_at = EXCLUDED.seen_at
            """, cancellationToken);
    }

    /// <summary>Until when some of the counts refuse attempts; <see langword="null"/>: none does.</summary>
    public DateTimeOffset? LockedUntil(IEnumerable<LoginFailureRow> failures)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? until = null;
        foreach (LoginFailureRow row in failures)
        {
            (int limit, TimeSpan window) = LimitOf(row);
            if (row.Failures >= limit && row.Since + window > now && (until is null || row.Since + window > until))
                until = row.Since + window;
        }
        return until;
    }

    private (int Limit, TimeSpan Window) LimitOf(LoginFailureRow row) => row switch
    {
        { PrincipalId: "" } => (options.FailuresFromPeer, options.Window),
        { Peer: "" } => (options.FailuresFromStrangers, options.StrangerWindow),
        _ => (options.FailuresOfPrincipalFromPeer, options.Window),
    };

    private static string Key(string principalId) => principalId.Length switch
    {
        0 => "?",
        > MaximumKeyLength => StorableText.Of(principalId[..MaximumKeyLength]),
        _ => StorableText.Of(principalId),
    };
}
