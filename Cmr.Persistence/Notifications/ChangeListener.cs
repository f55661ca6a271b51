using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cmr.Persistence.Notifications;

/// <summary>Keeps one connection that listens for changes. While there is none, nothing is cached, so nothing can be out of date.</summary>
internal sealed class ChangeListener(
    NpgsqlDataSource database,
    IEnumerable<IChangeFollower> followers,
    IOptions<NotificationOptions> options,
    TimeProvider clock,
    ILogger<ChangeListener> logger) : BackgroundService
{
    private readonly IChangeFollower[] _followers = [.. followers];

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
                Tell(follower => follower.Pause());
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
                Tell(follower => follower.Pause());
            }
        }
    }

    private async Task ListenAsync(Action connected, CancellationToken cancellationToken)
    {
        string listening = string.Join(' ', _followers.SelectMany(follower => follower.Channels).Distinct().Select(channel => $"LISTEN {channel};"));
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Tell(follower => follower.Notify(notification.Channel, notification.Payload));
        await using (NpgsqlCommand listen = new(listening, connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        // Only now: what was read before LISTEN took effect may already be out of date
        Tell(follower => follower.Resume());
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

    private void Tell(Action<IChangeFollower> what)
    {
        foreach (IChangeFollower follower in _followers)
            what(follower);
    }
}
