using Cmr.Persistence.Profiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cmr.Persistence.Changes;

/// <summary>Opens transactions for management requests.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="clock">The one clock.</param>
public sealed class ManagementTransactions(IDbContextFactory<CmrDbContext> contexts, TimeProvider clock)
{
    /// <summary>Opens a transaction; it is undone unless it is accepted or refused.</summary>
    /// <param name="cancellationToken">Stops the opening.</param>
    public async Task<ManagementTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        CmrDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            return new ManagementTransaction(context, transaction, new ProfileRebuilder(context), clock.GetUtcNow());
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }
}
