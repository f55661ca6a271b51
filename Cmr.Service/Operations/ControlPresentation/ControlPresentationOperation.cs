using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Cmr.Persistence.Presentations;
using Cmr.Service.Operations.Libraries;
using Cmr.Service.Operations.ManageCmrResource;
using Cmr.Service.Operations.Presentations;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ControlPresentation;

/// <summary>Stops what a party of a call hears, and answers when it has stopped (OMA AD flow B.2, out of band).</summary>
internal sealed class ControlPresentationOperation(PresentationStops stops)
    : ManagementOperation<ControlPresentationRequest, ControlPresentationResponse>(ContractOperations.ControlPresentation)
{
    public override RequestOutline Outline(ControlPresentationRequest request) => new(request.TransactionId, request.SubscriberId, ChangesNothing: false);

    public override ControlPresentationResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<ControlPresentationResponse>> ExecuteAsync(ControlPresentationRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        List<PresentationRow> running = await PresentationFinder.RunningAsync(request.CallId, context, cancellationToken);
        if (running.Count == 0)
            return await NothingAsync(request, context, cancellationToken);
        PresentationRow presentation = running[0];
        if (presentation.SubscriberId != context.SubscriberId)
        {
            OwnerConsent consent = await OwnerConsent.LoadAsync(presentation.SubscriberId, copyByDefault: true, context, cancellationToken);
            if (consent.Settings.StopAllowed is false)
                return Refusal.NotPermitted("The other party does not permit that its presentation is stopped");
        }

        return await stops.StopAsync(presentation.PresentationId, cancellationToken) switch
        {
            StopOutcome.Stopped => new ControlPresentationResponse
            {
                TransactionId = request.TransactionId,
                StatusCode = StatusCode.Success,
                PresentedResource = [.. await DescribeAsync(presentation, context, cancellationToken)],
            },
            StopOutcome.Over => Nothing(request),
            _ => new Refusal(StatusCode.PresentationNotConfirmed, "The node that serves the call did not confirm in time; the presentation may stop yet"),
        };
    }

    private static async Task<Answer<ControlPresentationResponse>> NothingAsync(ControlPresentationRequest request, OperationContext context, CancellationToken cancellationToken) =>
        await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken)
            ? Nothing(request)
            : Refusal.UnknownSubscriber(request.SubscriberId);

    private static Refusal Nothing(ControlPresentationRequest request) => request.CallId is { } callId
        ? Refusal.Unavailable(callId, "is no call with a presentation that the subscriber could stop", "CallId")
        : Refusal.Unavailable(request.SubscriberId, "hears nothing that could be stopped, and nothing of it is presented", "SubscriberId");

    private static async Task<IEnumerable<PresentedResource>> DescribeAsync(PresentationRow presentation, OperationContext context, CancellationToken cancellationToken)
    {
        Dictionary<string, ResourceRow> known = await context.Database.Resources.AsNoTracking()
            .Where(row => presentation.ResourceIds.Contains(row.ResourceId)).ToDictionaryAsync(row => row.ResourceId, StringComparer.Ordinal, cancellationToken);
        return presentation.ResourceIds.Select(id => known.TryGetValue(id, out ResourceRow? row)
            ? new PresentedResource { ResourceId = id, Name = row.Name, MediaType = ResourceMapping.ToContract(row.MediaType) }
            : new PresentedResource { ResourceId = id });
    }
}
