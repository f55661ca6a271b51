using Cmr.Contracts.MediaControl;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Sessions;

/// <summary>Reads the mailbox, looks for forgotten sessions every second, and drains before anything else of the process stops.</summary>
internal sealed class SessionHost(SessionMailbox mailbox, SessionTable table, TimeProvider clock, IOptions<MediaSessionOptions> options, ILogger<SessionHost> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Post(new SessionInput.Drain(drained));
        try
        {
            await drained.Task.WaitAsync(options.Value.DrainTimeout, clock, cancellationToken);
            logger.Drained();
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            WorkerLoad left = table.Load;
            logger.DrainGivenUp(left.Sessions);
        }
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long startedAt = clock.GetTimestamp();
        using ITimer sweep = clock.CreateTimer(_ => mailbox.Post(new SessionInput.Sweep()), null, SweepInterval, SweepInterval);
        try
        {
            await foreach (SessionInput input in mailbox.Reader.ReadAllAsync(stoppingToken))
            {
                table.Handle(input, clock.GetElapsedTime(startedAt));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The way a stop looks from here
        }

        table.Clear();
    }
}
