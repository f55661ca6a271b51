using Cmr.Persistence.Notifications;
using Cmr.Persistence.Profiles;
using Npgsql;

namespace Cmr.Persistence.Settings;

/// <summary>Remembers the settings until a notification says that one changed; while notifications do not arrive, every read asks the database.</summary>
internal sealed class CachedSystemSettings(NpgsqlDataSource database) : ISystemSettings, IChangeFollower
{
    private const string Key = "settings";
    private const string Query = "SELECT setting_name, setting_value FROM system_settings";

    private readonly InvalidatingCache<SystemSettings> _cache = new(1);

    public IReadOnlyList<string> Channels { get; } = [ChangeChannels.System];

    public ValueTask<SystemSettings> ReadAsync(CancellationToken cancellationToken) =>
        _cache.TryGet(Key, out SystemSettings? known) ? ValueTask.FromResult(known) : new(LoadAsync(cancellationToken));

    public void Pause() => _cache.Pause();

    public void Resume() => _cache.Resume();

    public void Notify(string channel, string payload)
    {
        if (channel == ChangeChannels.System)
            Forget();
    }

    public void Forget() => _cache.Invalidate(Key);

    private async Task<SystemSettings> LoadAsync(CancellationToken cancellationToken)
    {
        long stamp = _cache.Stamp;
        try
        {
            Dictionary<string, string> stored = new(StringComparer.Ordinal);
            await using NpgsqlCommand command = database.CreateCommand(Query);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                stored[reader.GetString(0)] = reader.GetString(1);
            SystemSettings settings = new(stored);
            _cache.Put(Key, settings, stamp);
            return settings;
        }
        catch (Exception e) when (StorageFailure.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The settings cannot be read.", e);
        }
    }
}
