using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class RuleOperationTests : ServiceTests
{
    [TestMethod]
    public async Task A_rule_with_everything_comes_back_as_it_went_in()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917040001", "rich-a", "rich-b");
        string groupId = await GroupAsync(cmr6, "+4917040001");
        PreferenceSetting rich = new()
        {
            Group = true,
            Time = true,
            Date = true,
            Presence = true,
            Location = true,
            Priority = 3,
            RuleId = "rich",
            ResourceIdGroup = [new() { GroupId = groupId, ResourceId = ["rich-a", "rich-b"] }],
            ResourceIdTime = [new() { Time = new(22, 0), EndTime = new(6, 0), ResourceId = ["rich-a"] }, new() { Time = new(6, 0) }],
            ResourceIdDate = [new() { Date = new(2026, 12, 24), EndDate = new(2026, 12, 26), Yearly = true }, new() { Date = new(2026, 1, 1) }],
            ResourceIdPresence = [new() { PresenceInfo = "meeting", ResourceId = ["rich-b"] }],
            ResourceIdLocation = [new() { LocationInfo = "geo:52.5,13.4;r=100" }],
        };
        ManagePresentationRuleResponse created = await ManageAsync(cmr6, "+4917040001", OperationType.Create, [rich]);
        Assert.AreEqual(StatusCode.Success, created.StatusCode, created.StatusDescription);
        PreferenceSetting back = (await ManageAsync(cmr6, "+4917040001", OperationType.Query, [])).PreferenceSetting.Single();
        Assert.AreEqual(rich.Priority, back.Priority);
        Assert.AreEqual((true, true, true, true, true, "rich"), (back.Group, back.Time, back.Date, back.Presence, back.Location, back.RuleId));
        CollectionAssert.AreEqual(rich.ResourceIdGroup[0].ResourceId.ToArray(), back.ResourceIdGroup[0].ResourceId.ToArray());
        Assert.AreEqual((rich.ResourceIdTime[0].Time, rich.ResourceIdTime[0].EndTime), (back.ResourceIdTime[0].Time, back.ResourceIdTime[0].EndTime));
        Assert.AreEqual((rich.ResourceIdDate[0].EndDate, (bool?)true), (back.ResourceIdDate[0].EndDate, back.ResourceIdDate[0].Yearly));
        Assert.AreEqual("meeting", back.ResourceIdPresence[0].PresenceInfo);
        Assert.AreEqual("geo:52.5,13.4;r=100", back.ResourceIdLocation[0].LocationInfo);
    }

    [TestMethod]
    public async Task Rules_are_replaced_and_removed_by_their_RuleId()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917040002", "crud-a");
        PreferenceSetting rule = new() { Time = true, Priority = 1, ResourceIdTime = [new() { Time = new(8, 0), ResourceId = ["crud-a"] }] };
        string ruleId = (await ManageAsync(cmr6, "+4917040002", OperationType.Create, [rule])).PreferenceSetting.Single().RuleId ?? "";
        Assert.AreEqual(StatusCode.ParameterInvalid, (await ManageAsync(cmr6, "+4917040002", OperationType.Update, [rule])).StatusCode, "update names a rule");
        Assert.AreEqual(StatusCode.ParameterInvalid, (await ManageAsync(cmr6, "+4917040002", OperationType.Update, [rule with { RuleId = "404" }])).StatusCode);
        Assert.AreEqual(StatusCode.OperationRepeated, (await ManageAsync(cmr6, "+4917040002", OperationType.Create, [rule with { RuleId = ruleId }])).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await ManageAsync(cmr6, "+4917040002", OperationType.Update, [rule with { RuleId = ruleId, Priority = 9 }])).StatusCode);
        Assert.AreEqual(9, (await ManageAsync(cmr6, "+4917040002", OperationType.Query, [new() { RuleId = ruleId }])).PreferenceSetting.Single().Priority);
        Assert.AreEqual(StatusCode.Success, (await ManageAsync(cmr6, "+4917040002", OperationType.Delete, [new() { RuleId = ruleId }])).StatusCode);
        Assert.IsEmpty((await ManageAsync(cmr6, "+4917040002", OperationType.Query, [])).PreferenceSetting);
    }

    [TestMethod]
    public async Task Either_all_rules_of_a_request_are_kept_or_none()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917040003", "all-a");
        PreferenceSetting good = new() { Time = true, ResourceIdTime = [new() { Time = new(8, 0), ResourceId = ["all-a"] }] };
        Assert.AreEqual(StatusCode.ParameterInvalid, (await ManageAsync(cmr6, "+4917040003", OperationType.Create, [good, new() { Priority = 1 }])).StatusCode);
        Assert.IsEmpty((await ManageAsync(cmr6, "+4917040003", OperationType.Query, [])).PreferenceSetting);
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM presentation_rules WHERE subscriber_id = '+4917040003'"));
    }

    [TestMethod]
    public async Task Defaults_are_replaced_and_removed()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917040004", "def-a", "def-b", "def-c");
        ManagePresentationRuleRequest set = new() { TransactionId = Host.NextTransaction(), SubscriberId = "+4917040004", OperationType = OperationType.Create, DefaultCMRResourceId1 = ["def-a"], DefaultCMRResourceId2 = ["def-a", "def-b", "def-c"] };
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManagePresentationRuleAsync(set)).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManagePresentationRuleAsync(set with { TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, DefaultCMRResourceId1 = [], DefaultCMRResourceId2 = ["def-c", "def-b"] })).StatusCode);
        ManagePresentationRuleResponse now = await ManageAsync(cmr6, "+4917040004", OperationType.Query, []);
        CollectionAssert.AreEqual(new[] { "def-a" }, now.DefaultCMRResourceId1.ToArray(), "not given, not changed");
        CollectionAssert.AreEqual(new[] { "def-c", "def-b" }, now.DefaultCMRResourceId2.ToArray());
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.ManagePresentationRuleAsync(set with { TransactionId = Host.NextTransaction(), OperationType = OperationType.Delete, DefaultCMRResourceId1 = [], DefaultCMRResourceId2 = ["def-a"] })).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManagePresentationRuleAsync(set with { TransactionId = Host.NextTransaction(), OperationType = OperationType.Delete, DefaultCMRResourceId2 = ["def-c"] })).StatusCode);
        now = await ManageAsync(cmr6, "+4917040004", OperationType.Query, []);
        Assert.IsEmpty(now.DefaultCMRResourceId1);
        CollectionAssert.AreEqual(new[] { "def-b" }, now.DefaultCMRResourceId2.ToArray());
    }

    [TestMethod]
    public async Task A_copy_is_all_or_nothing_and_names_the_first_that_fails()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917040005", "copy-a", "copy-b");
        await Host.RegisterAsync("+4917040006");
        await Host.CreateResourceAsync("copy-c");
        AddCmrResourceRequest copy = new() { Action = AddAction.Copy, SubscriberId = "+4917040006", ResourceOwner = "+4917040005", ResourceId = ["copy-a", "copy-c", "copy-b"] };
        AddCmrResourceResponse refused = await cmr6.AddCmrResourceAsync(copy);
        Assert.AreEqual(StatusCode.ResourceUnavailable, refused.StatusCode, "not in the owner's library");
        Assert.Contains("copy-c", refused.StatusDescription ?? "");
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM library_entries WHERE subscriber_id = '+4917040006'"));
        Assert.AreEqual(StatusCode.Success, (await cmr6.AddCmrResourceAsync(copy with { ResourceId = ["copy-a", "copy-b"] })).StatusCode);
        Assert.AreEqual(StatusCode.OperationRepeated, (await cmr6.AddCmrResourceAsync(copy with { ResourceId = ["copy-b"] })).StatusCode);
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.AddCmrResourceAsync(copy with { ResourceOwner = "+4900001" })).StatusCode);
        await Host.QueryAsync("INSERT INTO presentation_controls (subscriber_id, copying, copy_group_ids, updated_at) VALUES ('+4917040005', 1, ARRAY[]::text[], now())");
        await Host.QueryAsync("DELETE FROM library_entries WHERE subscriber_id = '+4917040006'");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.AddCmrResourceAsync(copy with { ResourceId = ["copy-a"] })).StatusCode, "the owner does not permit it");
    }

    [TestMethod]
    public async Task A_removed_group_leaves_its_rules_matching_nobody()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917040007", "gone-a");
        string groupId = await GroupAsync(cmr6, "+4917040007");
        await ManageAsync(cmr6, "+4917040007", OperationType.Create, [new() { Group = true, ResourceIdGroup = [new() { GroupId = groupId, ResourceId = ["gone-a"] }] }]);
        ManageGroupResponse removed = await cmr6.ManageGroupAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = "+4917040007", OperationType = OperationType.Delete, GroupId = groupId });
        Assert.AreEqual(StatusCode.Success, removed.StatusCode);
        Assert.HasCount(1, (await ManageAsync(cmr6, "+4917040007", OperationType.Query, [])).PreferenceSetting);
        Assert.AreEqual(0, await Host.QueryAsync("SELECT jsonb_array_length(document->'groups') FROM ringing_profiles WHERE subscriber_id = '+4917040007'"));
    }

    private async Task<Cmr6Client> PrepareAsync(string subscriberId, params string[] resourceIds)
    {
        await Host.RegisterAsync(subscriberId);
        Cmr6Client cmr6 = await Host.OperatorAsync();
        foreach (string resourceId in resourceIds)
        {
            await Host.CreateResourceAsync(resourceId);
            SubscribeCmrResourceResponse answer = await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = subscriberId, ResourceId = resourceId });
            Assert.AreEqual(StatusCode.Success, answer.StatusCode, answer.StatusDescription);
        }
        return cmr6;
    }

    private async Task<string> GroupAsync(Cmr6Client cmr6, string subscriberId) =>
        (await cmr6.ManageGroupAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriberId, OperationType = OperationType.Create, GroupName = "g" })).GroupInfo.Single().GroupId;

    private async Task<ManagePresentationRuleResponse> ManageAsync(Cmr6Client cmr6, string subscriberId, OperationType operation, IReadOnlyList<PreferenceSetting> settings) =>
        await cmr6.ManagePresentationRuleAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriberId, OperationType = operation, PreferenceSetting = settings });
}
