using Cmr.Contracts.Soap;
using Cmr.Domain.Choosing;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.Presentations;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;
using LibrarySource = Cmr.Persistence.Model.LibrarySource;

namespace Cmr.Service.Operations.CopyPresentedResource;

/// <summary>Copies what a subscriber hears in its call, or heard a moment ago, into its library; all or none (OMA AD flow B.1, out of band).</summary>
internal sealed class CopyPresentedResourceOperation(LibraryDesk desk, ISystemSettings settings)
    : ManagementOperation<CopyPresentedResourceRequest, CopyPresentedResourceResponse>(ContractOperations.CopyPresentedResource)
{
    public override RequestOutline Outline(CopyPresentedResourceRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: false);

    public override CopyPresentedResourceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<CopyPresentedResourceResponse>> ExecuteAsync(CopyPresentedResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        SystemSettings system = await settings.ReadAsync(cancellationToken);
        List<PresentationRow> heard = await PresentationFinder.HeardAsync(system.CopyWindow, request.CallId, context, cancellationToken);
        if (heard.Count == 0)
            return Nothing(request);

        Dictionary<string, PresentationRow> sources = new(StringComparer.Ordinal);
        foreach (PresentationRow row in heard)
        {
            foreach (string id in row.ResourceIds)
                sources.TryAdd(id, row);
        }
        // Without a wish, what is heard now; what was stopped before it has to be named
        string[] wanted = [.. request.ResourceId.Count > 0 ? request.ResourceId : heard[0].ResourceIds.Distinct(StringComparer.Ordinal)];
        if (Array.Find(wanted, id => !sources.ContainsKey(id)) is { } other)
            return Refusal.Unavailable(other, "was not presented to the subscriber in this call");
        return await CopyAsync(wanted, sources, request, context, cancellationToken) is { } refusal
            ? refusal
            : new CopyPresentedResourceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, ResourceId = [.. wanted] };
    }

    private async Task<Refusal?> CopyAsync(
        string[] wanted, Dictionary<string, PresentationRow> sources, CopyPresentedResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        SystemSettings system = await settings.ReadAsync(cancellationToken);
        // What the operator presents by default is in nobody's library, so nobody has to consent
        foreach (IGrouping<string?, string> source in wanted.GroupBy(id => sources[id].Origin is ChoiceOrigin.SystemDefault ? null : sources[id].SubscriberId))
        {
            Func<ResourceRow, Refusal?> check = static _ => null;
            if (source.Key is { } ownerId)
            {
                OwnerConsent consent = await OwnerConsent.LoadAsync(ownerId, system.CopyPermittedByDefault, context, cancellationToken);
                check = resource => consent.CheckCopy(context.SubscriberId, resource.ResourceId);
            }
            Acquisition wish = new(ChargedEvent.Copy, LibrarySource.Copied, [.. source], request.TransactionId) { OtherPartyId = source.Key, Check = check };
            if (await desk.PutAsync(wish, context, cancellationToken) is { } refusal)
                return refusal;
        }
        return null;
    }

    private static Refusal Nothing(CopyPresentedResourceRequest request) => request.CallId is { } callId
        ? Refusal.Unavailable(callId, "is no call in which something was presented to the subscriber of late", "CallId")
        : Refusal.Unavailable(request.SubscriberId, "hears nothing, and has heard nothing of late, that could be copied", "SubscriberId");
}
