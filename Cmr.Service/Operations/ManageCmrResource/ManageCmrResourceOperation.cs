using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Libraries;
using Cmr.Persistence.Model;
using Cmr.Service.Content;
using Cmr.Service.Operations.Charging;
using Microsoft.EntityFrameworkCore;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;
using ResourceKind = Cmr.Persistence.Model.ResourceKind;

namespace Cmr.Service.Operations.ManageCmrResource;

/// <summary>Queries, makes, changes and withdraws resources, and hands out upload URLs for their content (OMA TS Table 9).</summary>
internal sealed class ManageCmrResourceOperation(UploadDesk uploads)
    : ManagementOperation<ManageCmrResourceRequest, ManageCmrResourceResponse>(ContractOperations.ManageCmrResource)
{
    public override RequestOutline Outline(ManageCmrResourceRequest request) => new(request.TransactionId, null, request.OperationType is OperationType.Query);

    public override ManageCmrResourceResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId, StatusCode = refusal.Code, StatusDescription = refusal.Description };

    /// <summary>Whose resource it is, is seen when it is there.</summary>
    public override bool IsPermitted(Principal principal, ManageCmrResourceRequest request, string subscriberId) =>
        principal.Kind is not PrincipalKind.Application;

    public override Task<Answer<ManageCmrResourceResponse>> ExecuteAsync(
        ManageCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken) => request.OperationType switch
        {
            OperationType.Query => QueryAsync(request, context, cancellationToken),
            OperationType.Create => CreateAsync(request, context, cancellationToken),
            _ => ChangeAsync(request, context, cancellationToken),
        };

    private static async Task<Answer<ManageCmrResourceResponse>> QueryAsync(
        ManageCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        ResourceRow? row = await context.Database.Resources.AsNoTracking().SingleOrDefaultAsync(r => r.ResourceId == request.ResourceId, cancellationToken);
        if (ProviderCheck.Owned(row, request.ResourceId, ResourceKind.Resource, context.Principal) is { } refusal)
            return refusal;
        return Done(request) with { ResourceDetail = row is null ? [] : [ResourceMapping.ToDetail(row)] };
    }

    private async Task<Answer<ManageCmrResourceResponse>> CreateAsync(
        ManageCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        Refusal? refusal = ParameterCheck.Identifier("ResourceId", request.ResourceId)
            ?? (request.MediaType is null ? Refusal.Missing("MediaType") : null)
            ?? (request.Name is null ? Refusal.Missing("Name") : null)
            ?? ResourceCheck.Check(request, context.Now)
            ?? ProviderCheck.Named(request.ProviderId, context.Principal) ?? CheckOriginator(request, context.Principal);
        if (refusal is not null)
            return refusal;
        if (await context.Database.Resources.AnyAsync(row => row.ResourceId == request.ResourceId, cancellationToken))
            return Refusal.Repeated("ResourceId", request.ResourceId, "is taken");

        ResourceRow resource = await NewAsync(request, context, cancellationToken);
        ResourceMapping.Apply(request, resource);
        if (ResourceCheck.CheckAgreement(resource) is { } contradiction)
            return contradiction;
        context.Database.Resources.Add(resource);
        ChargeBook charges = await ChargeBook.OpenAsync(ChargedEvent.ResourceManagement, request.TransactionId, context, cancellationToken);
        charges.Record(new(context.Principal.PrincipalId, resource.ProviderId ?? context.Principal.PrincipalId), resource);
        context.Transaction.ResourceChanged(resource.ResourceId);
        return await context.Transaction.TrySaveAsync(cancellationToken)
            ? WithUpload(request, context)
            : Refusal.Repeated("ResourceId", request.ResourceId, "is taken");
    }

    private async Task<Answer<ManageCmrResourceResponse>> ChangeAsync(
        ManageCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        ResourceRow? row = await context.Transaction.LockResourceAsync(request.ResourceId, cancellationToken);
        if (ProviderCheck.Owned(row, request.ResourceId, ResourceKind.Resource, context.Principal) is { } notOwned)
            return notOwned;
        if (row is null)
            return Refusal.Unavailable(request.ResourceId, "is no CMR Resource");
        row.UpdatedAt = context.Now;
        if (request.OperationType is OperationType.Delete)
        {
            row.WithdrawnAt = context.Now;
            await WithdrawalNotices.BeginAsync(context.Database, row.ResourceId, context.Now, cancellationToken);
            return Done(request);
        }
        if ((ResourceCheck.Check(request, context.Now) ?? ProviderCheck.Named(request.ProviderId, context.Principal) ?? CheckOriginator(request, context.Principal)) is { } refusal)
            return refusal;
        ResourceMapping.Apply(request, row);
        row.ProviderId = request.ProviderId ?? row.ProviderId;
        if (ResourceCheck.CheckAgreement(row) is { } contradiction)
            return contradiction;
        return WithUpload(request, context);
    }

    private static async Task<ResourceRow> NewAsync(ManageCmrResourceRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        string providerId = request.ProviderId ?? context.Principal.PrincipalId;
        return new()
        {
            ResourceId = request.ResourceId,
            Name = request.Name ?? "",
            OwnerPrincipalId = await ProviderCheck.OwnerAsync(providerId, context, cancellationToken),
            ProviderId = providerId,
            Originator = context.Principal.Kind is PrincipalKind.Subscriber ? ResourceOriginator.Subscriber : ResourceOriginator.ContentProvider,
            Status = Domain.Content.ResourceStatus.Active,
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
    }

    private static Refusal? CheckOriginator(ManageCmrResourceRequest request, Principal principal)
    {
        if (principal.Kind is PrincipalKind.ServiceProvider)
            return null;
        bool contradicts = request.Originator is { } originator && originator != (principal.Kind is PrincipalKind.Subscriber ? Originator.Subscriber : Originator.ContentProvider);
        return contradicts ? Refusal.Invalid("Originator", $"{request.Originator}", "does not agree with who asks") : null;
    }

    private static ManageCmrResourceResponse Done(ManageCmrResourceRequest request) =>
        new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success };

    private ManageCmrResourceResponse WithUpload(ManageCmrResourceRequest request, OperationContext context)
    {
        (string url, DateTimeOffset expires) = uploads.HandOut(request.ResourceId, context.Now);
        return Done(request) with { UploadUrl = url, UploadExpires = expires };
    }
}
