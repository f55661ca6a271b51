using Cmr.Contracts.Soap;
using Cmr.Domain.Rules;
using Cmr.Domain.Subscribers;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManagePresentationControl;

/// <summary>Queries, changes and resets how a subscriber's presentations are handled and who may copy from it (OMA AD §5.3.1.1.1 and §5.3.1.1.3).</summary>
internal sealed class ManagePresentationControlOperation(ISystemSettings settings)
    : ManagementOperation<ManagePresentationControlRequest, ManagePresentationControlResponse>(ContractOperations.ManagePresentationControl)
{
    public override RequestOutline Outline(ManagePresentationControlRequest request) =>
        new(request.TransactionId, request.SubscriberId, request.OperationType is OperationType.Query);

    public override ManagePresentationControlResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override Task<Answer<ManagePresentationControlResponse>> ExecuteAsync(
        ManagePresentationControlRequest request, OperationContext context, CancellationToken cancellationToken) => request.OperationType switch
        {
            OperationType.Query => QueryAsync(request, context, cancellationToken),
            OperationType.Update => UpdateAsync(request, context, cancellationToken),
            OperationType.Delete => ResetAsync(request, context, cancellationToken),
            _ => Task.FromResult<Answer<ManagePresentationControlResponse>>(
                Refusal.Invalid("OperationType", "2", "does not fit: every subscriber has its presentation control; update it")),
        };

    private async Task<Answer<ManagePresentationControlResponse>> QueryAsync(
        ManagePresentationControlRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (!await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        PresentationControlRow? row = await context.Database.PresentationControls.AsNoTracking()
            .SingleOrDefaultAsync(control => control.SubscriberId == context.SubscriberId, cancellationToken);
        return await DoneAsync(request, row, cancellationToken);
    }

    private async Task<Answer<ManagePresentationControlResponse>> UpdateAsync(
        ManagePresentationControlRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.PresentationControl is not { } control)
            return Refusal.Missing("PresentationControl");
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        PresentationControlRow? row = await context.Database.PresentationControls.FindAsync([context.SubscriberId], cancellationToken);
        if (row is null)
        {
            row = new() { SubscriberId = context.SubscriberId };
            context.Database.PresentationControls.Add(row);
        }
        Apply(control, row);
        row.UpdatedAt = context.Now;
        return await CheckAsync(row, context, cancellationToken) is { } refusal ? refusal : await DoneAsync(request, row, cancellationToken);
    }

    private async Task<Answer<ManagePresentationControlResponse>> ResetAsync(
        ManagePresentationControlRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        if (await context.Database.PresentationControls.FindAsync([context.SubscriberId], cancellationToken) is { } row)
            context.Database.PresentationControls.Remove(row);
        return await DoneAsync(request, null, cancellationToken);
    }

    // What the request leaves out stays; the numbers are the same here and there
    private static void Apply(PresentationControl control, PresentationControlRow row)
    {
        row.AtAnswer = control.AnswerAction is { } action ? (AnswerBehaviour)(int)action : row.AtAnswer;
        row.Priority = control.PresentingPriority is { } priority ? (PriorityParty)(int)priority : row.Priority;
        row.Copying = control.CopyPermission is { } permission ? (CopyPrivacy)(int)permission : row.Copying;
        row.GiftAccepted = control.GiftAccepted ?? row.GiftAccepted;
        row.ExpiryNotice = control.ExpiryNotice ?? row.ExpiryNotice;
        row.StopAllowed = control.StopAllowed ?? row.StopAllowed;
        if (control.CopyGroupId.Count > 0)
            row.CopyGroupIds = [.. control.CopyGroupId.Distinct(StringComparer.Ordinal)];
        else if (row.Copying is not CopyPrivacy.Groups)
            row.CopyGroupIds = [];
    }

    private static async Task<Refusal?> CheckAsync(PresentationControlRow row, OperationContext context, CancellationToken cancellationToken)
    {
        if (row.CopyGroupIds.Length > 0 && row.Copying is not CopyPrivacy.Groups)
            return Refusal.Invalid("CopyGroupId", row.CopyGroupIds[0], "contradicts CopyPermission, which does not speak of groups");
        if (row.Copying is not CopyPrivacy.Groups)
            return null;
        if (row.CopyGroupIds.Length == 0)
            return Refusal.Missing("CopyGroupId");
        if (row.CopyGroupIds.Length > RuleLimits.EntriesPerRule)
            return Refusal.Invalid("CopyGroupId", $"{row.CopyGroupIds.Length} values", $"are more than {RuleLimits.EntriesPerRule}");
        List<string> groups = await context.Database.CallerGroups
            .Where(group => group.SubscriberId == context.SubscriberId && row.CopyGroupIds.Contains(group.GroupId)).Select(group => group.GroupId).ToListAsync(cancellationToken);
        return Array.Find(row.CopyGroupIds, id => !groups.Contains(id)) is { } unknown ? Refusal.UnknownGroup(unknown) : null;
    }

    // What was not set is shown as it works: by the default
    private async Task<Answer<ManagePresentationControlResponse>> DoneAsync(
        ManagePresentationControlRequest request, PresentationControlRow? row, CancellationToken cancellationToken)
    {
        bool copyByDefault = (await settings.ReadAsync(cancellationToken)).CopyPermittedByDefault;
        return new ManagePresentationControlResponse
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            PresentationControl = new PresentationControl
            {
                AnswerAction = (AnswerAction)(int)(row?.AtAnswer ?? AnswerBehaviour.Stop),
                PresentingPriority = (PresentingPriority)(int)(row?.Priority ?? PriorityParty.Operator),
                CopyPermission = (CopyPermission)(int)(row?.Copying ?? (copyByDefault ? CopyPrivacy.Everybody : CopyPrivacy.Nobody)),
                CopyGroupId = [.. row?.CopyGroupIds ?? []],
                GiftAccepted = row?.GiftAccepted ?? true,
                ExpiryNotice = row?.ExpiryNotice ?? true,
                StopAllowed = row?.StopAllowed ?? true,
            },
        };
    }
}
