using Cmr.Domain.Parties;
using Cmr.Persistence;
using Cmr.Persistence.Changes;
using Cmr.Persistence.Principals;
using Cmr.Persistence.Settings;

namespace Cmr.Service.Operations;

/// <summary>Within what a request is carried out.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="SubscriberId">Normalised identity of the subscriber meant; empty when the operation concerns none.</param>
/// <param name="Transaction">The database transaction.</param>
/// <param name="Plan">The numbering plan of the home network.</param>
internal sealed record OperationContext(Principal Principal, string SubscriberId, ManagementTransaction Transaction, NumberingPlan Plan)
{
    /// <summary>The settings of the system as they were when the request began.</summary>
    public required SystemSettings Settings { get; init; }

    public CmrDbContext Database => Transaction.Database;

    public DateTimeOffset Now => Transaction.Now;
}
