using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Presentations;

[TestClass]
public sealed class FilterRuleOperationTests : ServiceTests
{
    [TestMethod]
    public async Task Rules_are_made_listed_replaced_and_removed_and_reach_the_profile()
    {
        const string Ann = "+4915140000001";
        Cmr6Client cmr6 = await WithSubscriberAsync(Ann);
        await cmr6.ManageGroupAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = Ann, OperationType = OperationType.Create, GroupId = "pests", GroupName = "Pests" });
        ManageFilterRuleResponse made = await cmr6.ManageFilterRuleAsync(Request(Ann, OperationType.Create,
            new FilterRule { ServiceType = ServiceType.Cmrbt, GroupId = ["pests"], MediaType = [MediaType.Audio, MediaType.VCard], StartTime = new(22, 0), EndTime = new(7, 30) },
            new FilterRule { Enabled = false }));
        Assert.AreEqual(StatusCode.Success, made.StatusCode, made.StatusDescription);
        FilterRule night = made.FilterRule[0];
        Assert.IsNotNull(night.FilterRuleId);
        Assert.IsTrue(night.Enabled);
        CollectionAssert.AreEqual(new[] { MediaType.Audio, MediaType.VCard }, night.MediaType.ToArray());
        StringAssert.Contains((string?)await Host.QueryAsync("SELECT document->>'filters' FROM ringing_profiles WHERE subscriber_id = $1", Ann), "pests");

        ManageFilterRuleResponse replaced = await cmr6.ManageFilterRuleAsync(Request(Ann, OperationType.Update, new FilterRule { FilterRuleId = night.FilterRuleId, Enabled = false }));
        Assert.AreEqual(StatusCode.Success, replaced.StatusCode, replaced.StatusDescription);
        Assert.IsEmpty(replaced.FilterRule[0].GroupId, "update replaces the rule");
        ManageFilterRuleResponse all = await cmr6.ManageFilterRuleAsync(Request(Ann, OperationType.Query));
        CollectionAssert.AreEqual(made.FilterRule.Select(rule => rule.FilterRuleId).ToArray(), all.FilterRule.Select(rule => rule.FilterRuleId).ToArray());

        await cmr6.ManageFilterRuleAsync(Request(Ann, OperationType.Delete, new FilterRule { FilterRuleId = night.FilterRuleId }));
        ManageFilterRuleResponse left = await cmr6.ManageFilterRuleAsync(Request(Ann, OperationType.Query));
        Assert.HasCount(1, left.FilterRule);
    }

    [TestMethod]
    public async Task What_is_wrong_is_named_and_nothing_of_the_request_is_kept()
    {
        const string Ann = "+4915140000002";
        Cmr6Client cmr6 = await WithSubscriberAsync(Ann);
        FilterRule good = new() { Enabled = true };
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Create, good, new FilterRule { GroupId = ["nobody"] }), StatusCode.GroupNotFound);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Create, good, new FilterRule { StartTime = new(1, 0) }), StatusCode.ParameterInvalid);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Create, good, new FilterRule { EndTime = new(1, 0) }), StatusCode.ParameterInvalid);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Create, good, new FilterRule { FilterRuleId = "mine" }), StatusCode.ParameterInvalid);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Create), StatusCode.ParameterInvalid);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Update, new FilterRule { Enabled = true }), StatusCode.ParameterInvalid);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Delete, new FilterRule { FilterRuleId = "999" }), StatusCode.ParameterInvalid);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Query, new FilterRule { FilterRuleId = "999" }), StatusCode.ParameterInvalid);
        await AssertRefusedAsync(cmr6, Request("+4915149999999", OperationType.Query), StatusCode.SubscriberUnknown);
        await AssertRefusedAsync(cmr6, Request(Ann, OperationType.Create, [.. Enumerable.Repeat(good, 101)]), StatusCode.ParameterInvalid);
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM filter_rules WHERE subscriber_id = $1", Ann));
    }

    [TestMethod]
    public async Task A_subscriber_sees_and_changes_its_own_rules_only()
    {
        const string Ann = "+4915140000003", Bob = "+4915140000004";
        await WithSubscriberAsync(Ann);
        await WithSubscriberAsync(Bob);
        Cmr1Client ann = Host.Cmr1(await Host.SessionAsync(Ann, "1234"));
        Assert.AreEqual(StatusCode.Success, (await ann.ManageFilterRuleAsync(Request(Ann, OperationType.Create, new FilterRule { Enabled = true }))).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await ann.ManageFilterRuleAsync(Request(Bob, OperationType.Create, new FilterRule { Enabled = true }))).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await ann.ManageFilterRuleAsync(Request(Bob, OperationType.Query))).StatusCode);
    }

    private static async Task AssertRefusedAsync(Cmr6Client cmr6, ManageFilterRuleRequest request, StatusCode code)
    {
        ManageFilterRuleResponse refused = await cmr6.ManageFilterRuleAsync(request);
        Assert.AreEqual(code, refused.StatusCode, refused.StatusDescription);
        Assert.IsFalse(string.IsNullOrEmpty(refused.StatusDescription));
    }

    private async Task<Cmr6Client> WithSubscriberAsync(string subscriberId)
    {
        await Host.RegisterAsync(subscriberId);
        return await Host.OperatorAsync();
    }

    private ManageFilterRuleRequest Request(string subscriberId, OperationType operation, params FilterRule[] rules) =>
        new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriberId, OperationType = operation, FilterRule = [.. rules] };
}
