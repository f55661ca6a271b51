using Cmr.Contracts.Soap;
using Cmr.Domain.Rules;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.Libraries;
using Microsoft.EntityFrameworkCore;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.ManageSystemSetting;

/// <summary>Queries and replaces the system default; for Service Providers.</summary>
internal sealed class ManageSystemSettingOperation()
    : ManagementOperation<ManageSystemSettingRequest, ManageSystemSettingResponse>(ContractOperations.ManageSystemSetting)
{
    public override RequestOutline Outline(ManageSystemSettingRequest request) => new(request.TransactionId, null, request.OperationType is OperationType.Query);

    public override ManageSystemSettingResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, ManageSystemSettingRequest request, string subscriberId) => principal.Kind is PrincipalKind.ServiceProvider;

    public override async Task<Answer<ManageSystemSettingResponse>> ExecuteAsync(
        ManageSystemSettingRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        switch (request.OperationType)
        {
            case OperationType.Query:
                List<string> present = await context.Database.SystemDefaults.OrderBy(row => row.Position).Select(row => row.ResourceId).ToListAsync(cancellationToken);
                return Done(request, present);
            case OperationType.Update:
                return await ReplaceAsync(request, context, cancellationToken);
            default:
                return Refusal.Invalid("OperationType", $"{(int)request.OperationType}", "is not offered here; the setting always exists");
        }
    }

    private static async Task<Answer<ManageSystemSettingResponse>> ReplaceAsync(
        ManageSystemSettingRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.DefaultCMRResourceId.Count > RuleLimits.ResourcesPerEntry)
            return Refusal.Invalid("DefaultCMRResourceId", $"{request.DefaultCMRResourceId.Count} values", $"are more than {RuleLimits.ResourcesPerEntry}");
        foreach (string resourceId in request.DefaultCMRResourceId)
        {
            ResourceRow? resource = await context.Database.Resources.FindAsync([resourceId], cancellationToken);
            if (LibraryShelf.CheckAvailable(resource, resourceId, context.Now) is { } refusal)
                return refusal;
        }
        // Two replacements at once must not mix
        await context.Database.Database.ExecuteSqlAsync($"LOCK TABLE system_default_resources IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        await context.Database.SystemDefaults.ExecuteDeleteAsync(cancellationToken);
        context.Database.SystemDefaults.AddRange(request.DefaultCMRResourceId.Select((id, position) => new SystemDefaultRow { Position = (short)position, ResourceId = id }));
        context.Transaction.SystemDefaultChanged();
        return Done(request, request.DefaultCMRResourceId);
    }

    private static ManageSystemSettingResponse Done(ManageSystemSettingRequest request, IReadOnlyList<string> resourceIds) =>
        new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, DefaultCMRResourceId = resourceIds };
}
