using Cmr.Contracts.Soap;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Service.Operations.ManageTariffRule;

/// <summary>Queries, adds, replaces and removes rules of the tariff; all of a request or none. For Service Providers.</summary>
internal sealed class ManageTariffRuleOperation()
    : ManagementOperation<ManageTariffRuleRequest, ManageTariffRuleResponse>(ContractOperations.ManageTariffRule)
{
    private const int MaximumInRequest = 100;
    private const int MaximumRules = 1000;

    public override RequestOutline Outline(ManageTariffRuleRequest request) => new(request.TransactionId, null, request.OperationType is OperationType.Query);

    public override ManageTariffRuleResponse Refuse(string? transactionId, Refusal refusal) =>
        new() { TransactionId = transactionId ?? "", StatusCode = refusal.Code, StatusDescription = refusal.Description };

    public override bool IsPermitted(Principal principal, ManageTariffRuleRequest request, string subscriberId) => principal.Kind is PrincipalKind.ServiceProvider;

    public override async Task<Answer<ManageTariffRuleResponse>> ExecuteAsync(
        ManageTariffRuleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.TariffRule.Count > MaximumInRequest)
            return Refusal.Invalid("TariffRule", $"{request.TariffRule.Count} values", $"are more than {MaximumInRequest}");
        if (request.OperationType is not OperationType.Query && request.TariffRule.Count == 0)
            return Refusal.Missing("TariffRule");
        Dictionary<string, TariffRuleRow> present = await LoadAsync(request, context, cancellationToken);
        if (request.OperationType is OperationType.Query)
            return Query(request, present);
        if (request.OperationType is OperationType.Create)
            return await CreateAsync(request, context, cancellationToken);

        List<TariffRuleRow> affected = [];
        foreach (TariffRule rule in request.TariffRule)
        {
            if (rule.TariffRuleId is not { } ruleId)
                return Refusal.Missing("TariffRuleId");
            if (!present.Remove(ruleId, out TariffRuleRow? row))
                return Refusal.Invalid("TariffRuleId", ruleId, "is no tariff rule, or is named twice");
            if (request.OperationType is OperationType.Delete)
            {
                context.Database.TariffRules.Remove(row);
                continue;
            }
            if (TariffRuleCheck.Check(rule) is { } malformed)
                return malformed;
            TariffRuleMapping.Apply(rule, row, context.Now);
            if (await TariffRuleCheck.CheckMeaningAsync(row, context, cancellationToken) is { } meaningless)
                return meaningless;
            affected.Add(row);
        }
        return Done(request, affected);
    }

    private static async Task<Answer<ManageTariffRuleResponse>> CreateAsync(
        ManageTariffRuleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (await context.Database.TariffRules.CountAsync(cancellationToken) + request.TariffRule.Count > MaximumRules)
            return Refusal.Invalid("TariffRule", $"{request.TariffRule.Count} values", $"do not fit: the tariff holds {MaximumRules} rules");
        List<TariffRuleRow> made = [];
        foreach (TariffRule rule in request.TariffRule)
        {
            if (rule.TariffRuleId is { } wished)
                return Refusal.Invalid("TariffRuleId", wished, "is given by the server at create");
            if (rule.ChargedEvent is null)
                return Refusal.Missing("ChargedEvent");
            if (TariffRuleCheck.Check(rule) is { } malformed)
                return malformed;
            List<long> number = await context.Database.Database.SqlQuery<long>($"SELECT nextval('tariff_rule_numbers') AS \"Value\"").ToListAsync(cancellationToken);
            TariffRuleRow row = TariffRuleMapping.ToNew(rule, number[0], context.Now);
            if (await TariffRuleCheck.CheckMeaningAsync(row, context, cancellationToken) is { } meaningless)
                return meaningless;
            made.Add(row);
        }
        context.Database.TariffRules.AddRange(made);
        return Done(request, made);
    }

    private static Answer<ManageTariffRuleResponse> Query(ManageTariffRuleRequest request, Dictionary<string, TariffRuleRow> present)
    {
        foreach (TariffRule rule in request.TariffRule)
        {
            if (rule.TariffRuleId is null)
                return Refusal.Missing("TariffRuleId");
            if (!present.ContainsKey(rule.TariffRuleId))
                return Refusal.Invalid("TariffRuleId", rule.TariffRuleId, "is no tariff rule");
        }
        return Done(request, present.Values.OrderBy(row => row.Age));
    }

    private static async Task<Dictionary<string, TariffRuleRow>> LoadAsync(ManageTariffRuleRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        string[] named = [.. request.TariffRule.Select(rule => rule.TariffRuleId).OfType<string>()];
        bool all = request.OperationType is OperationType.Query && named.Length == 0;
        List<TariffRuleRow> rows = await context.Database.TariffRules.Where(row => all || named.Contains(row.TariffRuleId)).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.TariffRuleId, StringComparer.Ordinal);
    }

    private static ManageTariffRuleResponse Done(ManageTariffRuleRequest request, IEnumerable<TariffRuleRow> rows) => new()
    {
        TransactionId = request.TransactionId,
        StatusCode = StatusCode.Success,
        TariffRule = [.. rows.Select(TariffRuleMapping.ToRule)],
    };
}
