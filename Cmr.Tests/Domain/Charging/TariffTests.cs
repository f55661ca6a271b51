using Cmr.Domain.Charging;
using Cmr.Domain.Content;

namespace Cmr.Tests.Domain.Charging;

[TestClass]
public sealed class TariffTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TariffRule Any = new() { TariffRuleId = "any", Event = ChargedEvent.ResourceSubscription, Amount = 5 };

    [TestMethod]
    public void Without_a_rule_what_is_put_into_a_library_costs_its_own_price_and_the_requester_pays()
    {
        Assert.AreEqual(new Charge(1.99m, null, ChargedParty.Requester, null), Tariff.None.Price(Tone(ChargedEvent.ResourceSubscription)));
        Assert.AreEqual(1.99m, Tariff.None.Price(Tone(ChargedEvent.Gift))?.Amount);
        Assert.IsNull(Tariff.None.Price(Tone(ChargedEvent.ResourceManagement)), "entering a resource is free");
        Assert.IsNull(Tariff.None.Price(new(ChargedEvent.ServiceSubscription, Now)));
        Assert.IsNull(Tariff.None.Price(Tone(ChargedEvent.Copy) with { Price = null }), "no price was ever stated");
    }

    [TestMethod]
    public void All_conditions_of_a_rule_must_hold()
    {
        TariffRule rule = Any with { ResourceIds = ["tone"], MediaTypes = [ResourceMediaType.Audio], ProviderIds = ["tunes"] };
        Assert.AreEqual("any", Priced(rule));
        Assert.IsNull(Priced(rule with { ResourceIds = ["other"] }));
        Assert.IsNull(Priced(rule with { MediaTypes = [ResourceMediaType.Video] }));
        Assert.IsNull(Priced(rule with { ProviderIds = ["others"] }));
        Assert.IsNull(Priced(rule with { Event = ChargedEvent.Renewal }));
        Assert.AreEqual("any", Priced(rule with { ResourceIds = ["other", "tone"] }));
    }

    [TestMethod]
    public void A_rule_is_in_force_from_its_start_until_just_before_its_end()
    {
        Assert.AreEqual("any", Priced(Any with { StartsAt = Now, EndsAt = Now.AddTicks(1) }));
        Assert.IsNull(Priced(Any with { EndsAt = Now }));
        Assert.IsNull(Priced(Any with { StartsAt = Now.AddTicks(1) }));
    }

    [TestMethod]
    public void Smaller_priority_wins_then_more_conditions_then_the_older()
    {
        Assert.AreEqual("first", Priced(Any, Any with { TariffRuleId = "second", Priority = 2 }, Any with { TariffRuleId = "first", Priority = 1 }));
        Assert.AreEqual("narrow", Priced(Any, Any with { TariffRuleId = "narrow", ProviderIds = ["tunes"], Age = 9 }));
        Assert.AreEqual("older", Priced(Any with { Age = 2 }, Any with { TariffRuleId = "older", Age = 1 }));
    }

    [TestMethod]
    public void A_rule_without_amount_charges_the_resources_own_price_in_its_currency_to_its_party()
    {
        TariffRule rule = Any with { Amount = null, Currency = "EUR", Party = ChargedParty.Beneficiary };
        Assert.AreEqual(new Charge(1.99m, "EUR", ChargedParty.Beneficiary, "any"), new Tariff([rule]).Price(Tone(ChargedEvent.ResourceSubscription)));
        Assert.IsNull(new Tariff([rule]).Price(Tone(ChargedEvent.ResourceSubscription) with { Price = null }));
    }

    [TestMethod]
    public void A_rule_of_amount_zero_makes_free() => Assert.AreEqual(0m, new Tariff([Any with { Amount = 0 }]).Price(Tone(ChargedEvent.ResourceSubscription))?.Amount);

    private static string? Priced(params TariffRule[] rules) => new Tariff(rules).Price(Tone(ChargedEvent.ResourceSubscription))?.TariffRuleId;

    private static ChargeableEvent Tone(ChargedEvent charged) =>
        new(charged, Now) { ResourceId = "tone", MediaType = ResourceMediaType.Audio, ProviderId = "tunes", Price = 1.99m };
}
