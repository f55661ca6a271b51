using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed class ManageSystemSettingTests : ServiceTests
{
    [TestMethod]
    public async Task All_settings_are_shown_with_what_they_mean()
    {
        ManageSystemSettingResponse all = await AskAsync(OperationType.Query);
        Assert.AreEqual("30", all.Setting.Single(setting => setting.SettingName == "SubscriptionPeriodDays").SettingValue);
        Assert.IsTrue(all.Setting.All(setting => setting.Description?.Length > 10 && setting.SettingValue is not null));
        Assert.HasCount(1, (await AskAsync(OperationType.Query, new Setting { SettingName = "maximumrules" })).Setting);
    }

    [TestMethod]
    public async Task A_change_takes_effect_with_the_next_request_and_its_default_comes_back()
    {
        await Host.CreateResourceAsync("setting-tone");
        await AskAsync(OperationType.Update, [], "setting-tone");
        ManageSystemSettingResponse changed = await AskAsync(OperationType.Update, new Setting { SettingName = "MinimumSubscriberSecretLength", SettingValue = " 12 " });
        Assert.AreEqual("12", changed.Setting.Single().SettingValue);
        Assert.AreEqual("setting-tone", (await AskAsync(OperationType.Query)).DefaultCMRResourceId.Single(), "who changes settings leaves the default resources alone");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageServiceSubscriptionRequest register = new() { TransactionId = "s1", SubscriberId = "+4917070001", OperationType = OperationType.Create, Secret = "elevenchars" };
        ManageServiceSubscriptionResponse refused = await cmr6.ManageServiceSubscriptionAsync(register);
        Assert.AreEqual(StatusCode.ParameterInvalid, refused.StatusCode);
        Assert.Contains("12", refused.StatusDescription ?? "");
        Assert.AreEqual("4", (await AskAsync(OperationType.Delete, new Setting { SettingName = "MinimumSubscriberSecretLength" })).Setting.Single().SettingValue);
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManageServiceSubscriptionAsync(register with { TransactionId = "s2" })).StatusCode);
        Assert.AreEqual("operator", await Host.QueryAsync("SELECT principal_id FROM change_log WHERE operation = 'ManageSystemSetting' AND request LIKE '%MinimumSubscriberSecretLength%' LIMIT 1"));
    }

    [TestMethod]
    public async Task The_idle_time_of_sessions_is_a_setting()
    {
        await AskAsync(OperationType.Update, new Setting { SettingName = "SessionIdleMinutes", SettingValue = "5" });
        OpenSessionResponse opened = await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = ServiceHost.OperatorId, Secret = ServiceHost.OperatorSecret });
        Assert.IsLessThan(TimeProvider.System.GetUtcNow().AddMinutes(6), opened.Expires ?? DateTimeOffset.MaxValue);
        await AskAsync(OperationType.Delete, new Setting { SettingName = "SessionIdleMinutes" });
    }

    [TestMethod]
    [DataRow(OperationType.Update, "Unheard", "1", "SettingName")]
    [DataRow(OperationType.Update, "MaximumRules", null, "SettingValue of MaximumRules")]
    [DataRow(OperationType.Update, "MaximumRules", "many", "SettingValue of MaximumRules")]
    [DataRow(OperationType.Update, "MaximumRules", "1001", "SettingValue of MaximumRules")]
    [DataRow(OperationType.Update, "CopyPermissionDefault", "Perhaps", "SettingValue of CopyPermissionDefault")]
    [DataRow(OperationType.Query, "Unheard", null, "SettingName")]
    [DataRow(OperationType.Create, "MaximumRules", "1", "OperationType")]
    public async Task What_is_no_setting_or_no_value_of_it_is_refused(OperationType operation, string name, string? value, string parameter)
    {
        ManageSystemSettingResponse answer = await AskAsync(operation, new Setting { SettingName = name, SettingValue = value });
        Assert.AreEqual(StatusCode.ParameterInvalid, answer.StatusCode);
        Assert.StartsWith(parameter, answer.StatusDescription ?? "");
    }

    [TestMethod]
    public async Task A_request_is_taken_whole_or_not_at_all()
    {
        ManageSystemSettingResponse answer = await AskAsync(OperationType.Update, new Setting { SettingName = "MaximumGroups", SettingValue = "7" }, new Setting { SettingName = "MaximumRules", SettingValue = "x" });
        Assert.AreEqual(StatusCode.ParameterInvalid, answer.StatusCode);
        Assert.AreEqual("200", (await AskAsync(OperationType.Query, new Setting { SettingName = "MaximumGroups" })).Setting.Single().SettingValue);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await AskAsync(OperationType.Update, new Setting { SettingName = "MaximumGroups", SettingValue = "7" }, new Setting { SettingName = "maximumgroups", SettingValue = "8" })).StatusCode, "named twice");
        Assert.AreEqual(StatusCode.ParameterInvalid, (await AskAsync(OperationType.Delete)).StatusCode, "delete what?");
    }

    private Task<ManageSystemSettingResponse> AskAsync(OperationType operation, params Setting[] settings) => AskAsync(operation, settings, []);

    private async Task<ManageSystemSettingResponse> AskAsync(OperationType operation, Setting[] settings, params string[] defaults) =>
        await (await Host.OperatorAsync()).ManageSystemSettingAsync(new() { TransactionId = $"s-{Guid.NewGuid()}", OperationType = operation, Setting = settings, DefaultCMRResourceId = defaults });
}
