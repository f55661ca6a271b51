using Cmr.Contracts.Soap;
using Cmr.Domain.Parties;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManageMember;

/// <summary>Queries, adds, renames and removes members of a group; all of a request or none (OMA TS Tables 13 to 15).</summary>
internal sealed class ManageMemberOperation() : ManagementOperation<ManageMemberRequest, ManageMemberResponse>(ContractOperations.ManageMember)
{
    // Table 15 makes StatusDescription mandatory
    private const string Success = "Success";

    public override RequestOutline Outline(ManageMemberRequest request) =>
        new(request.TransactionId, request.SubscriberId, request.OperationType is OperationType.Query);

    public override ManageMemberResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<ManageMemberResponse>> ExecuteAsync(ManageMemberRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        bool query = request.OperationType is OperationType.Query;
        if (!query && request.MemberInfo.Count == 0)
            return Refusal.Missing("MemberInfo");
        if (!await HasSubscriberAsync(context, query, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        if (!await context.Database.CallerGroups.AnyAsync(row => row.SubscriberId == context.SubscriberId && row.GroupId == request.GroupId, cancellationToken))
            return Refusal.UnknownGroup(request.GroupId);

        List<GroupMemberRow> members = await context.Database.GroupMembers
            .Where(row => row.SubscriberId == context.SubscriberId && row.GroupId == request.GroupId)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.MemberKey).ToListAsync(cancellationToken);
        if (query)
            return Done(request, members);
        Dictionary<string, GroupMemberRow> byKey = members.ToDictionary(row => row.MemberKey, StringComparer.Ordinal);
        foreach (MemberInfo member in request.MemberInfo)
        {
            if (Apply(member, byKey, request, context) is { } refusal)
                return refusal;
        }
        return Done(request, []);
    }

    private static async Task<bool> HasSubscriberAsync(OperationContext context, bool query, CancellationToken cancellationToken) => query
        ? await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken)
        : await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is not null;

    private static Refusal? Apply(MemberInfo member, Dictionary<string, GroupMemberRow> members, ManageMemberRequest request, OperationContext context)
    {
        if (!PartyPattern.TryParse(member.MemberId, context.Plan, out PartyPattern pattern))
            return Refusal.Invalid("MemberId", member.MemberId, "is neither a tel or SIP URI nor a number, nor the beginning of one followed by *");
        GroupMemberRow? known = members.GetValueOrDefault(pattern.Value);
        if (request.OperationType is OperationType.Create)
            return known is null ? Add(member, pattern, members, request, context) : Refusal.Repeated("MemberId", member.MemberId, "is a member already");
        if (known is null)
            return Refusal.UnknownMember(member.MemberId);
        if (request.OperationType is OperationType.Update)
        {
            (known.MemberId, known.NickName) = (member.MemberId, member.NickName);
            return ParameterCheck.OptionalText("NickName", member.NickName);
        }
        members.Remove(pattern.Value);
        context.Database.GroupMembers.Remove(known);
        return null;
    }

    private static Refusal? Add(
        MemberInfo member, PartyPattern pattern, Dictionary<string, GroupMemberRow> members, ManageMemberRequest request, OperationContext context)
    {
        if (members.Count >= context.Settings.MaximumGroupMembers)
            return Refusal.Invalid("MemberId", member.MemberId, $"does not fit: the group has {context.Settings.MaximumGroupMembers} members");
        GroupMemberRow row = new()
        {
            SubscriberId = context.SubscriberId,
            GroupId = request.GroupId,
            MemberKey = pattern.Value,
            MemberId = member.MemberId,
            NickName = member.NickName,
            CreatedAt = context.Now,
        };
        members.Add(pattern.Value, row);
        context.Database.GroupMembers.Add(row);
        return ParameterCheck.OptionalText("NickName", member.NickName);
    }

    private static ManageMemberResponse Done(ManageMemberRequest request, IEnumerable<GroupMemberRow> members) => new()
    {
        TransactionId = request.TransactionId,
        StatusCode = StatusCode.Success,
        StatusDescription = Success,
        MemberInfo = [.. members.Select(member => new MemberInfo { MemberId = member.MemberId, NickName = member.NickName })],
    };
}
