using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Libraries;
using Microsoft.EntityFrameworkCore;
using Principal = Cmr.Persistence.Principals.Principal;

namespace Cmr.Service.Operations.AddCmrResource;

/// <summary>Copies resources from another subscriber's library, or gives them to another subscriber; all or none (OMA TS Tables 7 and 8).</summary>
internal sealed class AddCmrResourceOperation(NumberingPlan plan, ISystemSettings settings, LibraryDesk desk)
    : ManagementOperation<AddCmrResourceRequest, AddCmrResourceResponse>(ContractOperations.AddCmrResource)
{
    private const int MaximumResources = 100;

    public override RequestOutline Outline(AddCmrResourceRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: false);

    public override AddCmrResourceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    /// <summary>A copy is asked for by who receives it, a gift by who gives it.</summary>
    public override bool IsPermitted(Principal principal, AddCmrResourceRequest request, string subscriberId) =>
        base.IsPermitted(principal, request, request.Action is AddAction.Gift ? Normalize(request.ResourceOwner) : subscriberId);

    public override async Task<Answer<AddCmrResourceResponse>> ExecuteAsync(AddCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.ResourceId.Count > MaximumResources)
            return Refusal.Invalid("ResourceId", $"{request.ResourceId.Count} values", $"are more than {MaximumResources}");
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        string ownerId = Normalize(request.ResourceOwner);
        if (!await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == ownerId, cancellationToken))
            return Refusal.UnknownSubscriber(request.ResourceOwner, "ResourceOwner");

        SystemSettings system = await settings.ReadAsync(cancellationToken);
        Answer<Acquisition> wish = request.Action is AddAction.Copy
            ? await CopyAsync(request, ownerId, system, context, cancellationToken)
            : await GiftAsync(request, ownerId, system, context, cancellationToken);
        Refusal? refusal = wish.Response is null ? wish.Refusal : await desk.PutAsync(wish.Response, context, cancellationToken);
        if (refusal is not null)
            return refusal;
        return new AddCmrResourceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
    }

    private static async Task<Answer<Acquisition>> CopyAsync(
        AddCmrResourceRequest request, string ownerId, SystemSettings system, OperationContext context, CancellationToken cancellationToken)
    {
        List<string> shared = await context.Database.LibraryEntries
            .Where(row => row.SubscriberId == ownerId && request.ResourceId.Contains(row.ResourceId)
                && row.StartsAt <= context.Now && (row.EndsAt == null || row.EndsAt > context.Now))
            .Select(row => row.ResourceId).ToListAsync(cancellationToken);
        OwnerConsent consent = await OwnerConsent.LoadAsync(ownerId, system.CopyPermittedByDefault, context, cancellationToken);
        return Acquisition.Copy(request.ResourceId, ownerId, request.TransactionId, resource => !shared.Contains(resource.ResourceId)
            ? Refusal.Unavailable(resource.ResourceId, "is not in the library of ResourceOwner")
            : consent.CheckCopy(context.SubscriberId, resource.ResourceId));
    }

    private static async Task<Answer<Acquisition>> GiftAsync(
        AddCmrResourceRequest request, string giverId, SystemSettings system, OperationContext context, CancellationToken cancellationToken)
    {
        OwnerConsent receiver = await OwnerConsent.LoadAsync(context.SubscriberId, system.CopyPermittedByDefault, context, cancellationToken);
        return receiver.Settings.GiftAccepted is false
            ? Refusal.Unavailable(request.ResourceId[0], "is not accepted: the subscriber takes no gifts")
            : Acquisition.Gift(request.ResourceId, giverId, request.TransactionId);
    }

    private string Normalize(string subscriberId) => PartyIdentity.TryParse(subscriberId, plan, out PartyIdentity identity) ? identity.Value : "";
}
