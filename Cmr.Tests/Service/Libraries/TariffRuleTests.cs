using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Libraries;

[TestClass]
public sealed class TariffRuleTests : ServiceTests
{
    [TestMethod]
    public async Task The_tariff_decides_what_a_subscription_costs_and_who_pays()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync("+4917070001");
        await Host.CreateResourceAsync("tariff-a", 1.50m);
        await Host.CreateResourceAsync("tariff-b", 2.50m);
        ManageTariffRuleResponse created = await ManageAsync(cmr6, OperationType.Create,
            new() { ChargedEvent = ChargedEvent.ResourceSubscription, ResourceId = ["tariff-a"], Amount = 0.25m, Currency = "EUR", Priority = 1 },
            new() { ChargedEvent = ChargedEvent.Gift, ResourceId = ["tariff-a", "tariff-b"], ChargedParty = ChargedParty.Beneficiary, Currency = "CNY" });
        Assert.AreEqual(StatusCode.Success, created.StatusCode, created.StatusDescription);
        Assert.HasCount(2, created.TariffRule);
        string ruleId = created.TariffRule[0].TariffRuleId ?? "";

        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917070001", ResourceId = "tariff-a", TransactionId = "tariff-1" });
        Assert.AreEqual($"0.25 EUR {ruleId} +4917070001 {ServiceHost.OperatorId}", await ChargeAsync("tariff-1"));
        Assert.AreEqual(0.25m, (await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = "+4917070001" })).LibraryEntry.Single().Price);
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917070001", ResourceId = "tariff-b", TransactionId = "tariff-2" });
        Assert.AreEqual($"2.50 - - +4917070001 {ServiceHost.OperatorId}", await ChargeAsync("tariff-2"), "no rule prices it: its own price");
        await Host.RegisterAsync("+4917070002");
        await cmr6.AddCmrResourceAsync(new() { Action = AddAction.Gift, SubscriberId = "+4917070002", ResourceId = ["tariff-b"], ResourceOwner = "+4917070001", TransactionId = "tariff-3" });
        Assert.AreEqual($"2.50 CNY {created.TariffRule[1].TariffRuleId} +4917070002 {ServiceHost.OperatorId}", await ChargeAsync("tariff-3"), "the receiver pays");

        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917070001", ResourceId = "tariff-a", TransactionId = "tariff-4" });
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917070001", ResourceId = "tariff-a", TransactionId = "tariff-1" });
        Assert.AreEqual(3L, await Host.QueryAsync("SELECT count(*) FROM charges WHERE transaction_id LIKE 'tariff-%'"), "what is refused or repeated charges nothing");
        await ManageAsync(cmr6, OperationType.Delete, [.. created.TariffRule.Select(rule => new TariffRule { TariffRuleId = rule.TariffRuleId })]);
    }

    [TestMethod]
    public async Task Rules_are_asked_for_replaced_and_removed()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        TariffRule rule = (await ManageAsync(cmr6, OperationType.Create, new TariffRule { ChargedEvent = ChargedEvent.Copy, Amount = 1, MediaType = [MediaType.Video], ProviderId = ["p"], Priority = 7 })).TariffRule.Single();
        DateTimeOffset start = new(2030, 1, 1, 0, 0, 0, TimeSpan.FromHours(2));
        ManageTariffRuleResponse updated = await ManageAsync(cmr6, OperationType.Update, new TariffRule { TariffRuleId = rule.TariffRuleId, Amount = 3, StartDate = start });
        TariffRule now = updated.TariffRule.Single();
        Assert.AreEqual(ChargedEvent.Copy, now.ChargedEvent);
        Assert.AreEqual(start, now.StartDate);
        Assert.IsEmpty(now.MediaType, "an update replaces the rule as a whole");
        Assert.IsNull(now.Priority);
        Assert.AreEqual(3m, (await ManageAsync(cmr6, OperationType.Query, new TariffRule { TariffRuleId = rule.TariffRuleId })).TariffRule.Single().Amount);
        Assert.AreEqual(StatusCode.Success, (await ManageAsync(cmr6, OperationType.Delete, new TariffRule { TariffRuleId = rule.TariffRuleId })).StatusCode);
        Assert.IsFalse((await ManageAsync(cmr6, OperationType.Query)).TariffRule.Any(other => other.TariffRuleId == rule.TariffRuleId));
    }

    [TestMethod]
    public async Task What_cannot_be_a_rule_is_refused_and_nothing_is_kept()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        TariffRule good = new() { ChargedEvent = ChargedEvent.Copy, Amount = 1 };
        foreach ((string parameter, TariffRule wrong) in new (string, TariffRule)[]
        {
            ("ChargedEvent", good with { ChargedEvent = null }),
            ("Amount", good with { Amount = -1 }),
            ("Currency", good with { Currency = "EURO" }),
            ("Priority", good with { Priority = -1 }),
            ("EndDate", good with { StartDate = DateTimeOffset.UnixEpoch, EndDate = DateTimeOffset.UnixEpoch }),
            ("TariffRuleId", good with { TariffRuleId = "mine" }),
            ("Amount", good with { ChargedEvent = ChargedEvent.ServiceSubscription, Amount = null }),
            ("ChargedEvent", good with { ChargedEvent = ChargedEvent.ServiceSubscription, ProviderId = ["p"] }),
        })
        {
            ManageTariffRuleResponse refused = await ManageAsync(cmr6, OperationType.Create, good, wrong);
            Assert.AreEqual(StatusCode.ParameterInvalid, refused.StatusCode, parameter);
            Assert.StartsWith(parameter, refused.StatusDescription);
        }
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await ManageAsync(cmr6, OperationType.Create, good with { ResourceId = ["no-such"] })).StatusCode);
        foreach (OperationType operation in new[] { OperationType.Query, OperationType.Update, OperationType.Delete })
            Assert.AreEqual(StatusCode.ParameterInvalid, (await ManageAsync(cmr6, operation, good with { TariffRuleId = "404" })).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await ManageAsync(cmr6, OperationType.Create)).StatusCode);
        Cmr6Client provider = Host.Cmr6(await Host.SessionAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret));
        Assert.AreEqual(StatusCode.SecurityError, (await ManageAsync(provider, OperationType.Query)).StatusCode);
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM tariff_rules WHERE event = 4 AND resource_ids = '{}' AND amount = 1"));
    }

    [TestMethod]
    public async Task A_registration_and_an_entered_resource_cost_what_the_tariff_says()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageTariffRuleResponse created = await ManageAsync(cmr6, OperationType.Create,
            new() { ChargedEvent = ChargedEvent.ServiceSubscription, Amount = 3, Currency = "EUR" },
            new() { ChargedEvent = ChargedEvent.ResourceManagement, Amount = 1, Currency = "EUR", ChargedParty = ChargedParty.Beneficiary, ProviderId = [ServiceHost.ProviderId] });
        await Host.RegisterAsync("+4917070003");
        Assert.AreEqual(3m, await Host.QueryAsync("SELECT amount FROM charges WHERE event = 1 AND charged_party_id = '+4917070003'"));
        Cmr5Client provider = Host.Cmr5(await Host.SessionAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret));
        await provider.ManageCmrResourceAsync(new() { OperationType = OperationType.Create, ResourceId = "tariff-entered", MediaType = MediaType.Audio, Name = "n" });
        Assert.AreEqual(ServiceHost.ProviderId, await Host.QueryAsync("SELECT charged_party_id FROM charges WHERE event = 7 AND resource_id = 'tariff-entered'"));
        await ManageAsync(cmr6, OperationType.Delete, [.. created.TariffRule.Select(rule => new TariffRule { TariffRuleId = rule.TariffRuleId })]);
    }

    private ValueTask<ManageTariffRuleResponse> ManageAsync(Cmr6Client cmr6, OperationType operation, params TariffRule[] rules) =>
        cmr6.ManageTariffRuleAsync(new() { TransactionId = Host.NextTransaction(), OperationType = operation, TariffRule = rules });

    private async Task<object?> ChargeAsync(string transactionId) => await Host.QueryAsync(
        "SELECT concat_ws(' ', amount, COALESCE(currency, '-'), COALESCE(tariff_rule_id, '-'), charged_party_id, principal_id) FROM charges WHERE transaction_id = $1", transactionId);
}
