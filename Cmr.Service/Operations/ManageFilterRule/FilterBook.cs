using System.Globalization;
using Cmr.Domain.Rules;
using Cmr.Persistence.Model;
using Cmr.Persistence.Profiles;
using Microsoft.EntityFrameworkCore;
using DomainRule = Cmr.Domain.Rules.FilterRule;
using FilterRule = Cmr.Contracts.Soap.FilterRule;

namespace Cmr.Service.Operations.ManageFilterRule;

/// <summary>The filter rules of the subscriber meant, loaded for changing.</summary>
internal sealed class FilterBook
{
    private readonly SubscriberRow _subscriber;
    private readonly int _most;
    private readonly OperationContext _context;
    private readonly HashSet<string> _groups;
    private readonly Dictionary<string, FilterRuleRow> _rules;

    private FilterBook(SubscriberRow subscriber, int most, OperationContext context, HashSet<string> groups, Dictionary<string, FilterRuleRow> rules)
    {
        _subscriber = subscriber;
        _most = most;
        _context = context;
        _groups = groups;
        _rules = rules;
    }

    /// <summary>Loads the rules and what they may refer to; the subscriber is locked already.</summary>
    public static async Task<FilterBook> LoadAsync(SubscriberRow subscriber, int most, OperationContext context, CancellationToken cancellationToken)
    {
        string id = context.SubscriberId;
        List<string> groups = await context.Database.CallerGroups.Where(row => row.SubscriberId == id).Select(row => row.GroupId).ToListAsync(cancellationToken);
        List<FilterRuleRow> rules = await context.Database.FilterRules.Where(row => row.SubscriberId == id).ToListAsync(cancellationToken);
        return new(subscriber, most, context, groups.ToHashSet(StringComparer.Ordinal), rules.ToDictionary(row => row.RuleId, StringComparer.Ordinal));
    }

    public Answer<FilterRule> Add(FilterRule rule)
    {
        if (rule.FilterRuleId is { } wished)
            return Refusal.Invalid("FilterRuleId", wished, "is given by the server; a new rule has none");
        if (_rules.Count >= _most)
            return Refusal.Invalid("FilterRule", null, $"does not fit: the subscriber has {_most} filter rules");
        if (Check(rule) is { } refusal)
            return refusal;

        // Presentation rules are numbered from the same counter, so no number is ever used twice
        long age = _subscriber.NextRule++;
        string ruleId = age.ToString(CultureInfo.InvariantCulture);
        DomainRule kept = FilterRuleMapping.ToDomain(rule, ruleId);
        FilterRuleRow row = new()
        {
            SubscriberId = _context.SubscriberId,
            RuleId = ruleId,
            Definition = RuleDocument.Write(kept),
            Age = age,
            CreatedAt = _context.Now,
            UpdatedAt = _context.Now,
        };
        _rules.Add(ruleId, row);
        _context.Database.FilterRules.Add(row);
        return FilterRuleMapping.ToContract(kept);
    }

    public Answer<FilterRule> Replace(FilterRule rule)
    {
        (FilterRuleRow? row, Refusal? refusal) = Find(rule);
        if (row is null)
            return refusal ?? Refusal.Missing("FilterRuleId");
        if (Check(rule) is { } invalid)
            return invalid;
        DomainRule kept = FilterRuleMapping.ToDomain(rule, row.RuleId);
        (row.Definition, row.UpdatedAt) = (RuleDocument.Write(kept), _context.Now);
        return FilterRuleMapping.ToContract(kept);
    }

    public Answer<FilterRule> Remove(FilterRule rule)
    {
        (FilterRuleRow? row, Refusal? refusal) = Find(rule);
        if (row is null)
            return refusal ?? Refusal.Missing("FilterRuleId");
        _rules.Remove(row.RuleId);
        _context.Database.FilterRules.Remove(row);
        return rule;
    }

    private (FilterRuleRow? Row, Refusal? Refusal) Find(FilterRule rule)
    {
        if (rule.FilterRuleId is not { } id)
            return (null, Refusal.Missing("FilterRuleId"));
        return _rules.TryGetValue(id, out FilterRuleRow? row) ? (row, null) : (null, Refusal.Invalid("FilterRuleId", id, "is no filter rule of the subscriber"));
    }

    private Refusal? Check(FilterRule rule)
    {
        if (rule.StartTime is null != rule.EndTime is null)
            return Refusal.Missing(rule.StartTime is null ? "StartTime" : "EndTime");
        if (rule.GroupId.Count > RuleLimits.EntriesPerRule)
            return Refusal.Invalid("GroupId", $"{rule.GroupId.Count} values", $"are more than {RuleLimits.EntriesPerRule}");
        return rule.GroupId.FirstOrDefault(id => !_groups.Contains(id)) is { } unknown ? Refusal.UnknownGroup(unknown) : null;
    }
}
