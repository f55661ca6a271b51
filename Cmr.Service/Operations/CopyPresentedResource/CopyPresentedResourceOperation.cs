using Cmr.Contracts.Soap;
using Cmr.Domain.Choosing;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.Presentations;
using Microsoft.EntityFrameworkCore;
using LibrarySource = Cmr.Persistence.Model.LibrarySource;

namespace Cmr.Service.Operations.CopyPresentedResource;

/// <summary>Copies what a subscriber hears in its call, or heard a moment ago, into its library; all or none (OMA AD flow B.1, out of band).</summary>
internal sealed class CopyPresentedResourceOperation(ISystemSettings settings)
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
        return await CopyAsync(wanted, sources, system, context, cancellationToken) is { } refusal
            ? refusal
            : new CopyPresentedResourceResponse { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, ResourceId = [.. wanted] };
    }

    private static async Task<Refusal?> CopyAsync(
        string[] wanted, Dictionary<string, PresentationRow> sources, SystemSettings system, OperationContext context, CancellationToken cancellationToken)
    {
        Dictionary<string, ResourceRow> resources = await context.Database.Resources.AsNoTracking()
            .Where(row => wanted.Contains(row.ResourceId)).ToDictionaryAsync(row => row.ResourceId, StringComparer.Ordinal, cancellationToken);
        Dictionary<string, OwnerConsent> consents = new(StringComparer.Ordinal);
        LibraryShelf shelf = await LibraryShelf.LoadAsync(context, cancellationToken);
        foreach (string resourceId in wanted)
        {
            PresentationRow source = sources[resourceId];
            ResourceRow? resource = resources.GetValueOrDefault(resourceId);
            // What the operator presents by default is in nobody's library, so nobody has to consent
            bool isOperators = source.Origin is ChoiceOrigin.SystemDefault;
            if (!consents.TryGetValue(source.SubscriberId, out OwnerConsent? consent))
                consents[source.SubscriberId] = consent = await OwnerConsent.LoadAsync(source.SubscriberId, system.CopyPermittedByDefault, context, cancellationToken);
            Refusal? refusal = LibraryShelf.CheckAvailable(resource, resourceId, context.Now)
                ?? (isOperators ? null : consent.CheckCopy(context.SubscriberId, resourceId))
                ?? shelf.TryPut(resource, resourceId, LibrarySource.Copied, isOperators ? null : source.SubscriberId);
            if (refusal is not null)
                return refusal;
        }
        return null;
    }

    private static Refusal Nothing(CopyPresentedResourceRequest request) => request.CallId is { } callId
        ? Refusal.Unavailable(callId, "is no call in which something was presented to the subscriber of late", "CallId")
        : Refusal.Unavailable(request.SubscriberId, "hears nothing, and has heard nothing of late, that could be copied", "SubscriberId");
}
