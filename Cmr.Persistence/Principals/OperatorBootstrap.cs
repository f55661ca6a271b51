using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Persistence.Principals;

/// <summary>Makes the first principal of an instance.</summary>
public static class OperatorBootstrap
{
    /// <summary>Makes a Service Provider principal with a secret, or gives the existing one that secret. Idempotent.</summary>
    /// <param name="connectionString">A database brought to the present schema.</param>
    /// <param name="principalId">Identifier of the Service Provider.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="clock">The one clock.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Task EnsureAsync(string connectionString, string principalId, string secret, TimeProvider clock, CancellationToken cancellationToken) =>
        EnsureAsync(connectionString, new Principal(principalId, PrincipalKind.ServiceProvider), secret, clock, cancellationToken);

    /// <summary>Makes a principal of any kind with a secret, or gives the existing one that secret. Idempotent.</summary>
    /// <param name="connectionString">A database brought to the present schema.</param>
    /// <param name="principal">Who.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="clock">The one clock.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public static async Task EnsureAsync(string connectionString, Principal principal, string secret, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await using CmrDbContext context = new(new DbContextOptionsBuilder<CmrDbContext>().UseNpgsql(connectionString).Options);
            PrincipalRow? known = await context.Principals.AsNoTracking().SingleOrDefaultAsync(row => row.PrincipalId == principal.PrincipalId, cancellationToken);
            if (known?.Kind == principal.Kind && SecretHash.Matches(known, secret))
                return;
            await PrincipalDirectory.SetAsync(context, principal, secret, clock.GetUtcNow(), cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The database cannot be reached.", e);
        }
    }
}
