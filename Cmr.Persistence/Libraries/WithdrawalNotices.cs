using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence.Libraries;

/// <summary>Tells the subscribers of a withdrawn resource, some at a time, so that no request waits for a million of them.</summary>
public static class WithdrawalNotices
{
    /// <summary>How many are told at once.</summary>
    public const int Batch = 1000;

    /// <summary>Tells the first of them, and leaves a note for upkeep when there are more. Part of the transaction that withdraws.</summary>
    /// <param name="context">The context of that transaction.</param>
    /// <param name="resourceId">The resource or box.</param>
    /// <param name="now">When it was withdrawn.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task BeginAsync(CmrDbContext context, string resourceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await TellAsync(context, resourceId, "", now, cancellationToken) is { } last)
            context.PendingWithdrawals.Add(new() { ResourceId = resourceId, LastSubscriberId = last, WithdrawnAt = now });
    }

    /// <summary>Tells the next of them in a transaction of its own. Several nodes may do it at once.</summary>
    /// <param name="contexts">Makes contexts.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>Whether there was anything to do.</returns>
    public static async Task<bool> ContinueAsync(IDbContextFactory<CmrDbContext> contexts, CancellationToken cancellationToken)
    {
        await using CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        PendingWithdrawalRow? pending = await context.PendingWithdrawals
            .FromSql($"SELECT * FROM pending_withdrawals ORDER BY withdrawn_at LIMIT 1 FOR UPDATE SKIP LOCKED").SingleOrDefaultAsync(cancellationToken);
        if (pending is null)
            return false;
        if (await TellAsync(context, pending.ResourceId, pending.LastSubscriberId, pending.WithdrawnAt, cancellationToken) is { } last)
            pending.LastSubscriberId = last;
        else
            context.PendingWithdrawals.Remove(pending);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // The last one told when the batch was full, so that there may be more
    private static async Task<string?> TellAsync(CmrDbContext context, string resourceId, string after, DateTimeOffset withdrawnAt, CancellationToken cancellationToken)
    {
        List<string> told = await context.Database.SqlQuery<string>($"""
            INSERT INTO notifications (subscriber_id, type, notified_at, resource_id, ends_at)
            SELECT subscriber_id, {(short)NotificationType.Withdrawn}, {withdrawnAt}, resource_id, ends_at
            FROM library_entries
            WHERE resource_id = {resourceId} AND subscriber_id > {after} AND (ends_at IS NULL OR ends_at > {withdrawnAt})
            ORDER BY subscriber_id LIMIT {Batch}
            RETURNING subscriber_id AS "Value"
            """).ToListAsync(cancellationToken);
        return told.Count == Batch ? told[^1] : null;
    }
}
