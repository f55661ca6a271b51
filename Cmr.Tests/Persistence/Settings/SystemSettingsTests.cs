using Cmr.Persistence.Notifications;
using Cmr.Persistence.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Persistence.Settings;

[TestClass]
public sealed class SystemSettingsTests
{
    [TestMethod]
    public void Every_default_keeps_the_rule_of_its_setting_and_is_named_in_its_description()
    {
        foreach (SystemSetting setting in SystemSetting.All)
        {
            Assert.AreEqual(setting.DefaultValue, setting.Normalize(setting.DefaultValue), setting.Name);
            Assert.Contains($"default {setting.DefaultValue}", setting.Description);
            Assert.AreSame(setting, SystemSetting.Find(setting.Name.ToUpperInvariant()));
        }
        CollectionAssert.AreEqual(SystemSetting.All.Select(setting => setting.Name).Order(StringComparer.Ordinal).ToArray(), SystemSetting.All.Select(setting => setting.Name).ToArray());
        Assert.AreEqual(TimeSpan.FromDays(30), SystemSettings.Defaults.SubscriptionPeriod);
        Assert.AreEqual(TimeSpan.FromMinutes(30), SystemSettings.Defaults.SessionIdle);
        Assert.IsTrue(SystemSettings.Defaults.CopyPermittedByDefault);
        Assert.IsFalse(SystemSettings.Defaults.CallerMayChoose);
    }

    [TestMethod]
    [DataRow("31", "31")]
    [DataRow(" 0031 ", "31")]
    [DataRow("0", null)]
    [DataRow("3651", null)]
    [DataRow("-1", null)]
    [DataRow("1.5", null)]
    [DataRow("99999999999999999999", null)]
    [DataRow("thirty", null)]
    [DataRow("", null)]
    public void A_number_is_whole_and_within_its_range(string value, string? stored) =>
        Assert.AreEqual(stored, SystemSetting.SubscriptionPeriodDays.Normalize(value));

    [TestMethod]
    public void A_word_is_one_of_its_words_in_any_case()
    {
        Assert.AreEqual("Nobody", SystemSetting.CopyPermissionDefault.Normalize("nobody"));
        Assert.IsNull(SystemSetting.CopyPermissionDefault.Normalize("Somebody"));
    }

    [TestMethod]
    public void A_stored_value_that_no_longer_keeps_the_rule_is_brought_back_into_it()
    {
        SystemSettings settings = new(new Dictionary<string, string> { ["SubscriptionPeriodDays"] = "999999", ["CopyPermissionDefault"] = "gone", ["MaximumRules"] = "x" });
        Assert.AreEqual(TimeSpan.FromDays(3650), settings.SubscriptionPeriod);
        Assert.IsTrue(settings.CopyPermittedByDefault);
        Assert.AreEqual(200, settings.MaximumRules);
    }

    [TestMethod]
    public async Task A_change_reaches_a_process_through_its_notification_and_without_one_nothing_is_remembered()
    {
        await using Database database = await Database.CreateAsync();
        ISystemSettings settings = database.Services.GetRequiredService<ISystemSettings>();
        Assert.AreEqual(200, (await settings.ReadAsync(CancellationToken.None)).MaximumRules);
        await SetAsync(database, 7);
        Assert.AreEqual(7, (await settings.ReadAsync(CancellationToken.None)).MaximumRules, "nobody listens yet, so nothing may be kept");

        ChangeListener listener = database.Hosted<ChangeListener>();
        await listener.StartAsync(CancellationToken.None);
        try
        {
            await UntilAsync(async () => ReferenceEquals(await settings.ReadAsync(CancellationToken.None), await settings.ReadAsync(CancellationToken.None)), "kept in memory");
            await SetAsync(database, 8);
            await UntilAsync(async () => (await settings.ReadAsync(CancellationToken.None)).MaximumRules == 8, "the change arrives");
        }
        finally
        {
            await listener.StopAsync(CancellationToken.None);
        }
    }

    private static Task<object?> SetAsync(Database database, int value) => database.QueryAsync($"""
        INSERT INTO system_settings VALUES ('MaximumRules', '{value}', now(), 'test')
        ON CONFLICT (setting_name) DO UPDATE SET setting_value = EXCLUDED.setting_value;
        SELECT pg_notify('cmr_system', '')
        """);

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
        while (!await condition())
        {
            Assert.IsFalse(patience.IsCancellationRequested, what);
            await Task.Yield();
        }
    }
}
