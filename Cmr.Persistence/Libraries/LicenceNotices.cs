using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence.Libraries;

/// <summary>
/// Tells subscribers that licences will end or have ended. Each statement takes what is due, marks it and writes the notifications at once,
/// and passes over what another node or a request has in hand; so it may be repeated and run on several nodes, and nobody is told twice.
/// </summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class LicenceNotices(IDbContextFactory<CmrDbContext> contexts)
{
    /// <summary>How many licences one statement takes.</summary>
    public const int Batch = 500;

    /// <summary>Tells of licences that end soon and are not renewed by themselves.</summary>
    /// <param name="now">This moment.</param>
    /// <param name="ahead">How long before the end subscribers are told.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    /// <returns>How many licences were taken; fewer than <see cref="Batch"/>: no more are due.</returns>
    public async Task<int> TellOfComingEndAsync(DateTimeOffset now, TimeSpan ahead, CancellationToken cancellationToken)
    {
        DateTimeOffset horizon = now + ahead;
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<int> taken = await context.Database.SqlQuery<int>($"""
            WITH due AS MATERIALIZED (
                SELECT e.subscriber_id, e.resource_id, e.ends_at, e.auto_renew
                FROM library_entries e JOIN subscribers s ON s.subscriber_id = e.subscriber_id
                WHERE e.ends_at IS NOT NULL AND e.notice = 0 AND e.ends_at > {now} AND e.ends_at <= {horizon}
                ORDER BY e.ends_at LIMIT {Batch}
                FOR KEY SHARE OF s SKIP LOCKED FOR UPDATE OF e SKIP LOCKED),
            marked AS (
                UPDATE library_entries e SET notice = {(short)ExpiryNotice.WillExpire} FROM due
                WHERE e.subscriber_id = due.subscriber_id AND e.resource_id = due.resource_id),
            told AS (
                INSERT INTO notifications (subscriber_id, type, notified_at, resource_id, ends_at)
                SELECT due.subscriber_id, {(short)NotificationType.WillExpire}, {now}, due.resource_id, due.ends_at
                FROM due LEFT JOIN presentation_controls c ON c.subscriber_id = due.subscriber_id
                WHERE NOT due.auto_renew AND COALESCE(c.expiry_notice, true)
                ORDER BY due.ends_at)
            SELECT count(*)::int AS "Value" FROM due
            """).ToListAsync(cancellationToken);
        return taken[0];
    }

    /// <summary>Tells of licences that have ended and are not renewed by themselves.</summary>
    /// <param name="now">This moment.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    /// <returns>How many licences were taken; fewer than <see cref="Batch"/>: no more are due.</returns>
    public async Task<int> TellOfEndAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<int> taken = await context.Database.SqlQuery<int>($"""
            WITH due AS MATERIALIZED (
                SELECT e.subscriber_id, e.resource_id, e.ends_at
                FROM library_entries e JOIN subscribers s ON s.subscriber_id = e.subscriber_id
                WHERE e.ends_at IS NOT NULL AND e.notice < 2 AND e.ends_at <= {now} AND NOT e.auto_renew
                ORDER BY e.ends_at LIMIT {Batch}
                FOR KEY SHARE OF s SKIP LOCKED FOR UPDATE OF e SKIP LOCKED),
            marked AS (
                UPDATE library_entries e SET notice = {(short)ExpiryNotice.Expired} FROM due
                WHERE e.subscriber_id = due.subscriber_id AND e.resource_id = due.resource_id),
            told AS (
                INSERT INTO notifications (subscriber_id, type, notified_at, resource_id, ends_at)
                SELECT due.subscriber_id, {(short)NotificationType.Expired}, {now}, due.resource_id, due.ends_at
                FROM due LEFT JOIN presentation_controls c ON c.subscriber_id = due.subscriber_id
                WHERE COALESCE(c.expiry_notice, true)
                ORDER BY due.ends_at)
            SELECT count(*)::int AS "Value" FROM due
            """).ToListAsync(cancellationToken);
        return taken[0];
    }

    /// <summary>Subscribers who have licences that are to be renewed by themselves now.</summary>
    /// <param name="horizon">Licences that end until then.</param>
    /// <param name="except">Subscribers not to find.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>At most <see cref="Batch"/>, those whose licences end first before the others.</returns>
    public async Task<List<string>> FindRenewableAsync(DateTimeOffset horizon, IReadOnlyList<string> except, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.LibraryEntries
            .Where(row => row.EndsAt != null && row.Notice < ExpiryNotice.Expired && row.EndsAt <= horizon && row.AutoRenew && !except.Contains(row.SubscriberId))
            .GroupBy(row => row.SubscriberId).Select(group => new { SubscriberId = group.Key, First = group.Min(row => row.EndsAt) })
            .OrderBy(subscriber => subscriber.First).Take(Batch).Select(subscriber => subscriber.SubscriberId).ToListAsync(cancellationToken);
    }

    /// <summary>Removes notifications that have had their time.</summary>
    /// <param name="oldest">Those written before then.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveOldAsync(DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.ExecuteSqlAsync($"""
            DELETE FROM notifications WHERE (subscriber_id, notification_id) IN (
                SELECT subscriber_id, notification_id FROM notifications WHERE notified_at < {oldest} ORDER BY notified_at LIMIT {Batch * 10} FOR UPDATE SKIP LOCKED)
            """, cancellationToken);
    }
}
