using System.Globalization;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManageGroup;

/// <summary>Queries, makes, renames and removes groups of parties (OMA TS Tables 10 to 12).</summary>
internal sealed class ManageGroupOperation() : ManagementOperation<ManageGroupRequest, ManageGroupResponse>(ContractOperations.ManageGroup)
{
    public override RequestOutline Outline(ManageGroupRequest request) =>
        new(request.TransactionId, request.SubscriberId, request.OperationType is OperationType.Query);

    public override ManageGroupResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override Task<Answer<ManageGroupResponse>> ExecuteAsync(ManageGroupRequest request, OperationContext context, CancellationToken cancellationToken) =>
        request.OperationType switch
        {
            OperationType.Query => QueryAsync(request, context, cancellationToken),
            OperationType.Create => CreateAsync(request, context, cancellationToken),
            OperationType.Update => UpdateAsync(request, context, cancellationToken),
            _ => DeleteAsync(request, context, cancellationToken),
        };

    private static async Task<Answer<ManageGroupResponse>> QueryAsync(ManageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (!await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        List<CallerGroupRow> groups = await context.Database.CallerGroups.AsNoTracking()
            .Where(row => row.SubscriberId == context.SubscriberId && (request.GroupId == null || row.GroupId == request.GroupId))
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.GroupId).ToListAsync(cancellationToken);
        return request.GroupId is not null && groups.Count == 0 ? Refusal.UnknownGroup(request.GroupId) : Done(request, groups);
    }

    private static async Task<Answer<ManageGroupResponse>> CreateAsync(ManageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (ParameterCheck.Name("GroupName", request.GroupName) is { } nameless)
            return nameless;
        if (request.GroupId is { } wished && ParameterCheck.Identifier("GroupId", wished) is { } malformed)
            return malformed;
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is not { } subscriber)
            return Refusal.UnknownSubscriber(request.SubscriberId);
        List<string> known = await context.Database.CallerGroups
            .Where(row => row.SubscriberId == context.SubscriberId).Select(row => row.GroupId).ToListAsync(cancellationToken);
        if (request.GroupId is { } taken && known.Contains(taken, StringComparer.Ordinal))
            return Refusal.Repeated("GroupId", taken, "is taken");
        if (known.Count >= context.Settings.MaximumGroups)
            return Refusal.Invalid("GroupName", request.GroupName, $"does not fit: the subscriber has {context.Settings.MaximumGroups} groups");

        CallerGroupRow group = new()
        {
            SubscriberId = context.SubscriberId,
            GroupId = request.GroupId ?? NextFree(subscriber, known),
            GroupName = request.GroupName ?? "",
            CreatedAt = context.Now,
        };
        context.Database.CallerGroups.Add(group);
        return Done(request, [group]);
    }

    private static async Task<Answer<ManageGroupResponse>> UpdateAsync(ManageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (ParameterCheck.Name("GroupName", request.GroupName) is { } nameless)
            return nameless;
        (CallerGroupRow? group, Refusal? refusal) = await FindAsync(request, context, cancellationToken);
        if (group is null)
            return refusal ?? Refusal.UnknownGroup(request.GroupId);
        group.GroupName = request.GroupName ?? "";
        return Done(request, [group]);
    }

    private static async Task<Answer<ManageGroupResponse>> DeleteAsync(ManageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        (CallerGroupRow? group, Refusal? refusal) = await FindAsync(request, context, cancellationToken);
        if (group is null)
            return refusal ?? Refusal.UnknownGroup(request.GroupId);
        context.Database.CallerGroups.Remove(group);
        return Done(request, []);
    }

    private static async Task<(CallerGroupRow? Group, Refusal? Refusal)> FindAsync(ManageGroupRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.GroupId is null)
            return (null, Refusal.Missing("GroupId"));
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is null)
            return (null, Refusal.UnknownSubscriber(request.SubscriberId));
        return (await context.Database.CallerGroups.FindAsync([context.SubscriberId, request.GroupId], cancellationToken), null);
    }

    private static string NextFree(SubscriberRow subscriber, List<string> known)
    {
        string id;
        do
        {
            id = (subscriber.NextGroup++).ToString(CultureInfo.InvariantCulture);
        }
        while (known.Contains(id, StringComparer.Ordinal));
        return id;
    }

    private static ManageGroupResponse Done(ManageGroupRequest request, IEnumerable<CallerGroupRow> groups) => new()
    {
        TransactionId = request.TransactionId,
        StatusCode = StatusCode.Success,
        GroupInfo = [.. groups.Select(group => new GroupInfo { GroupId = group.GroupId, GroupName = group.GroupName })],
    };
}
