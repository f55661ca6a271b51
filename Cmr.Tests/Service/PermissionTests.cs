using Cmr.Contracts.Soap;
using Cmr.Persistence.Principals;
using Principal = Cmr.Persistence.Principals.Principal;
using PrincipalKind = Cmr.Persistence.Model.PrincipalKind;

namespace Cmr.Tests.Service;

[TestClass]
public sealed class PermissionTests : ServiceTests
{
    private const string Ann = "+4917020001", Bob = "+4917020002";

    [TestMethod]
    public async Task A_subscriber_acts_on_its_own_data_whatever_the_spelling_and_on_nobody_elses()
    {
        await Host.RegisterAsync(Ann, "ann-secret");
        await Host.RegisterAsync(Bob, "bob-secret");
        Cmr1Client ann = Host.Cmr1(await Host.SessionAsync("017020001", "ann-secret"));
        ManageGroupRequest own = new() { TransactionId = Host.NextTransaction(), SubscriberId = "tel:017020001", OperationType = OperationType.Create, GroupName = "mine" };
        Assert.AreEqual(StatusCode.Success, (await ann.ManageGroupAsync(own)).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await ann.ManageGroupAsync(own with { TransactionId = Host.NextTransaction(), SubscriberId = Bob })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await ann.ManageGroupAsync(own with { TransactionId = Host.NextTransaction(), SubscriberId = "+4900000" })).StatusCode, "nor does it learn who exists");
        Assert.AreEqual(StatusCode.SecurityError, (await ann.GetCmrResourceListAsync(new() { SubscriberId = Bob, ResourceListId = "000000" })).StatusCode);

        Cmr6Client annOnPortal = Host.Cmr6(await Host.SessionAsync(Ann, "ann-secret"));
        Assert.AreEqual(StatusCode.SecurityError, (await annOnPortal.ManageServiceSubscriptionAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = Ann, OperationType = OperationType.Update })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await annOnPortal.ManageSystemSettingAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Query })).StatusCode);
    }

    [TestMethod]
    public async Task A_content_provider_acts_on_its_own_resources_only()
    {
        Cmr5Client provider = Host.Cmr5(await Host.SessionAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret));
        ManageCmrResourceRequest create = new() { OperationType = OperationType.Create, ResourceId = "cp-tone", MediaType = MediaType.Audio, Name = "n" };
        Assert.AreEqual(StatusCode.Success, (await provider.ManageCmrResourceAsync(create)).StatusCode);
        ManageCmrResourceResponse query = await provider.ManageCmrResourceAsync(create with { OperationType = OperationType.Query });
        Assert.AreEqual(ServiceHost.ProviderId, query.ResourceDetail.Single().ProviderId);
        Assert.AreEqual(StatusCode.SecurityError, (await provider.ManageCmrResourceAsync(create with { ResourceId = "cp-other", ProviderId = "someone-else" })).StatusCode);

        await Host.CreateResourceAsync("sp-tone");
        foreach (OperationType operation in new[] { OperationType.Query, OperationType.Update, OperationType.Delete })
            Assert.AreEqual(StatusCode.SecurityError, (await provider.ManageCmrResourceAsync(new() { OperationType = operation, ResourceId = "sp-tone" })).StatusCode);
        Cmr6Client elsewhere = Host.Cmr6(await Host.SessionAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret));
        Assert.AreEqual(StatusCode.SecurityError, (await elsewhere.SubscribeCmrResourceAsync(new() { SubscriberId = Ann, ResourceId = "cp-tone" })).StatusCode);

        Cmr5Client operatorClient = Host.Cmr5(await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
        Assert.AreEqual(StatusCode.Success, (await operatorClient.ManageCmrResourceAsync(new() { OperationType = OperationType.Update, ResourceId = "cp-tone", Name = "m" })).StatusCode, "a Service Provider acts on everything");
        Assert.AreEqual(StatusCode.Success, (await operatorClient.ManageCmrResourceAsync(create with { ResourceId = "entered", ProviderId = ServiceHost.ProviderId })).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await provider.ManageCmrResourceAsync(new() { OperationType = OperationType.Update, ResourceId = "entered", Name = "mine" })).StatusCode, "entered for the provider");
    }

    [TestMethod]
    public async Task An_application_does_nothing_here()
    {
        await OperatorBootstrap.EnsureAsync(Host.ConnectionString, new Principal("app", PrincipalKind.Application), "app-secret", TimeProvider.System, CancellationToken.None);
        Cmr6Client app = Host.Cmr6(await Host.SessionAsync("app", "app-secret"));
        Assert.AreEqual(StatusCode.SecurityError, (await app.ManageSystemSettingAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Query })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await app.ManageCmrResourceAsync(new() { OperationType = OperationType.Query, ResourceId = "x" })).StatusCode);
    }

    [TestMethod]
    public async Task What_a_subscriber_brought_in_is_its_own_and_can_be_given_away()
    {
        await Host.RegisterAsync("+4917020003", "secret3");
        await Host.RegisterAsync("+4917020004", "secret4");
        Cmr1Client carl = Host.Cmr1(await Host.SessionAsync("+4917020003", "secret3")), dora = Host.Cmr1(await Host.SessionAsync("+4917020004", "secret4"));
        Assert.AreEqual(StatusCode.Success, (await carl.ManageCmrResourceAsync(new() { OperationType = OperationType.Create, ResourceId = "carls-own", MediaType = MediaType.Audio, Name = "n" })).StatusCode);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await dora.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917020004", ResourceId = "carls-own" })).StatusCode);
        AddCmrResourceRequest gift = new() { Action = AddAction.Gift, SubscriberId = "+4917020004", ResourceId = ["carls-own"], ResourceOwner = "+4917020003" };
        Assert.AreEqual(StatusCode.SecurityError, (await dora.AddCmrResourceAsync(gift)).StatusCode, "a gift is the giver's to make");
        Assert.AreEqual(StatusCode.Success, (await carl.AddCmrResourceAsync(gift)).StatusCode);
        Assert.AreEqual("+4917020003", await Host.QueryAsync("SELECT given_by FROM library_entries WHERE subscriber_id = '+4917020004' AND resource_id = 'carls-own' AND source = 3"));
    }

    [TestMethod]
    public async Task A_new_secret_ends_the_sessions_of_the_old_one()
    {
        await Host.RegisterAsync("+4917020005", "old-secret");
        Cmr1Client old = Host.Cmr1(await Host.SessionAsync("+4917020005", "old-secret"));
        ManageGroupRequest query = new() { TransactionId = "q", SubscriberId = "+4917020005", OperationType = OperationType.Query };
        Assert.AreEqual(StatusCode.Success, (await old.ManageGroupAsync(query)).StatusCode);
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await cmr6.ManageServiceSubscriptionAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = "+4917020005", OperationType = OperationType.Update, Secret = "new-secret" });
        Assert.AreEqual(StatusCode.SessionKeyInvalid, (await old.ManageGroupAsync(query)).StatusCode);
        Assert.AreEqual(StatusCode.PasswordInvalid, (await Host.Cmr1().OpenSessionAsync(new() { PrincipalId = "+4917020005", Secret = "old-secret" })).StatusCode);
        await Host.SessionAsync("+4917020005", "new-secret");
    }
}
