using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Cmr.Persistence.Migrations;

/// <summary>Brings a database to the present schema.</summary>
public static class DatabaseMigrator
{
    // Any fixed number will do as long as nothing else in the database uses it
    private const long AdvisoryLock = 0x434D_525F_4D49_4752;

    /// <summary>Applies what is missing, in order. Idempotent; of several callers at once one works and the others wait for it.</summary>
    /// <param name="connectionString">A database whose user may create tables.</param>
    /// <param name="progress">Told the name of each migration before it is applied; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops between migrations; the one under way is rolled back.</param>
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public static async Task<int> MigrateAsync(string connectionString, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlConnection guard = new(connectionString);
            await guard.OpenAsync(cancellationToken);
            await using NpgsqlCommand acquire = new("SELECT pg_advisory_lock($1)", guard) { Parameters = { new() { Value = AdvisoryLock } } };
            await acquire.ExecuteNonQueryAsync(cancellationToken);
            // The lock ends with this connection's session, so it must not go back to a pool alive
            int applied = await ApplyAsync(connectionString, progress, cancellationToken);
            await using NpgsqlCommand release = new("SELECT pg_advisory_unlock($1)", guard) { Parameters = { new() { Value = AdvisoryLock } } };
            await release.ExecuteNonQueryAsync(cancellationToken);
            return applied;
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The database cannot be reached for migration.", e);
        }
    }

    private static async Task<int> ApplyAsync(string connectionString, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        DbContextOptions<CmrDbContext> options = new DbContextOptionsBuilder<CmrDbContext>()
            .UseNpgsql(connectionString)
            // Migrations are written by hand in SQL, so there is no snapshot to compare the model with; a test compares it with the real schema
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
        await using CmrDbContext context = new(options);
        IMigrator migrator = context.GetService<IMigrator>();
        int applied = 0;
        foreach (string migration in await context.Database.GetPendingMigrationsAsync(cancellationToken))
        {
            progress?.Report(migration);
            await migrator.MigrateAsync(migration, cancellationToken);
            applied++;
        }
        return applied;
    }
}
