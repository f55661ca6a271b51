using Cmr.Domain.Content;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.Libraries;

/// <summary>What a subscriber brought in or put together.</summary>
internal static class OwnContent
{
    /// <summary>
    /// Withdraws all of it when the subscription of its owner ends, so that whoever is registered under the same number later does not inherit it;
    /// upkeep tells those to whom it was given.
    /// </summary>
    public static async Task WithdrawAsync(OperationContext context, CancellationToken cancellationToken)
    {
        List<string> withdrawn = await context.Database.Database.SqlQuery<string>($"""
            WITH gone AS (
                UPDATE resources SET withdrawn_at = {context.Now}, updated_at = {context.Now}
                WHERE owner_principal_id = {context.SubscriberId} AND originator = {(short)ResourceOriginator.Subscriber} AND withdrawn_at IS NULL
                RETURNING resource_id),
            told AS (
                INSERT INTO pending_withdrawals (resource_id, last_subscriber_id, withdrawn_at) SELECT resource_id, '', {context.Now} FROM gone)
            SELECT resource_id AS "Value" FROM gone
            """).ToListAsync(cancellationToken);
        foreach (string resourceId in withdrawn)
            context.Transaction.ResourceChanged(resourceId);
    }
}
