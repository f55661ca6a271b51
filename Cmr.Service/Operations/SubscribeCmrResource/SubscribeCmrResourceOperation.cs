using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.Libraries;
using LibrarySource = Cmr.Persistence.Model.LibrarySource;

namespace Cmr.Service.Operations.SubscribeCmrResource;

/// <summary>Puts a resource into the subscriber's library (OMA TS Tables 5 and 6).</summary>
internal sealed class SubscribeCmrResourceOperation()
    : ManagementOperation<SubscribeCmrResourceRequest, SubscribeCmrResourceResponse>(ContractOperations.SubscribeCmrResource)
{
    public override RequestOutline Outline(SubscribeCmrResourceRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: false);

    public override SubscribeCmrResourceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<SubscribeCmrResourceResponse>> ExecuteAsync(
        SubscribeCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        LibraryShelf shelf = await LibraryShelf.LoadAsync(context, cancellationToken);
        ResourceRow? resource = await context.Database.Resources.FindAsync([request.ResourceId], cancellationToken);
        Refusal? refusal = LibraryShelf.CheckAvailable(resource, request.ResourceId, context.Now)
            ?? LibraryShelf.CheckLicensable(resource, request.ResourceId, context.SubscriberId)
            ?? shelf.TryPut(resource, request.ResourceId, LibrarySource.Subscribed, givenBy: null);
        if (refusal is not null)
            return refusal;
        return new SubscribeCmrResourceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
    }
}
