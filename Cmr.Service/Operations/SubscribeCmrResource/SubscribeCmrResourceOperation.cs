using Cmr.Contracts.Soap;
using Cmr.Service.Operations.Libraries;

namespace Cmr.Service.Operations.SubscribeCmrResource;

/// <summary>Puts a resource or box into the subscriber's library (OMA TS Tables 5 and 6).</summary>
internal sealed class SubscribeCmrResourceOperation(LibraryDesk desk)
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
        Acquisition wish = Acquisition.Subscription(request.ResourceId, context.SubscriberId, request.TransactionId);
        if (await desk.PutAsync(wish, context, cancellationToken) is { } refusal)
            return refusal;
        return new SubscribeCmrResourceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };
    }
}
