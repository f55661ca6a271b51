using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class RepetitionTests : ServiceTests
{
    [TestMethod]
    public async Task The_same_request_again_gets_the_first_answer_and_changes_nothing()
    {
        await Host.RegisterAsync("+4917030001");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageGroupRequest create = new() { TransactionId = "again-1", SubscriberId = "+4917030001", OperationType = OperationType.Create, GroupName = "g" };
        ManageGroupResponse first = await cmr6.ManageGroupAsync(create), second = await cmr6.ManageGroupAsync(create);
        Assert.AreEqual(StatusCode.Success, second.StatusCode);
        Assert.AreEqual(first.GroupInfo.Single(), second.GroupInfo.Single());
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM caller_groups WHERE subscriber_id = '+4917030001'"));
    }

    [TestMethod]
    public async Task Another_request_with_the_same_TransactionId_10011()
    {
        await Host.RegisterAsync("+4917030002");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageGroupRequest create = new() { TransactionId = "again-2", SubscriberId = "+4917030002", OperationType = OperationType.Create, GroupName = "g" };
        await cmr6.ManageGroupAsync(create);
        ManageGroupResponse other = await cmr6.ManageGroupAsync(create with { GroupName = "h" });
        Assert.AreEqual(StatusCode.OperationRepeated, other.StatusCode);
        Assert.Contains("again-2", other.StatusDescription ?? "");
        SubscribeCmrResourceResponse otherOperation = await cmr6.SubscribeCmrResourceAsync(new() { TransactionId = "again-2", SubscriberId = "+4917030002", ResourceId = "r" });
        Assert.AreEqual(StatusCode.OperationRepeated, otherOperation.StatusCode);
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM caller_groups WHERE subscriber_id = '+4917030002'"));
    }

    [TestMethod]
    public async Task A_refusal_is_an_answer_too()
    {
        await Host.RegisterAsync("+4917030003");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        SubscribeCmrResourceRequest early = new() { TransactionId = "again-3", SubscriberId = "+4917030003", ResourceId = "comes-later" };
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.SubscribeCmrResourceAsync(early)).StatusCode);
        await Host.CreateResourceAsync("comes-later");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.SubscribeCmrResourceAsync(early)).StatusCode, "the first answer");
        Assert.AreEqual(StatusCode.Success, (await cmr6.SubscribeCmrResourceAsync(early with { TransactionId = "again-3b" })).StatusCode);
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM change_log WHERE transaction_id = 'again-3' AND status_code = 10008"));
    }

    [TestMethod]
    public async Task Another_principal_may_use_the_same_TransactionId()
    {
        await Host.RegisterAsync("+4917030004", "secret4");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        Cmr1Client own = Host.Cmr1(await Host.SessionAsync("+4917030004", "secret4"));
        ManageGroupRequest create = new() { TransactionId = "shared", SubscriberId = "+4917030004", OperationType = OperationType.Create, GroupName = "g" };
        string[] ids = [(await cmr6.ManageGroupAsync(create)).GroupInfo.Single().GroupId, (await own.ManageGroupAsync(create)).GroupInfo.Single().GroupId];
        Assert.AreNotEqual(ids[0], ids[1]);
    }

    [TestMethod]
    public async Task After_24_hours_a_TransactionId_is_free_again()
    {
        await Host.RegisterAsync("+4917030005");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageGroupRequest create = new() { TransactionId = "old", SubscriberId = "+4917030005", OperationType = OperationType.Create, GroupName = "g" };
        await cmr6.ManageGroupAsync(create);
        await Host.QueryAsync("UPDATE transactions SET created_at = created_at - interval '25 hours' WHERE transaction_id = 'old'");
        Assert.AreEqual("2", (await cmr6.ManageGroupAsync(create)).GroupInfo.Single().GroupId);
    }

    [TestMethod]
    public async Task The_same_request_many_times_at_once_is_carried_out_once()
    {
        await Host.RegisterAsync("+4917030006");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageGroupRequest create = new() { TransactionId = "flood", SubscriberId = "+4917030006", OperationType = OperationType.Create, GroupName = "g" };
        ManageGroupResponse[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => cmr6.ManageGroupAsync(create).AsTask()));
        Assert.IsTrue(answers.All(answer => answer.StatusCode is StatusCode.Success && answer.GroupInfo.Single().GroupId == "1"));
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM caller_groups WHERE subscriber_id = '+4917030006'"));
    }

    [TestMethod]
    public async Task Changes_of_one_subscriber_at_once_are_all_kept_and_in_its_profile()
    {
        await Host.RegisterAsync("+4917030007");
        Cmr6Client cmr6 = await Host.OperatorAsync();
        ManageGroupResponse[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => cmr6.ManageGroupAsync(
            new() { TransactionId = $"many-{i}", SubscriberId = "+4917030007", OperationType = OperationType.Create, GroupName = $"g{i}" }).AsTask()));
        Assert.AreEqual(16, answers.Select(answer => answer.GroupInfo.Single().GroupId).Distinct().Count());
        Assert.AreEqual(16, await Host.QueryAsync("SELECT jsonb_array_length(document->'groups') FROM ringing_profiles WHERE subscriber_id = '+4917030007'"));
    }

    [TestMethod]
    public async Task What_is_kept_to_recognise_a_request_cannot_be_guessed_from_the_database()
    {
        await Host.RegisterAsync("+4917030008", "1234");
        object? kept = await Host.QueryAsync("SELECT content_hash FROM transactions WHERE operation = 'ManageServiceSubscription' ORDER BY created_at DESC LIMIT 1");
        string request = (string?)await Host.QueryAsync("SELECT request FROM change_log WHERE subscriber_id = '+4917030008'") ?? "";
        Assert.Contains("(withheld)", request);
        byte[] guess = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(request.Replace("(withheld)", "1234", StringComparison.Ordinal)));
        CollectionAssert.AreNotEqual(guess, (byte[]?)kept);
    }

    [TestMethod]
    public async Task Answers_kept_for_repetitions_go_after_24_hours_in_pieces()
    {
        await using ServiceHost host = await ServiceHost.StartAsync();
        await host.QueryAsync("""
            INSERT INTO transactions SELECT 'operator', 'old-' || n, 'X', '\x00', '\x00', now() - interval '25 hours' FROM generate_series(1, 12000) n;
            INSERT INTO transactions VALUES ('operator', 'young', 'X', '\x00', '\x00', now() - interval '23 hours');
            INSERT INTO used_nonces SELECT decode(md5(n::text), 'hex'), now() - interval '1 second' FROM generate_series(1, 6000) n;
            INSERT INTO audit_log SELECT now() - interval '91 days', gen_random_uuid(), 'n', 'p', 'x', NULL, 'Cmr1', NULL, NULL, NULL, 0, NULL, 200, 5 FROM generate_series(1, 6000) n
            """);
        AccessSweep sweep = host.Services.GetRequiredService<AccessSweep>();
        await Task.WhenAll(sweep.SweepAsync(CancellationToken.None), sweep.SweepAsync(CancellationToken.None));
        await sweep.SweepAsync(CancellationToken.None);
        Assert.AreEqual("young", await host.QueryAsync("SELECT string_agg(transaction_id, ',') FROM transactions"));
        Assert.AreEqual(0L, await host.QueryAsync("SELECT (SELECT count(*) FROM used_nonces) + (SELECT count(*) FROM audit_log WHERE occurred_at < now() - interval '90 days')"));
    }
}
