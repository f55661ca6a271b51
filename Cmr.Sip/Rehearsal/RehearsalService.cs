using System.Security.Cryptography;
using Cmr.Persistence;
using Cmr.Persistence.Profiles;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Rehearsal;

/// <summary>Runs the rehearsal before the node takes calls: through the call code, through the choice, and through the database's part in it.</summary>
internal sealed class RehearsalService(IRingingProfileReader profiles, IServiceProvider services, ILogger<RehearsalService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        CallRehearsal call = new(new RandomIdentifiers(), new SipTokens(RandomNumberGenerator.Fill));
        call.Run();
        if (!call.IsComplete) logger.RehearsalIncomplete();
        try
        {
            await profiles.WarmUpAsync(ChoiceRehearsal.Example, cancellationToken);
            if (!await new ChoiceRehearsal(services).RunAsync(cancellationToken)) logger.RehearsalIncomplete();
        }
        catch (Exception e) when (e is StorageUnavailableException or TimeoutException)
        {
            // the health page tells that the database is away; calls go on without a presentation until it is back
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
