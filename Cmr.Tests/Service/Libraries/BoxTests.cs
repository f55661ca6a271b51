using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Libraries;

[TestClass]
public sealed class BoxTests : ServiceTests
{
    [TestMethod]
    public async Task A_box_of_the_catalogue_is_subscribed_and_put_into_rules_like_a_resource()
    {
        const string subscriber = "+4917040001";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "box-a1", "box-a2");
        Assert.AreEqual(StatusCode.Success, (await CreateAsync("box-a", null, PresentationMode.Sequence, "box-a1", "box-a2")).StatusCode);
        ResourceBox box = (await ManageAsync(OperationType.Query, "box-a")).ResourceBox.Single();
        CollectionAssert.AreEqual(new[] { "box-a1", "box-a2" }, box.BoxEntry.Select(entry => entry.ResourceId).ToArray());
        Assert.AreEqual(PresentationMode.Sequence, box.PresentationMode);
        Assert.IsNull(box.SubscriberId);

        Assert.AreEqual(StatusCode.Success, (await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = "box-a" })).StatusCode);
        LibraryEntry entry = (await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber })).LibraryEntry.Single();
        Assert.AreEqual(ResourceKind.ResourceBox, entry.ResourceKind);
        Assert.IsNull(entry.MediaType);
        Assert.AreEqual(4.99m, entry.Price);
        Assert.AreEqual(StatusCode.Success, (await cmr6.ManagePresentationRuleAsync(new()
        {
            TransactionId = Host.NextTransaction(), SubscriberId = subscriber, OperationType = OperationType.Create, DefaultCMRResourceId2 = ["box-a"],
        })).StatusCode);
        GetCmrResourceListResponse listed = await cmr6.GetCmrResourceListAsync(new() { SubscriberId = subscriber, ResourceListId = "000001" });
        Assert.IsTrue(listed.Resource.Any(resource => resource.ResourceId == "box-a"));
    }

    [TestMethod]
    public async Task A_personal_box_is_in_its_owners_library_from_the_start()
    {
        const string subscriber = "+4917040002";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "box-b1", "box-b2");
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = "box-b1" });
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await CreateAsync("box-b", subscriber, PresentationMode.Shuffle, "box-b1", "box-b2")).StatusCode, "box-b2 is not in the library");
        Assert.AreEqual(StatusCode.Success, (await CreateAsync("box-b", subscriber, PresentationMode.Shuffle, "box-b1")).StatusCode);
        ResourceBox box = (await ManageAsync(OperationType.Query, null, subscriber)).ResourceBox.Single();
        Assert.AreEqual(subscriber, box.SubscriberId);
        LibraryEntry entry = (await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber, ResourceId = ["box-b"] })).LibraryEntry.Single();
        Assert.AreEqual(LibrarySource.OwnContent, entry.Source);
        Assert.IsNull(entry.EndDate);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await ManageAsync(OperationType.Query, "box-b")).StatusCode, "it is no box of the catalogue");

        Assert.AreEqual(StatusCode.Success, (await ManageAsync(OperationType.Delete, "box-b", subscriber)).StatusCode);
        Assert.IsEmpty((await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber, ResourceId = ["box-b"] })).LibraryEntry);
        Assert.AreEqual(StatusCode.OperationRepeated, (await CreateAsync("box-b", subscriber, PresentationMode.Shuffle, "box-b1")).StatusCode, "an identifier is not free again");
    }

    [TestMethod]
    public async Task A_personal_box_that_is_given_brings_what_is_in_it()
    {
        const string giver = "+4917040003", receiver = "+4917040004";
        Cmr6Client cmr6 = await PrepareAsync(giver, "box-c1", "box-c2");
        await Host.RegisterAsync(receiver);
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = giver, ResourceId = "box-c1" });
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = giver, ResourceId = "box-c2" });
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = receiver, ResourceId = "box-c2" });
        await CreateAsync("box-c", giver, PresentationMode.AllInOne, "box-c1", "box-c2");
        AddCmrResourceResponse given = await cmr6.AddCmrResourceAsync(new() { Action = AddAction.Gift, SubscriberId = receiver, ResourceId = ["box-c"], ResourceOwner = giver });
        Assert.AreEqual(StatusCode.Success, given.StatusCode, given.StatusDescription);
        GetPersonalResourceLibraryResponse library = await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = receiver });
        Assert.AreEqual("box-c Gift, box-c1 Gift, box-c2 Subscribed", string.Join(", ", library.LibraryEntry.Select(entry => $"{entry.ResourceId} {entry.Source}")));
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM charges WHERE event = 5 AND charged_party_id = $1 AND resource_id = 'box-c1'", giver));
    }

    [TestMethod]
    public async Task An_update_replaces_the_entries_given_and_leaves_the_rest()
    {
        await PrepareAsync("+4917040005", "box-d1", "box-d2");
        await CreateAsync("box-d", null, PresentationMode.Sequence, "box-d1");
        ManageCmrResourceBoxRequest update = new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, ResourceBoxId = "box-d" };
        Cmr6Client cmr6 = await Host.OperatorAsync();
        Cmr5Client cmr5 = Host.Cmr5(await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
        Assert.AreEqual(StatusCode.Success, (await cmr5.ManageCmrResourceBoxAsync(update with { BoxEntry = [new() { ResourceId = "box-d2" }, new() { ResourceId = "box-d1" }] })).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await cmr5.ManageCmrResourceBoxAsync(update with { TransactionId = Host.NextTransaction(), Name = "New", Status = ResourceStatus.Suspended })).StatusCode);
        ResourceBox box = (await ManageAsync(OperationType.Query, "box-d")).ResourceBox.Single();
        Assert.AreEqual("New Suspended box-d2 box-d1", $"{box.Name} {box.Status} {string.Join(' ', box.BoxEntry.Select(entry => entry.ResourceId))}");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917040005", ResourceId = "box-d" })).StatusCode, "it is suspended");
    }

    [TestMethod]
    public async Task What_cannot_be_in_a_box_is_refused_and_named()
    {
        await PrepareAsync("+4917040006", "box-e1");
        Cmr5Client cmr5 = Host.Cmr5(await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
        await cmr5.ManageCmrResourceAsync(new() { OperationType = OperationType.Create, ResourceId = "box-e-video", MediaType = MediaType.Video, Name = "v" });
        await CreateAsync("box-e", null, PresentationMode.Sequence, "box-e1");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await CreateAsync("box-e2", null, PresentationMode.Sequence, "box-none")).StatusCode);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await CreateAsync("box-e2", null, PresentationMode.Sequence, "box-e")).StatusCode, "no box in a box");
        Assert.AreEqual(StatusCode.ParameterInvalid, (await CreateAsync("box-e2", null, PresentationMode.Sequence, "box-e1", "box-e-video")).StatusCode, "one media type");
        Assert.AreEqual(StatusCode.ParameterInvalid, (await CreateAsync("box-e2", null, PresentationMode.Sequence, "box-e1", "box-e1")).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await CreateAsync("box-e2", null, PresentationMode.Sequence)).StatusCode, "empty");
        Assert.AreEqual(StatusCode.OperationRepeated, (await CreateAsync("box-e1", null, PresentationMode.Sequence, "box-e1")).StatusCode, "boxes and resources share their identifiers");
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr5.ManageCmrResourceAsync(new() { OperationType = OperationType.Query, ResourceId = "box-e" })).StatusCode, "a box is no resource here");
        Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr5.ManageCmrResourceBoxAsync(new()
        {
            TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, ResourceBoxId = "box-e", BoxEntry = [new() { ResourceId = "box-e1", StartTime = new(8, 0) }],
        })).StatusCode, "a slot in a sequence");
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM resources WHERE resource_id = 'box-e2'"));
    }

    [TestMethod]
    public async Task A_provider_boxes_its_own_resources_only_and_a_subscriber_none_of_the_catalogue()
    {
        await PrepareAsync("+4917040007", "box-f1");
        Cmr5Client provider = Host.Cmr5(await Host.SessionAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret));
        ManageCmrResourceBoxRequest create = new()
        {
            TransactionId = Host.NextTransaction(), OperationType = OperationType.Create, ResourceBoxId = "box-f", Name = "n", PresentationMode = PresentationMode.AllInOne, BoxEntry = [new() { ResourceId = "box-f1" }],
        };
        Assert.AreEqual(StatusCode.SecurityError, (await provider.ManageCmrResourceBoxAsync(create)).StatusCode, "box-f1 is the operator's");
        Assert.AreEqual(StatusCode.SecurityError, (await provider.ManageCmrResourceBoxAsync(create with { TransactionId = Host.NextTransaction(), SubscriberId = "+4917040007" })).StatusCode);
        Cmr1Client subscriber = Host.Cmr1(await Host.SessionAsync("+4917040007", "1234"));
        Assert.AreEqual(StatusCode.SecurityError, (await subscriber.ManageCmrResourceBoxAsync(create with { TransactionId = Host.NextTransaction() })).StatusCode);
        await CreateAsync("box-f", null, PresentationMode.AllInOne, "box-f1");
        foreach (OperationType operation in new[] { OperationType.Query, OperationType.Update, OperationType.Delete })
            Assert.AreEqual(StatusCode.SecurityError, (await provider.ManageCmrResourceBoxAsync(create with { TransactionId = Host.NextTransaction(), OperationType = operation })).StatusCode);
        Assert.IsEmpty((await provider.ManageCmrResourceBoxAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Query })).ResourceBox);
    }

    [TestMethod]
    public async Task The_number_of_personal_boxes_is_bounded()
    {
        const string subscriber = "+4917040008";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "box-g1");
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = "box-g1" });
        await Host.QueryAsync("INSERT INTO resources (resource_id, owner_principal_id, originator, kind, presentation_mode, media_type, name, status, created_at, updated_at) SELECT 'box-g-' || n, $1, 2, 2, 1, 1, 'n', 1, now(), now() FROM generate_series(1, 100) n", subscriber);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await CreateAsync("box-g", subscriber, PresentationMode.Sequence, "box-g1")).StatusCode);
    }

    [TestMethod]
    public async Task Who_is_registered_under_a_number_later_does_not_inherit_its_boxes()
    {
        const string subscriber = "+4917040009";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "box-h1");
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = "box-h1" });
        await CreateAsync("box-h", subscriber, PresentationMode.Sequence, "box-h1");
        await cmr6.ManageServiceSubscriptionAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriber, OperationType = OperationType.Delete });
        await Host.RegisterAsync(subscriber);
        Assert.IsEmpty((await ManageAsync(OperationType.Query, null, subscriber)).ResourceBox);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = "box-h" })).StatusCode);
    }

    private async Task<Cmr6Client> PrepareAsync(string subscriberId, params string[] resourceIds)
    {
        await Host.RegisterAsync(subscriberId);
        foreach (string resourceId in resourceIds)
            await Host.CreateResourceAsync(resourceId, 0.99m);
        return await Host.OperatorAsync();
    }

    private async Task<ManageCmrResourceBoxResponse> CreateAsync(string boxId, string? subscriberId, PresentationMode mode, params string[] resourceIds) =>
        await (await Host.OperatorAsync()).ManageCmrResourceBoxAsync(new()
        {
            TransactionId = Host.NextTransaction(),
            SubscriberId = subscriberId,
            OperationType = OperationType.Create,
            ResourceBoxId = boxId,
            Name = $"Box {boxId}",
            PresentationMode = mode,
            Price = subscriberId is null ? 4.99m : null,
            BoxEntry = [.. resourceIds.Select(id => new BoxEntry { ResourceId = id })],
        });

    private async Task<ManageCmrResourceBoxResponse> ManageAsync(OperationType operation, string? boxId, string? subscriberId = null) =>
        await (await Host.OperatorAsync()).ManageCmrResourceBoxAsync(
            new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriberId, OperationType = operation, ResourceBoxId = boxId });
}
