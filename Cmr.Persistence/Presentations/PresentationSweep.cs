using Cmr.Persistence.Settings;
using Npgsql;

namespace Cmr.Persistence.Presentations;

/// <summary>Removes presentations that nobody can stop or copy any more, whether their node told their end or died, and services of applications past retention.</summary>
/// <param name="database">The database.</param>
/// <param name="settings">How long records are kept.</param>
/// <param name="clock">The one clock.</param>
public sealed class PresentationSweep(NpgsqlDataSource database, ISystemSettings settings, TimeProvider clock)
{
    // No call rings this long; added to the time in which its end can still be copied
    private static readonly TimeSpan LongestPresentation = TimeSpan.FromHours(1);

    /// <summary>Does it once; several nodes may do it at the same time.</summary>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <returns>How many presentations and services were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        SystemSettings current = await settings.ReadAsync(cancellationToken);
        return await AgedRows.RemoveAsync(
                database, "presentations", "listener, presentation_id", "started_at", now - current.CopyWindow - LongestPresentation, cancellationToken)
            + await AgedRows.RemoveAsync(database, "application_services", "ctid", "started_at", now - current.AuditRetention, cancellationToken);
    }
}
