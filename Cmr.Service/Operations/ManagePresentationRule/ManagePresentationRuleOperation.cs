using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Cmr.Persistence.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Service.Operations.ManagePresentationRule;

/// <summary>Queries, adds, replaces and removes presentation rules and default resources; all of a request or none (OMA TS Tables 16 to 23).</summary>
internal sealed class ManagePresentationRuleOperation()
    : ManagementOperation<ManagePresentationRuleRequest, ManagePresentationRuleResponse>(ContractOperations.ManagePresentationRule)
{
    public override RequestOutline Outline(ManagePresentationRuleRequest request) =>
        new(request.TransactionId, request.SubscriberId, request.OperationType is OperationType.Query);

    public override ManagePresentationRuleResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override async Task<Answer<ManagePresentationRuleResponse>> ExecuteAsync(
        ManagePresentationRuleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.OperationType is OperationType.Query)
            return await QueryAsync(request, context, cancellationToken);
        if (request.PreferenceSetting.Count + request.DefaultCMRResourceId1.Count + request.DefaultCMRResourceId2.Count == 0)
            return Refusal.Missing("PreferenceSetting");
        if (await context.Transaction.LockSubscriberAsync(context.SubscriberId, cancellationToken) is not { } subscriber)
            return Refusal.UnknownSubscriber(request.SubscriberId);

        RuleBook book = await RuleBook.LoadAsync(subscriber, context, cancellationToken);
        List<PreferenceSetting> affected = [];
        foreach (PreferenceSetting setting in request.PreferenceSetting)
        {
            Answer<PreferenceSetting> done = request.OperationType switch
            {
                OperationType.Create => book.Add(setting),
                OperationType.Update => book.Replace(setting),
                _ => book.Remove(setting),
            };
            if (done.Response is null)
                return done.Refusal ?? Refusal.Missing("PreferenceSetting");
            affected.Add(done.Response);
        }
        bool delete = request.OperationType is OperationType.Delete;
        Refusal? refusal = book.SetDefaults(1, request.DefaultCMRResourceId1, delete) ?? book.SetDefaults(2, request.DefaultCMRResourceId2, delete);
        if (refusal is not null)
            return refusal;
        return Done(request, delete ? [] : affected, request.DefaultCMRResourceId1, request.DefaultCMRResourceId2, defaults: !delete);
    }

    private static async Task<Answer<ManagePresentationRuleResponse>> QueryAsync(
        ManagePresentationRuleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (!await context.Database.Subscribers.AnyAsync(row => row.SubscriberId == context.SubscriberId, cancellationToken))
            return Refusal.UnknownSubscriber(request.SubscriberId);
        List<PresentationRuleRow> rules = await context.Database.PresentationRules.AsNoTracking()
            .Where(row => row.SubscriberId == context.SubscriberId).OrderBy(row => row.Age).ToListAsync(cancellationToken);
        List<string> named = [.. request.PreferenceSetting.Select(setting => setting.RuleId).OfType<string>()];
        if (named.Find(id => !rules.Exists(row => row.RuleId == id)) is { } unknown)
            return Refusal.Invalid("RuleId", unknown, "is no rule of the subscriber");
        List<DefaultResourceRow> defaults = await context.Database.DefaultResources.AsNoTracking()
            .Where(row => row.SubscriberId == context.SubscriberId).OrderBy(row => row.Position).ToListAsync(cancellationToken);
        return Done(
            request,
            rules.Where(row => named.Count == 0 || named.Contains(row.RuleId)).Select(row => PreferenceSettingMapping.ToSetting(RuleDocument.Read(row.Definition))),
            defaults.Where(row => row.Slot == 1).Select(row => row.ResourceId),
            defaults.Where(row => row.Slot == 2).Select(row => row.ResourceId),
            defaults: true);
    }

    private static ManagePresentationRuleResponse Done(
        ManagePresentationRuleRequest request, IEnumerable<PreferenceSetting> settings, IEnumerable<string> defaults1, IEnumerable<string> defaults2, bool defaults) => new()
        {
            TransactionId = request.TransactionId,
            StatusCode = StatusCode.Success,
            PreferenceSetting = [.. settings],
            DefaultCMRResourceId1 = defaults ? [.. defaults1] : [],
            DefaultCMRResourceId2 = defaults ? [.. defaults2] : [],
        };
}
