using Cmr.Contracts.Soap;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Libraries;

namespace Cmr.Service.Operations.DeleteCmrResource;

/// <summary>Takes resources and boxes out of a library; all or none. Rules and defaults that name them stay, and lead to them no more.</summary>
internal sealed class DeleteCmrResourceOperation(ISystemSettings settings)
    : ManagementOperation<DeleteCmrResourceRequest, DeleteCmrResourceResponse>(ContractOperations.DeleteCmrResource)
{
    private const int MaximumResources = 100;

    public override RequestOutline Outline(DeleteCmrResourceRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: false);

    public override DeleteCmrResourceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<DeleteCmrResourceResponse>> ExecuteAsync(
        DeleteCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.ResourceId.Count > MaximumResources)
            return Refusal.Invalid("ResourceId", $"{request.ResourceId.Count} values", $"are more than {MaximumResources}");
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        LibraryShelf shelf = await LibraryShelf.LoadAsync(request.ResourceId, await settings.ReadAsync(cancellationToken), context, cancellationToken);
        foreach (string resourceId in request.ResourceId)
        {
            if (shelf.Find(resourceId) is not { } entry)
                return Refusal.Unavailable(resourceId, "is not in the library");
            shelf.Remove(entry);
        }
        return new DeleteCmrResourceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
    }
}
