namespace Cmr.Persistence.Settings;

/// <summary>Gives the settings of the system as they are now. A change reaches every node through a notification, without a restart.</summary>
public interface ISystemSettings
{
    /// <summary>Reads the settings: from memory, or from the database after a change.</summary>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>All settings, of one moment.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    ValueTask<SystemSettings> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Forgets what is remembered; for the node that changed a setting itself, whose next request must see it.</summary>
    void Forget();
}
