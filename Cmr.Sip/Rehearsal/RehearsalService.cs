using System.Security.Cryptography;
using Cmr.Domain.Parties;
using Cmr.Persistence;
using Cmr.Persistence.Profiles;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Rehearsal;

/// <summary>Runs the rehearsal before the node takes calls: once through the call code, once through the profile look-up.</summary>
internal sealed class RehearsalService(IRingingProfileReader profiles, NumberingPlan plan, ILogger<RehearsalService> logger) : IHostedService
{
    // E.164 knows no country code 0, so nobody has this number
    private const string NobodysNumber = "+00000000000";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        CallRehearsal call = new(new RandomIdentifiers(), new SipTokens(RandomNumberGenerator.Fill));
        call.Run();
        if (!call.IsComplete) logger.RehearsalIncomplete();
        if (!PartyIdentity.TryParse(NobodysNumber, plan, out PartyIdentity nobody)) return;
        try
        {
            await profiles.ReadAsync(nobody, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            // the health page tells that the database is away; calls go on without a presentation until it is back
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
