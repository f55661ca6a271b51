using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cmr.Persistence.Profiles;

/// <summary>Keeps one connection that listens for changes. While there is none, nothing is cached, so nothing can be out of date.</summary>
internal sealed class ProfileInvalidationListener(
    NpgsqlDataSource database,
    RingingProfileCache cache,
    IOptions<RingingProfileOptions> options,
    TimeProvider clock,
    ILogger<ProfileInvalidationListener> logger) : BackgroundService
{
    private const string Listen = $"LISTEN {ProfileChannels.Profile}; LISTEN {ProfileChannels.Resource}; LISTEN {ProfileChannels.System}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool told = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => told = false, stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or StorageUnavailableException or TimeoutException or IOException or System.Net.Sockets.SocketException)
            {
                cache.Pause();
                if (!told)
                    logger.NotificationsLost(e.Message);
                told = true;
                await Task.Delay(options.Value.ReconnectDelay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                cache.Pause();
            }
        }
    }

    private async Task ListenAsync(Action connected, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => cache.Notify(notification.Channel, notification.Payload);
        await using (NpgsqlCommand listen = new(Listen, connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        // Only now: what was read before LISTEN took effect may already be out of date
        cache.Resume();
        connected();
        logger.NotificationsArrive();
        while (true)
        {
            if (!await connection.WaitAsync(options.Value.ProbeInterval, cancellationToken))
            {
                await using NpgsqlCommand probe = new("SELECT 1", connection) { CommandTimeout = 3 };
                await probe.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}
