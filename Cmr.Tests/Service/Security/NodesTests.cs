using Cmr.Contracts.Client;
using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Microsoft.Extensions.DependencyInjection;

namespace Cmr.Tests.Service.Security;

[TestClass]
public sealed class NodesTests
{
    private static readonly ManageSystemSettingRequest Query = new() { TransactionId = "q", OperationType = OperationType.Query };

    [TestMethod]
    public async Task A_session_is_good_on_every_node_survives_a_restart_and_ends_everywhere()
    {
        await using ServiceHost first = await ServiceHost.StartAsync();
        SoapCredentials session;
        await using (ServiceHost gone = await first.JoinAsync())
            session = await gone.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret);
        Assert.AreEqual(StatusCode.Success, (await first.Cmr6(session).ManageSystemSettingAsync(Query)).StatusCode, "the node that opened it is gone");
        await using ServiceHost second = await first.JoinAsync();
        Assert.AreEqual(StatusCode.Success, (await second.Cmr6(session).ManageSystemSettingAsync(Query)).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await first.Cmr1(session).CloseSessionAsync(new())).StatusCode);
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await second.Cmr6(session).ManageSystemSettingAsync(Query)).StatusCode);
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await second.Cmr1(session).CloseSessionAsync(new())).StatusCode);
    }

    [TestMethod]
    public async Task A_digest_used_on_one_node_is_used_on_all_of_them()
    {
        await using ServiceHost first = await ServiceHost.StartAsync();
        await using ServiceHost second = await first.JoinAsync();
        await first.QueryAsync(
            "UPDATE principals SET digest_secret = $1 WHERE principal_id = $2",
            second.Services.GetRequiredService<DigestVault>().Seal(ServiceHost.OperatorId, ServiceHost.OperatorSecret), ServiceHost.OperatorId);
        string envelope = Envelopes.WithDigest(ServiceHost.OperatorId, ServiceHost.OperatorSecret, Envelopes.QuerySettings);
        Assert.Contains("<StatusCode>0</StatusCode>", await first.PostAsync("/cmr6", envelope));
        Assert.Contains("<StatusCode>10003</StatusCode>", await second.PostAsync("/cmr6", envelope));
        await using ServiceHost restarted = await first.JoinAsync();
        Assert.Contains("<StatusCode>10003</StatusCode>", await restarted.PostAsync("/cmr6", envelope));
    }

    [TestMethod]
    public async Task A_new_secret_set_on_one_node_ends_what_the_other_remembers_of_the_old_one()
    {
        await using ServiceHost first = await ServiceHost.StartAsync();
        await using ServiceHost second = await first.JoinAsync();
        await first.RegisterAsync("+4917040001", "old-secret");
        Cmr1Client old = second.Cmr1(new SoapCredentials.UsernameToken("+4917040001", "old-secret"));
        ManageGroupRequest query = new() { TransactionId = "g", SubscriberId = "+4917040001", OperationType = OperationType.Query };
        Assert.AreEqual(StatusCode.Success, (await old.ManageGroupAsync(query)).StatusCode);
        Cmr6Client cmr6 = await first.OperatorAsync();
        await cmr6.ManageServiceSubscriptionAsync(new() { TransactionId = "s", SubscriberId = "+4917040001", OperationType = OperationType.Update, Secret = "new-secret" });
        await Eventually.IsTrueAsync(async () => (await old.ManageGroupAsync(query)).StatusCode is StatusCode.PasswordInvalid, "the other node hears of it");
        Cmr1Client fresh = second.Cmr1(new SoapCredentials.UsernameToken("+4917040001", "new-secret"));
        Assert.AreEqual(StatusCode.Success, (await fresh.ManageGroupAsync(query)).StatusCode);
    }

    [TestMethod]
    public async Task A_TransactionId_is_known_on_every_node()
    {
        await using ServiceHost first = await ServiceHost.StartAsync();
        await using ServiceHost second = await first.JoinAsync();
        await first.RegisterAsync("+4917040002");
        ManageGroupRequest create = new() { TransactionId = "both", SubscriberId = "+4917040002", OperationType = OperationType.Create, GroupName = "g" };
        string group = (await (await first.OperatorAsync()).ManageGroupAsync(create)).GroupInfo.Single().GroupId;
        Cmr6Client other = await second.OperatorAsync();
        Assert.AreEqual(group, (await other.ManageGroupAsync(create)).GroupInfo.Single().GroupId);
        Assert.AreEqual(StatusCode.OperationRepeated, (await other.ManageGroupAsync(create with { GroupName = "h" })).StatusCode);
    }
}
