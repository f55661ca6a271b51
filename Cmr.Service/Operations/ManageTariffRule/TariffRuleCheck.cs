using Cmr.Domain.Charging;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using ChargedEvent = Cmr.Domain.Charging.ChargedEvent;

namespace Cmr.Service.Operations.ManageTariffRule;

/// <summary>Checks a tariff rule before it is kept.</summary>
internal static class TariffRuleCheck
{
    private const int MaximumValues = 100;

    /// <summary>Checks the rule by itself.</summary>
    public static Refusal? Check(Contracts.Soap.TariffRule rule)
    {
        foreach ((string parameter, int count) in new[] { ("ResourceId", rule.ResourceId.Count), ("MediaType", rule.MediaType.Count), ("ProviderId", rule.ProviderId.Count) })
        {
            if (count > MaximumValues)
                return Refusal.Invalid(parameter, $"{count} values", $"are more than {MaximumValues}");
        }
        if (rule.Priority < 0)
            return Refusal.Invalid("Priority", $"{rule.Priority}", "is negative");
        if (rule.Amount is { } amount && !Money.IsAmount(amount))
            return Refusal.Invalid("Amount", $"{amount}", $"is negative, or has more than {Money.MaximumDigits} digits");
        if (rule.Currency is { } currency && !Money.IsCurrency(currency))
            return Refusal.Invalid("Currency", currency, "is no code of ISO 4217, such as EUR");
        return rule is { StartDate: { } start, EndDate: { } end } && end <= start ? Refusal.Invalid("EndDate", end.ToString("O"), "does not lie after StartDate") : null;
    }

    /// <summary>Checks that the rule, as it will be kept, can ever price anything.</summary>
    public static async Task<Refusal?> CheckMeaningAsync(TariffRuleRow row, OperationContext context, CancellationToken cancellationToken)
    {
        if (row.Event is ChargedEvent.ServiceSubscription)
        {
            if (row.Amount is null)
                return Refusal.Missing("Amount");
            if (row.ResourceIds.Length + row.MediaTypes.Length + row.ProviderIds.Length > 0)
                return Refusal.Invalid("ChargedEvent", $"{(int)row.Event}", "is not about a resource, so conditions on one never hold");
        }
        string[] ids = row.ResourceIds;
        List<string> known = await context.Database.Resources.Where(resource => ids.Contains(resource.ResourceId)).Select(resource => resource.ResourceId).ToListAsync(cancellationToken);
        return ids.FirstOrDefault(id => !known.Contains(id)) is { } unknown ? Refusal.Unavailable(unknown, "is no CMR Resource") : null;
    }
}
