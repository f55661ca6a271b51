using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Npgsql;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed class AuditTests
{
    [TestMethod]
    public async Task Every_request_has_its_record_whatever_became_of_it()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await host.RegisterAsync("+4917050001", "ann-secret");
        Cmr6Client cmr6 = await host.OperatorAsync();
        ManageGroupRequest create = new() { TransactionId = "a-1", SubscriberId = "tel:017050001", OperationType = OperationType.Create, GroupName = "g" };
        await cmr6.ManageGroupAsync(create);
        await cmr6.ManageGroupAsync(create);
        await cmr6.ManageGroupAsync(create with { GroupName = "h" });
        await cmr6.ManageGroupAsync(new() { TransactionId = "a-2", SubscriberId = "+4917050001", OperationType = OperationType.Query });
        Cmr1Client wrong = host.Cmr1(new SoapCredentials.UsernameToken("+4917050001", "guess"));
        await wrong.ManageGroupAsync(create with { TransactionId = "a-3" });
        await host.Cmr1().ManageGroupAsync(create with { TransactionId = "a-4" });
        Cmr1Client ann = host.Cmr1(await host.SessionAsync("017050001", "ann-secret"));
        await ann.ManageGroupAsync(create with { TransactionId = "a-5", SubscriberId = "+4917059999" });
        await host.PostAsync("/cmr1", "<not-xml");
        await host.PostAsync("/cmr1", Envelopes.With("", "<Unheard/>"));
        using (StringContent json = new("{}", System.Text.Encoding.UTF8, "application/json"))
        using (await host.Http.PostAsync(new Uri(host.BaseAddress, "/cmr5"), json))
        {
            List<string> records = await RecordsAsync(host, 14);
            CollectionAssert.AreEquivalent(new[]
            {
                "Cmr1 OpenSession operator - - - 0 200", "Cmr6 ManageServiceSubscription operator t-1 +4917050001 - 0 200", "Cmr1 OpenSession operator - - - 0 200",
                "Cmr6 ManageGroup operator a-1 +4917050001 - 0 200", "Cmr6 ManageGroup operator a-1 +4917050001 - 0 200", "Cmr6 ManageGroup operator a-1 +4917050001 - 10011 200",
                "Cmr6 ManageGroup operator a-2 +4917050001 - 0 200",
                "Cmr1 ManageGroup (+4917050001) a-3 +4917050001 - 10005 200", "Cmr1 ManageGroup - a-4 +4917050001 - 10002 200", "Cmr1 OpenSession +4917050001 - - - 0 200",
                "Cmr1 ManageGroup +4917050001 a-5 +4917059999 - 10003 200", "Cmr1 - - - - fault - 500", "Cmr1 - - - - fault - 500", "Cmr5 - - - - fault - 415",
            }, records, string.Join("\n", records));
        }
        Assert.AreEqual(0L, await host.QueryAsync("SELECT count(*) FROM audit_log WHERE duration_us <= 0 OR peer <> '127.0.0.1' OR node = ''"));
        Assert.AreEqual(0L, await host.QueryAsync("SELECT count(*) FROM audit_log a WHERE a::text ~ 'secret|guess'"), "no secret in any column");
        Assert.AreEqual(0L, await host.QueryAsync("SELECT count(*) FROM change_log c WHERE c::text ~ 'secret|guess'"));
    }

    [TestMethod]
    public async Task A_name_that_is_cut_within_a_character_is_recorded_and_harms_nobody()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        string smile = char.ConvertFromUtf32(0x1F600);
        await host.PostAsync("/cmr1", Envelopes.With("", $"<OpenSessionRequest xmlns='urn:oma:cmr:1.0'><PrincipalId>{new string('c', 255)}{smile}</PrincipalId><Secret>x</Secret></OpenSessionRequest>"));
        await host.PostAsync("/cmr1", Envelopes.With("", $"<OpenSessionRequest xmlns='urn:oma:cmr:1.0'><PrincipalId>{new string('a', 127)}{smile}</PrincipalId><Secret>x</Secret></OpenSessionRequest>"));
        await host.PostAsync("/cmr1", Envelopes.With("", $"<Unheard xmlns='urn:{new string('x', 59)}{smile}'/>"));
        CollectionAssert.AllItemsAreNotNull(await RecordsAsync(host, 3));
        Assert.AreEqual(2L, await host.QueryAsync("SELECT count(*) FROM audit_log WHERE status_code = 10005"), "a wrong name is a wrong name, however long");
    }

    [TestMethod]
    public async Task A_failure_is_recorded_as_a_general_error()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        Cmr6Client cmr6 = await host.OperatorAsync();
        await host.QueryAsync("ALTER TABLE system_default_resources RENAME TO away");
        Assert.AreEqual(StatusCode.GeneralError, (await cmr6.ManageSystemSettingAsync(new() { TransactionId = "x", OperationType = OperationType.Query })).StatusCode);
        await host.QueryAsync("ALTER TABLE away RENAME TO system_default_resources");
        CollectionAssert.Contains(await RecordsAsync(host, 2), "Cmr6 ManageSystemSetting operator x - - 99999 200");
    }

    [TestMethod]
    public async Task What_was_answered_before_the_shutdown_is_written_out_by_it()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await using (ServiceHost second = await host.JoinAsync())
        {
            for (int i = 0; i < 50; i++)
                await second.Cmr1().OpenSessionAsync(new());
        }
        Assert.AreEqual(50L, await host.QueryAsync("SELECT count(*) FROM audit_log"));
    }

    private static async Task<List<string>> RecordsAsync(ServiceHost host, int count)
    {
        await Eventually.IsTrueAsync(async () => (long?)await host.QueryAsync("SELECT count(*) FROM audit_log") >= count, $"{count} records");
        await using NpgsqlConnection connection = new(host.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("""
            SELECT concat_ws(' ', interface, COALESCE(operation, '-'), COALESCE(principal_id, '(' || claimed_id || ')', '-'), COALESCE(transaction_id, '-'),
                             COALESCE(subscriber_id, '-'), CASE WHEN fault IS NULL THEN '-' ELSE 'fault' END, COALESCE(status_code::text, '-'), http_status)
            FROM audit_log ORDER BY occurred_at, audit_id
            """, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<string> records = [];
        while (await reader.ReadAsync())
            records.Add(reader.GetString(0));
        return records;
    }
}
