using Cmr.Contracts.Soap;
using Cmr.Domain.Rules;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Operations.Libraries;
using Microsoft.EntityFrameworkCore;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.ManageSystemSetting;

/// <summary>Queries and changes the system default and the named settings; for Service Providers.</summary>
internal sealed class ManageSystemSettingOperation(ISystemSettings settings)
    : ManagementOperation<ManageSystemSettingRequest, ManageSystemSettingResponse>(ContractOperations.ManageSystemSetting)
{
    public override RequestOutline Outline(ManageSystemSettingRequest request) => new(request.TransactionId, null, request.OperationType is OperationType.Query);

    public override ManageSystemSettingResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, ManageSystemSettingRequest request, string subscriberId) => principal.Kind is PrincipalKind.ServiceProvider;

    public override async Task<Answer<ManageSystemSettingResponse>> ExecuteAsync(
        ManageSystemSettingRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        (IReadOnlyList<SystemSetting> named, Refusal? unknown) = SettingBook.Find(request.Setting);
        if (unknown is not null)
            return unknown;
        switch (request.OperationType)
        {
            case OperationType.Query:
                return await DoneAsync(request, named.Count > 0 ? named : SystemSetting.All, context, cancellationToken);
            case OperationType.Update:
                Refusal? refusal = await SettingBook.SetAsync(request.Setting, named, context, cancellationToken)
                    ?? (NamesSettingsOnly(request) ? null : await ReplaceDefaultsAsync(request, context, cancellationToken));
                if (refusal is not null)
                    return refusal;
                break;
            case OperationType.Delete when named.Count == 0:
                return Refusal.Missing("Setting");
            case OperationType.Delete:
                await SettingBook.ResetAsync(named, context, cancellationToken);
                break;
            default:
                return Refusal.Invalid("OperationType", $"{(int)request.OperationType}", "is not offered here; all settings always exist, so update the one you mean");
        }
        context.Transaction.SettingsChanged();
        context.Transaction.AfterCommit(settings.Forget);
        return await DoneAsync(request, named, context, cancellationToken);
    }

    // Who changes settings only does not mean to take the default resources away
    private static bool NamesSettingsOnly(ManageSystemSettingRequest request) => request.Setting.Count > 0 && request.DefaultCMRResourceId.Count == 0;

    private static async Task<Refusal?> ReplaceDefaultsAsync(
        ManageSystemSettingRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.DefaultCMRResourceId.Count > RuleLimits.ResourcesPerEntry)
            return Refusal.Invalid("DefaultCMRResourceId", $"{request.DefaultCMRResourceId.Count} values", $"are more than {RuleLimits.ResourcesPerEntry}");
        foreach (string resourceId in request.DefaultCMRResourceId)
        {
            ResourceRow? resource = await context.Database.Resources.FindAsync([resourceId], cancellationToken);
            if (LibraryShelf.CheckAvailable(resource, resourceId, context.Now, "DefaultCMRResourceId") is { } refusal)
                return refusal;
        }
        // Two replacements at once must not mix
        await context.Database.Database.ExecuteSqlAsync($"LOCK TABLE system_default_resources IN SHARE ROW EXCLUSIVE MODE", cancellationToken);
        await context.Database.SystemDefaults.ExecuteDeleteAsync(cancellationToken);
        context.Database.SystemDefaults.AddRange(request.DefaultCMRResourceId.Select((id, position) => new SystemDefaultRow { Position = (short)position, ResourceId = id }));
        await context.Database.SaveChangesAsync(cancellationToken);
        return null;
    }

    private static async Task<Answer<ManageSystemSettingResponse>> DoneAsync(
        ManageSystemSettingRequest request, IReadOnlyList<SystemSetting> shown, OperationContext context, CancellationToken cancellationToken) => new ManageSystemSettingResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            DefaultCMRResourceId = NamesSettingsOnly(request)
                ? []
                : await context.Database.SystemDefaults.OrderBy(row => row.Position).Select(row => row.ResourceId).ToListAsync(cancellationToken),
            Setting = await SettingBook.ShowAsync(shown, context, cancellationToken),
        };
}
