using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Libraries;

[TestClass]
public sealed class CatalogueListTests : ServiceTests
{
    private const string Subscriber = "+4917050001";

    [TestMethod]
    public async Task A_subscriber_walks_down_the_tree_of_lists()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync(Subscriber);
        foreach (string id in new[] { "list-t1", "list-t2", "list-t3" })
            await Host.CreateResourceAsync(id);
        await CreateAsync("pop", null);
        await CreateAsync("pop-new", "pop", "list-t3", "list-t1");
        await CreateAsync("pop-old", "pop", "list-t2");

        GetCmrResourceListResponse all = await AskAsync(cmr6, "000000");
        CollectionAssert.IsSubsetOf(new[] { "000001", "pop", "pop-new", "pop-old" }, all.ResourceList.Select(list => list.ResourceListId).ToArray());
        CollectionAssert.AreEqual(new[] { "pop", "pop-new", "pop-old" }, (await AskAsync(cmr6, "000000", 77)).ResourceList.Select(list => list.ResourceListId).ToArray(), "by category");
        GetCmrResourceListResponse top = await AskAsync(cmr6, "pop");
        CollectionAssert.AreEqual(new[] { "pop", "pop-new", "pop-old" }, top.ResourceList.Select(list => list.ResourceListId).ToArray());
        Assert.IsEmpty(top.Resource);
        GetCmrResourceListResponse leaf = await AskAsync(cmr6, "pop-new");
        CollectionAssert.AreEqual(new[] { "list-t3", "list-t1" }, leaf.Resource.Select(resource => resource.ResourceId).ToArray(), "in the order of the list");
        Assert.AreEqual(StatusCode.ResourceListUnavailable, (await AskAsync(cmr6, "pop-new", 3)).StatusCode, "of another category");

        await ManageAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, ResourceListId = "pop-new", ResourceId = ["list-t2"], ListName = "Fresh" });
        Cmr5Client cmr5 = await Cmr5Async();
        await cmr5.ManageCmrResourceAsync(new() { OperationType = OperationType.Update, ResourceId = "list-t2", Status = ResourceStatus.Inactive });
        leaf = await AskAsync(cmr6, "pop-new");
        Assert.AreEqual("Fresh", leaf.ResourceList.Single().ListName);
        Assert.IsEmpty(leaf.Resource, "what is not offered is not shown");
        ResourceListDetail detail = (await ManageAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Query, ResourceListId = "pop-new" })).ResourceListDetail.Single();
        Assert.AreEqual("pop list-t2", $"{detail.ParentListId} {detail.ResourceId.Single()}");
    }

    [TestMethod]
    public async Task Lists_form_trees_and_no_circles()
    {
        await CreateAsync("ring-a", null);
        await CreateAsync("ring-b", "ring-a");
        await CreateAsync("ring-c", "ring-b");
        foreach (string under in new[] { "ring-a", "ring-c" })
        {
            ManageCmrResourceListResponse circle = await ManageAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, ResourceListId = "ring-a", ParentListId = under });
            Assert.AreEqual(StatusCode.ParameterInvalid, circle.StatusCode);
        }
        Assert.AreEqual(StatusCode.ParameterInvalid, (await ManageAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Delete, ResourceListId = "ring-b" })).StatusCode, "it has a list under it");
        foreach (string id in new[] { "ring-c", "ring-b" })
            Assert.AreEqual(StatusCode.Success, (await ManageAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Delete, ResourceListId = id })).StatusCode);
        string above = "ring-a";
        for (int depth = 0; depth < 9; depth++)
        {
            await CreateAsync($"deep-{depth}", above);
            above = $"deep-{depth}";
        }
        Assert.AreEqual(StatusCode.Success, (await TryCreateAsync("deep-9", above)).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await TryCreateAsync("deep-10", "deep-9")).StatusCode, "too deep");
    }

    [TestMethod]
    public async Task What_is_wrong_is_refused_with_its_code()
    {
        await CreateAsync("codes", null);
        Assert.AreEqual(StatusCode.OperationRepeated, (await TryCreateAsync("codes", null)).StatusCode);
        Assert.AreEqual(StatusCode.OperationRepeated, (await TryCreateAsync("000001", null)).StatusCode, "the built-in lists keep their identifiers");
        Assert.AreEqual(StatusCode.ResourceListUnavailable, (await TryCreateAsync("codes2", "nowhere")).StatusCode);
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await TryCreateAsync("codes2", null, "no-such-tone")).StatusCode);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await ManageAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Update, ListName = "n" })).StatusCode);
        foreach (OperationType operation in new[] { OperationType.Query, OperationType.Update, OperationType.Delete })
            Assert.AreEqual(StatusCode.ResourceListUnavailable, (await ManageAsync(new() { TransactionId = Host.NextTransaction(), OperationType = operation, ResourceListId = "nowhere" })).StatusCode);
        Cmr5Client provider = Host.Cmr5(await Host.SessionAsync(ServiceHost.ProviderId, ServiceHost.ProviderSecret));
        Assert.AreEqual(StatusCode.SecurityError, (await provider.ManageCmrResourceListAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Delete, ResourceListId = "codes" })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await provider.ManageCmrResourceListAsync(
            new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Create, ResourceListId = "mine", ListName = "n", ParentListId = "codes" })).StatusCode);
        Assert.AreEqual(StatusCode.Success, (await provider.ManageCmrResourceListAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Create, ResourceListId = "mine", ListName = "n" })).StatusCode);
        Assert.HasCount(1, (await provider.ManageCmrResourceListAsync(new() { TransactionId = Host.NextTransaction(), OperationType = OperationType.Query })).ResourceListDetail);
    }

    private static ValueTask<GetCmrResourceListResponse> AskAsync(Cmr6Client cmr6, string listId, int? category = null) =>
        cmr6.GetCmrResourceListAsync(new() { SubscriberId = Subscriber, ResourceListId = listId, ResourceListCategory = category });

    private async Task CreateAsync(string listId, string? parentId, params string[] resourceIds)
    {
        ManageCmrResourceListResponse created = await TryCreateAsync(listId, parentId, resourceIds);
        Assert.AreEqual(StatusCode.Success, created.StatusCode, created.StatusDescription);
    }

    private Task<ManageCmrResourceListResponse> TryCreateAsync(string listId, string? parentId, params string[] resourceIds) => ManageAsync(new()
    {
        TransactionId = Host.NextTransaction(),
        OperationType = OperationType.Create,
        ResourceListId = listId,
        ListName = $"List {listId}",
        ListCategory = 77,
        ParentListId = parentId,
        ResourceId = resourceIds,
    });

    private async Task<ManageCmrResourceListResponse> ManageAsync(ManageCmrResourceListRequest request) => await (await Cmr5Async()).ManageCmrResourceListAsync(request);

    private async Task<Cmr5Client> Cmr5Async() => Host.Cmr5(await Host.SessionAsync(ServiceHost.OperatorId, ServiceHost.OperatorSecret));
}
