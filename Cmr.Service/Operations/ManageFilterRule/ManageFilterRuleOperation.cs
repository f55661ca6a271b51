using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Cmr.Persistence.Profiles;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManageFilterRule;

/// <summary>Queries, adds, replaces and removes filter rules; all of a request or none (OMA AD §5.3.1.1.1, flow B.8).</summary>
internal sealed class ManageFilterRuleOperation(ISystemSettings settings)
    : ManagementOperation<ManageFilterRuleRequest, ManageFilterRuleResponse>(ContractOperations.ManageFilterRule)
{
    public override RequestOutline Outline(ManageFilterRuleRequest request) =>
        new(request.TransactionId, request.SubscriberId, request.OperationType is OperationType.Query);

    public override ManageFilterRuleResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<ManageFilterRuleResponse>> ExecuteAsync(ManageFilterRuleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.OperationType is OperationType.Query)
            return await QueryAsync(request, context, cancellationToken);
        if (request.FilterRule.Count == 0)
            return Refusal.Missing("FilterRule");
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is not { } subscriber)
            return Refusal.UnknownSubscriber(request.SubscriberId);

        int most = (await settings.ReadAsync(cancellationToken)).MaximumFilterRules;
        FilterBook book = await FilterBook.LoadAsync(subscriber, most, context, cancellationToken);
        List<FilterRule> affected = [];
        foreach (FilterRule rule in request.FilterRule)
        {
            Answer<FilterRule> done = request.OperationType switch
            {
                OperationType.Create => book.Add(rule),
                OperationType.Update => book.Replace(rule),
                _ => book.Remove(rule),
            };
            if (done.Response is null)
                return done.Refusal ?? Refusal.Missing("FilterRule");
            affected.Add(done.Response);
        }
        return Done(request, request.OperationType is OperationType.Delete ? [] : affected);
    }

    private static async Task<Answer<ManageFilterRuleResponse>> QueryAsync(ManageFilterRuleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (!await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        List<FilterRuleRow> rules = await context.Database.FilterRules.AsNoTracking()
            .Where(row => row.SubscriberId == context.SubscriberId).OrderBy(row => row.Age).ToListAsync(cancellationToken);
        List<string> named = [.. request.FilterRule.Select(rule => rule.FilterRuleId).OfType<string>()];
        if (named.Find(id => !rules.Exists(row => row.RuleId == id)) is { } unknown)
            return Refusal.Invalid("FilterRuleId", unknown, "is no filter rule of the subscriber");
        return Done(request, rules.Where(row => named.Count == 0 || named.Contains(row.RuleId)).Select(row => FilterRuleMapping.ToContract(RuleDocument.ReadFilter(row.Definition))));
    }

    private static ManageFilterRuleResponse Done(ManageFilterRuleRequest request, IEnumerable<FilterRule> rules) =>
        new() { TransactionId = request.TransactionId, StatusCode = StatusCode.Success, FilterRule = [.. rules] };
}
