using System.Globalization;
using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using Cmr.Service.Operations.ManageCmrResource;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;
using ChargedParty = Cmr.Domain.Charging.ChargedParty;

namespace Cmr.Service.Operations.ManageTariffRule;

/// <summary>Between a tariff rule as it travels and its row.</summary>
internal static class TariffRuleMapping
{
    public static TariffRuleRow ToNew(TariffRule rule, long number, DateTimeOffset now)
    {
        TariffRuleRow row = new() { TariffRuleId = number.ToString(CultureInfo.InvariantCulture), Age = number, CreatedAt = now };
        Apply(rule, row, now);
        return row;
    }

    /// <summary>Replaces the rule as a whole; only its event stays when none is given.</summary>
    public static void Apply(TariffRule rule, TariffRuleRow row, DateTimeOffset now)
    {
        // Events and parties count as the contract does
        row.Event = rule.ChargedEvent is { } charged ? (ChargedEvent)(int)charged : row.Event;
        row.Priority = rule.Priority;
        row.ResourceIds = [.. rule.ResourceId.Distinct(StringComparer.Ordinal)];
        row.MediaTypes = [.. rule.MediaType.Select(type => (short)ResourceMapping.ToDomain(type)).Distinct()];
        row.ProviderIds = [.. rule.ProviderId.Distinct(StringComparer.Ordinal)];
        row.Amount = rule.Amount;
        row.Currency = rule.Currency;
        row.ChargedParty = rule.ChargedParty is { } party ? (ChargedParty)(int)party : ChargedParty.Requester;
        row.StartsAt = rule.StartDate?.ToUniversalTime();
        row.EndsAt = rule.EndDate?.ToUniversalTime();
        row.UpdatedAt = now;
    }

    public static TariffRule ToRule(TariffRuleRow row) => new()
    {
        TariffRuleId = row.TariffRuleId,
        ChargedEvent = (Contracts.Soap.ChargedEvent)(int)row.Event,
        Priority = row.Priority,
        ResourceId = [.. row.ResourceIds],
        MediaType = [.. row.MediaTypes.Select(type => ResourceMapping.ToContract((ResourceMediaType)type))],
        ProviderId = [.. row.ProviderIds],
        Amount = row.Amount,
        Currency = row.Currency,
        ChargedParty = (Contracts.Soap.ChargedParty)(int)row.ChargedParty,
        StartDate = row.StartsAt,
        EndDate = row.EndsAt,
    };
}
