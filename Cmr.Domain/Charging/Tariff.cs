using System.Collections.Immutable;

namespace Cmr.Domain.Charging;

/// <summary>The operator's tariff: finds what an event costs.</summary>
/// <param name="rules">The rules, in any order.</param>
public sealed class Tariff(IEnumerable<TariffRule> rules)
{
    private readonly ImmutableArray<TariffRule> _rules = [.. rules.Order(Comparer<TariffRule>.Create(TariffRule.ComparePrecedence))];

    /// <summary>A tariff without rules: what is put into a library costs its own price.</summary>
    public static Tariff None { get; } = new([]);

    /// <summary>Finds what an event costs. The first rule that prices it decides; without one, what is put into a library costs its own price.</summary>
    /// <param name="chargeable">The event.</param>
    /// <returns><see langword="null"/> when nothing is charged: no rule prices it, and it has no price of its own.</returns>
    public Charge? Price(ChargeableEvent chargeable)
    {
        foreach (TariffRule rule in _rules)
        {
            if (rule.Prices(chargeable))
                return (rule.Amount ?? chargeable.Price) is { } amount ? new(amount, rule.Currency, rule.Party, rule.TariffRuleId) : null;
        }
        bool ownPrice = chargeable.Event is ChargedEvent.ResourceSubscription or ChargedEvent.Renewal or ChargedEvent.Copy or ChargedEvent.Gift;
        return ownPrice && chargeable.Price is { } price ? new(price, null, ChargedParty.Requester, null) : null;
    }
}
