using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed class ManageServiceSubscriptionTests : ServiceTests
{
    [TestMethod]
    public async Task A_subscriber_may_subscribe_to_one_service_and_use_digests()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageServiceSubscriptionRequest request = new() { TransactionId = "1", SubscriberId = "+4917090001", OperationType = OperationType.Create };
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.ManageServiceSubscriptionAsync(request with { DigestEnabled = true })).StatusCode, "no secret to digest");
        ServiceSubscription made = (await cmr6.ManageServiceSubscriptionAsync(request with { TransactionId = "2", Secret = "1234", DigestEnabled = true, ServiceType = [ServiceType.Cmrbt] })).ServiceSubscription.Single();
        Assert.IsTrue(made.DigestEnabled);
        CollectionAssert.AreEqual(new[] { ServiceType.Cmrbt }, made.ServiceType.ToArray());
        Cmr1Client digest = Host.Cmr1(new SoapCredentials.UsernameToken("+4917090001", "1234", Digest: true));
        ManageGroupRequest query = new() { TransactionId = "q", SubscriberId = "+4917090001", OperationType = OperationType.Query };
        Assert.AreEqual(StatusCode.Success, (await digest.ManageGroupAsync(query)).StatusCode);

        ServiceSubscription changed = (await cmr6.ManageServiceSubscriptionAsync(request with { TransactionId = "3", OperationType = OperationType.Update, DigestEnabled = false, ServiceType = [ServiceType.Cmrt, ServiceType.Cmrbt] })).ServiceSubscription.Single();
        Assert.IsNull(changed.DigestEnabled);
        Assert.IsEmpty(changed.ServiceType, "all of them, as usual");
        Assert.AreEqual(StatusCode.PasswordInvalid, (await digest.ManageGroupAsync(query)).StatusCode);
        Assert.AreEqual("{1,2}", await Host.QueryAsync("SELECT service_types::text FROM subscribers WHERE subscriber_id = '+4917090001'"));
    }

    [TestMethod]
    public async Task Who_is_removed_leaves_reports_and_nothing_else()
    {
        await Host.RegisterAsync("+4917090002", "1234");
        Cmr1Client own = Host.Cmr1(await Host.SessionAsync("+4917090002", "1234"));
        await own.ManageGroupAsync(new() { TransactionId = "g", SubscriberId = "+4917090002", OperationType = OperationType.Create, GroupName = "g" });
        Cmr6Client cmr6 = await Host.OperatorAsync();
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManageServiceSubscriptionAsync(new() { TransactionId = "d", SubscriberId = "+4917090002", OperationType = OperationType.Delete })).StatusCode);
        foreach (string table in new[] { "subscribers", "library_entries", "caller_groups", "presentation_rules", "ringing_profiles", "notifications", "presentation_controls", "filter_rules" })
            Assert.AreEqual(0L, await Host.QueryAsync($"SELECT count(*) FROM {table} WHERE subscriber_id = '+4917090002'"), table);
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT (SELECT count(*) FROM principals WHERE principal_id = '+4917090002') + (SELECT count(*) FROM sessions WHERE principal_id = '+4917090002')"));
        Assert.AreEqual(3L, await Host.QueryAsync("SELECT count(*) FROM change_log WHERE subscriber_id = '+4917090002'"));
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await own.ManageGroupAsync(new() { TransactionId = "q", SubscriberId = "+4917090002", OperationType = OperationType.Query })).StatusCode);
    }

    [TestMethod]
    public async Task The_bounds_of_a_subscriber_are_the_operators_settings()
    {
        await Host.RegisterAsync("+4917090003", "1234");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await cmr6.ManageSystemSettingAsync(new() { TransactionId = "m1", OperationType = OperationType.Update, Setting = [new() { SettingName = "MaximumGroups", SettingValue = "1" }] });
        ManageGroupRequest create = new() { TransactionId = "m2", SubscriberId = "+4917090003", OperationType = OperationType.Create, GroupName = "g" };
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManageGroupAsync(create)).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.ManageGroupAsync(create with { TransactionId = "m3" })).StatusCode);
        await cmr6.ManageSystemSettingAsync(new() { TransactionId = "m4", OperationType = OperationType.Delete, Setting = [new() { SettingName = "MaximumGroups" }] });
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManageGroupAsync(create with { TransactionId = "m5" })).StatusCode);
    }
}
