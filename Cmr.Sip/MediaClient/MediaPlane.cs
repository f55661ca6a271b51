using Cmr.Contracts.MediaControl;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.MediaClient;

/// <summary>The client of all media workers: a connection to each, one router, one clock for the deadlines.</summary>
internal sealed class MediaPlane(InstanceKeys keys, TimeProvider clock, IOptions<MediaClientOptions> options, ILogger<MediaPlane> logger) : BackgroundService, IMediaPlane
{
    private static readonly TimeSpan DeadlineResolution = TimeSpan.FromMilliseconds(20);

    private readonly MediaRouter _router = new(options.Value.CommandBudget);
    private readonly long _startedAt = clock.GetTimestamp();

    /// <summary>Gets the number of workers connected.</summary>
    public int ConnectedWorkers => _router.ConnectedWorkers;

    /// <inheritdoc/>
    public void Post(MediaCommand command, IMediaEventSink sink) => Carry(_router.Post(command, sink, Now));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        (Guid, ReadOnlyMemory<byte>) controller = (Guid.NewGuid(), keys.ControlKey);
        WorkerConnection[] connections = [.. options.Value.Workers.Select(text => WorkerAddress.TryParse(text, out WorkerAddress address)
            ? new WorkerConnection(address, _router, options.Value, controller, clock, logger)
            : throw new OptionsValidationException(nameof(options.Value.Workers), typeof(MediaClientOptions), [$"{text} is not host:port"]))];
        await Task.WhenAll([ExpireAsync(stoppingToken), .. connections.Select(connection => connection.RunAsync(stoppingToken))]);
    }

    private async Task ExpireAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(DeadlineResolution, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Carry(_router.Expire(Now));
            }
        }
        catch (OperationCanceledException)
        {
            // The way a stop looks from here
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_startedAt);

    private static void Carry(IReadOnlyList<Delivery> deliveries)
    {
        foreach (Delivery delivery in deliveries)
        {
            delivery.Carry();
        }
    }
}
