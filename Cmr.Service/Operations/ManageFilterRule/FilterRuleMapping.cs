using Cmr.Contracts.Soap;
using Cmr.Domain.Subscribers;
using Cmr.Service.Operations.ManageCmrResource;
using DomainRule = Cmr.Domain.Rules.FilterRule;

namespace Cmr.Service.Operations.ManageFilterRule;

/// <summary>Between a filter rule as it travels and the rule of the domain; the service numbers are the same in both.</summary>
internal static class FilterRuleMapping
{
    public static DomainRule ToDomain(FilterRule rule, string ruleId) => new()
    {
        RuleId = ruleId,
        Service = rule.ServiceType is { } service ? (RingingService)(int)service : null,
        GroupIds = [.. rule.GroupId.Distinct(StringComparer.Ordinal)],
        MediaTypes = [.. rule.MediaType.Select(ResourceMapping.ToDomain).Distinct()],
        Start = rule.StartTime,
        End = rule.EndTime,
        Enabled = rule.Enabled ?? true,
    };

    public static FilterRule ToContract(DomainRule rule) => new()
    {
        FilterRuleId = rule.RuleId,
        ServiceType = rule.Service is { } service ? (ServiceType)(int)service : null,
        GroupId = [.. rule.GroupIds],
        MediaType = [.. rule.MediaTypes.Select(ResourceMapping.ToContract)],
        StartTime = rule.Start,
        EndTime = rule.End,
        Enabled = rule.Enabled,
    };
}
