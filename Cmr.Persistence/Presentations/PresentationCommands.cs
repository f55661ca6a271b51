using System.Threading.Channels;
using Cmr.Persistence.Notifications;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cmr.Persistence.Presentations;

/// <summary>Takes commands to presentations in a SIP node, and confirms what was done.</summary>
internal sealed class PresentationCommands(NpgsqlDataSource database, IPresentationStopper stopper, ILogger<PresentationCommands> logger) : BackgroundService, IChangeFollower
{
    private const int MostAnswers = 1000;

    private readonly Channel<(string Channel, string Payload)> _answers = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(MostAnswers) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    public IReadOnlyList<string> Channels { get; } = [PresentationCommand.Channel];

    public void Pause()
    {
        // Nothing is kept that could be out of date
    }

    public void Resume()
    {
        // A command that was missed was not confirmed, and its sender has been told so
    }

    public void Notify(string channel, string payload)
    {
        if (channel != PresentationCommand.Channel)
            return;
        if (!PresentationCommand.TryParse(payload, out PresentationCommand command))
        {
            logger.CommandUnreadable();
            return;
        }
        stopper.Stop(command.PresentationId, stopped =>
            _answers.Writer.TryWrite((command.AnswerChannel, stopped ? PresentationCommand.Stopped : PresentationCommand.Over)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach ((string channel, string payload) in _answers.Reader.ReadAllAsync(stoppingToken))
                await TryAnswerAsync(channel, payload, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // This is how it ends
        }
    }

    private async Task TryAnswerAsync(string channel, string payload, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlCommand notify = database.CreateCommand("SELECT pg_notify($1, $2)");
            notify.Parameters.Add(new() { Value = channel });
            notify.Parameters.Add(new() { Value = payload });
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException || StorageFailure.IsUnavailable(e))
        {
            logger.StopNotConfirmed(e.Message);
        }
    }
}
