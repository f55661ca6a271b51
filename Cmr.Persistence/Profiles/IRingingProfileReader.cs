using Cmr.Domain.Choosing;
using Cmr.Domain.Parties;

namespace Cmr.Persistence.Profiles;

/// <summary>Reads what the call path needs to know of a called party. Safe for concurrent use.</summary>
public interface IRingingProfileReader
{
    /// <summary>Gives the view of a party, from the cache when it is there.</summary>
    /// <param name="called">Normalised identity of the party.</param>
    /// <param name="cancellationToken">Ends the wait of this caller only; a load that others wait for goes on.</param>
    /// <returns>The view; its profile is <see langword="null"/> when the party is no subscriber.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or does not answer.</exception>
    ValueTask<RingingView> ReadAsync(PartyIdentity called, CancellationToken cancellationToken);

    /// <summary>
    /// Does once, for nobody, all that a read may do: the queries, on two connections at once as a call needs them, and the reading of documents.
    /// Code that never ran takes longer to compile than a choice may take, so this belongs before the first call.
    /// </summary>
    /// <param name="example">What documents are made of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    ValueTask WarmUpAsync(RingingView example, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
