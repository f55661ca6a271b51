using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Libraries;

[TestClass]
public sealed class LibraryTests : ServiceTests
{
    private const string Ann = "+4917030001", Bob = "+4917030002";

    [TestMethod]
    public async Task A_subscribed_resource_is_in_the_library_for_a_period_at_its_price()
    {
        Cmr6Client cmr6 = await PrepareAsync(Ann, "lib-a");
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        LibraryEntry entry = await SubscribeAsync(cmr6, Ann, "lib-a");
        Assert.AreEqual("Tone lib-a", entry.Name);
        Assert.AreEqual(ResourceKind.Resource, entry.ResourceKind);
        Assert.AreEqual(MediaType.Audio, entry.MediaType);
        Assert.AreEqual(LibrarySource.Subscribed, entry.Source);
        Assert.AreEqual(LibraryEntryStatus.Available, entry.EntryStatus);
        Assert.AreEqual(1.99m, entry.Price);
        Assert.IsFalse(entry.AutoRenew);
        Assert.IsNull(entry.GivenBy);
        Assert.AreEqual(30, (entry.EndDate!.Value - entry.StartDate).TotalDays); // not null: a catalogue resource ends
        Assert.IsTrue(entry.StartDate >= before.AddSeconds(-1) && entry.StartDate <= TimeProvider.System.GetUtcNow());
    }

    [TestMethod]
    public async Task A_licence_ends_no_later_than_its_resource()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917030010", "lib-short");
        DateTimeOffset end = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(3), TimeSpan.Zero);
        await cmr6.ManageCmrResourceAsync(new() { OperationType = OperationType.Update, ResourceId = "lib-short", ExpireDate = end });
        Assert.AreEqual(end, (await SubscribeAsync(cmr6, "+4917030010", "lib-short")).EndDate);
        RenewCmrResourceResponse renewed = await cmr6.RenewCmrResourceAsync(new() { SubscriberId = "+4917030010", ResourceId = ["lib-short"] });
        Assert.AreEqual(StatusCode.ResourceUnavailable, renewed.StatusCode, "it would not get longer");
    }

    [TestMethod]
    public async Task Renewal_adds_a_period_switches_auto_renewal_and_is_charged()
    {
        const string subscriber = "+4917030011";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "lib-renew");
        LibraryEntry first = await SubscribeAsync(cmr6, subscriber, "lib-renew");
        RenewCmrResourceResponse renewed = await cmr6.RenewCmrResourceAsync(new() { TransactionId = "renew-1", SubscriberId = subscriber, ResourceId = ["lib-renew"], AutoRenew = true });
        LibraryEntry entry = renewed.LibraryEntry.Single();
        Assert.AreEqual(first.EndDate!.Value.AddDays(30), entry.EndDate); // not null: see above
        Assert.IsTrue(entry.AutoRenew);
        Assert.AreEqual(1.99m, await Host.QueryAsync("SELECT amount FROM charges WHERE subscriber_id = $1 AND event = 3 AND transaction_id = 'renew-1' AND charged_party_id = $1", subscriber));

        RenewCmrResourceResponse ended = await cmr6.RenewCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = ["lib-renew"], AutoRenew = false });
        Assert.IsFalse(ended.LibraryEntry.Single().AutoRenew);
        Assert.AreEqual(entry.EndDate, ended.LibraryEntry.Single().EndDate, "who switches renewal off pays for nothing");
        Assert.AreEqual(1L, await Host.QueryAsync("SELECT count(*) FROM charges WHERE subscriber_id = $1 AND event = 3", subscriber));
    }

    [TestMethod]
    public async Task A_licence_that_has_ended_is_renewed_from_now()
    {
        const string subscriber = "+4917030012";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "lib-ended");
        await SubscribeAsync(cmr6, subscriber, "lib-ended");
        await Host.QueryAsync("UPDATE library_entries SET starts_at = now() - interval '60 days', ends_at = now() - interval '30 days' WHERE subscriber_id = $1", subscriber);
        Assert.AreEqual(LibraryEntryStatus.Expired, (await LibraryAsync(cmr6, subscriber)).LibraryEntry.Single().EntryStatus);
        LibraryEntry renewed = (await cmr6.RenewCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = ["lib-ended"] })).LibraryEntry.Single();
        Assert.AreEqual(LibraryEntryStatus.Available, renewed.EntryStatus);
        Assert.AreEqual(30, (renewed.EndDate!.Value - renewed.StartDate).TotalDays); // not null: renewed
        Assert.IsTrue(renewed.StartDate > TimeProvider.System.GetUtcNow().AddMinutes(-1));
    }

    [TestMethod]
    public async Task Renewal_is_all_or_nothing_and_names_the_first_obstacle()
    {
        const string subscriber = "+4917030013";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "lib-r1", "lib-r2");
        LibraryEntry first = await SubscribeAsync(cmr6, subscriber, "lib-r1");
        await SubscribeAsync(cmr6, subscriber, "lib-r2");
        await cmr6.ManageCmrResourceAsync(new() { OperationType = OperationType.Delete, ResourceId = "lib-r2" });
        foreach (string obstacle in new[] { "lib-r2", "lib-none" })
        {
            RenewCmrResourceResponse refused = await cmr6.RenewCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = ["lib-r1", obstacle] });
            Assert.AreEqual(StatusCode.ResourceUnavailable, refused.StatusCode);
            Assert.Contains(obstacle, refused.StatusDescription ?? "");
        }
        Assert.AreEqual(StatusCode.OperationRepeated, (await cmr6.RenewCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = ["lib-r1", "lib-r1"] })).StatusCode);
        GetPersonalResourceLibraryResponse library = await LibraryAsync(cmr6, subscriber);
        Assert.AreEqual(first.EndDate, library.LibraryEntry[0].EndDate);
        Assert.AreEqual(LibraryEntryStatus.Withdrawn, library.LibraryEntry[1].EntryStatus);
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM charges WHERE subscriber_id = $1 AND event = 3", subscriber), "what is refused charges nothing");
    }

    [TestMethod]
    public async Task Deleting_is_all_or_nothing_and_rules_that_name_it_stay()
    {
        const string subscriber = "+4917030014";
        Cmr6Client cmr6 = await PrepareAsync(subscriber, "lib-d1", "lib-d2");
        await SubscribeAsync(cmr6, subscriber, "lib-d1");
        await SubscribeAsync(cmr6, subscriber, "lib-d2");
        await cmr6.ManagePresentationRuleAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriber, OperationType = OperationType.Create, DefaultCMRResourceId2 = ["lib-d1"] });
        Assert.AreEqual(StatusCode.ResourceUnavailable, (await cmr6.DeleteCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = ["lib-d1", "lib-none"] })).StatusCode);
        Assert.HasCount(2, (await LibraryAsync(cmr6, subscriber)).LibraryEntry);
        Assert.AreEqual(StatusCode.Success, (await cmr6.DeleteCmrResourceAsync(new() { SubscriberId = subscriber, ResourceId = ["lib-d1"] })).StatusCode);
        Assert.AreEqual("lib-d2", (await LibraryAsync(cmr6, subscriber)).LibraryEntry.Single().ResourceId);
        ManagePresentationRuleResponse rules = await cmr6.ManagePresentationRuleAsync(new() { TransactionId = Host.NextTransaction(), SubscriberId = subscriber, OperationType = OperationType.Query });
        Assert.AreEqual("lib-d1", rules.DefaultCMRResourceId2.Single());
        await SubscribeAsync(cmr6, subscriber, "lib-d1");
    }

    [TestMethod]
    public async Task A_library_is_read_page_by_page_filtered_and_counted()
    {
        const string subscriber = "+4917030015";
        string[] ids = [.. Enumerable.Range(10, 7).Select(i => $"lib-p{i}")];
        Cmr6Client cmr6 = await PrepareAsync(subscriber, ids);
        foreach (string id in ids.Reverse())
            await SubscribeAsync(cmr6, subscriber, id);
        List<string> seen = [];
        GetPersonalResourceLibraryResponse page;
        do
        {
            page = await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber, MaxEntries = 3, StartAfter = seen.LastOrDefault() });
            Assert.AreEqual(StatusCode.Success, page.StatusCode, page.StatusDescription);
            Assert.AreEqual(7, page.TotalEntries);
            seen.AddRange(page.LibraryEntry.Select(entry => entry.ResourceId));
        }
        while (page.MoreEntries is true);
        CollectionAssert.AreEqual(ids, seen);

        GetPersonalResourceLibraryResponse named = await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber, ResourceId = ["lib-p12", "lib-none", "lib-p10"] });
        CollectionAssert.AreEqual(new[] { "lib-p10", "lib-p12" }, named.LibraryEntry.Select(entry => entry.ResourceId).ToArray());
        Assert.IsEmpty((await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber, MediaType = MediaType.Video })).LibraryEntry);
        Assert.HasCount(7, (await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber, MediaType = MediaType.Audio })).LibraryEntry);
        foreach (int most in new[] { 0, -1, 1001 })
            Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriber, MaxEntries = most })).StatusCode);
    }

    [TestMethod]
    public async Task An_unknown_subscriber_10004()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        const string nobody = "+4999999998";
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await LibraryAsync(cmr6, nobody)).StatusCode);
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.RenewCmrResourceAsync(new() { SubscriberId = nobody, ResourceId = ["r"] })).StatusCode);
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.DeleteCmrResourceAsync(new() { SubscriberId = nobody, ResourceId = ["r"] })).StatusCode);
        Assert.AreEqual(StatusCode.SubscriberUnknown, (await cmr6.GetNotificationAsync(new() { SubscriberId = nobody })).StatusCode);
    }

    [TestMethod]
    public async Task A_subscriber_reaches_only_its_own_library()
    {
        await Host.RegisterAsync("+4917030016", "secret6");
        await Host.RegisterAsync("+4917030017", "secret7");
        Cmr1Client one = Host.Cmr1(await Host.SessionAsync("+4917030016", "secret6"));
        Assert.AreEqual(StatusCode.Success, (await one.GetPersonalResourceLibraryAsync(new() { SubscriberId = "017030016" })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await one.GetPersonalResourceLibraryAsync(new() { SubscriberId = "+4917030017" })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await one.RenewCmrResourceAsync(new() { SubscriberId = "+4917030017", ResourceId = ["r"] })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await one.DeleteCmrResourceAsync(new() { SubscriberId = "+4917030017", ResourceId = ["r"] })).StatusCode);
        Assert.AreEqual(StatusCode.SecurityError, (await one.GetNotificationAsync(new() { SubscriberId = "+4917030017" })).StatusCode);
    }

    [TestMethod]
    public async Task Own_content_has_no_end_and_no_price()
    {
        await Host.RegisterAsync("+4917030018", "secret8");
        Cmr1Client own = Host.Cmr1(await Host.SessionAsync("+4917030018", "secret8"));
        await own.ManageCmrResourceAsync(new() { OperationType = OperationType.Create, ResourceId = "lib-own", MediaType = MediaType.Audio, Name = "Mine", Price = 5 });
        Assert.AreEqual(StatusCode.Success, (await own.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917030018", ResourceId = "lib-own" })).StatusCode);
        LibraryEntry entry = (await own.GetPersonalResourceLibraryAsync(new() { SubscriberId = "+4917030018" })).LibraryEntry.Single();
        Assert.AreEqual(LibrarySource.OwnContent, entry.Source);
        Assert.IsNull(entry.EndDate);
        Assert.IsNull(entry.Price);
        Assert.AreEqual(StatusCode.ParameterInvalid, (await own.RenewCmrResourceAsync(new() { SubscriberId = "+4917030018", ResourceId = ["lib-own"] })).StatusCode, "what does not end cannot be renewed");
        Assert.AreEqual(0L, await Host.QueryAsync("SELECT count(*) FROM charges WHERE subscriber_id = '+4917030018'"));
    }

    [TestMethod]
    public async Task A_copy_charges_who_copies_a_gift_who_gives_and_both_are_told()
    {
        Cmr6Client cmr6 = await PrepareAsync(Bob, "lib-c", "lib-g");
        await Host.RegisterAsync("+4917030019");
        await SubscribeAsync(cmr6, Bob, "lib-c");
        AddCmrResourceResponse copied = await cmr6.AddCmrResourceAsync(new() { Action = AddAction.Copy, SubscriberId = "+4917030019", ResourceId = ["lib-c"], ResourceOwner = Bob });
        Assert.AreEqual(StatusCode.Success, copied.StatusCode, copied.StatusDescription);
        AddCmrResourceResponse given = await cmr6.AddCmrResourceAsync(new() { Action = AddAction.Gift, SubscriberId = "+4917030019", ResourceId = ["lib-g"], ResourceOwner = Bob });
        Assert.AreEqual(StatusCode.Success, given.StatusCode, given.StatusDescription);

        GetPersonalResourceLibraryResponse library = await LibraryAsync(cmr6, "+4917030019");
        Assert.AreEqual(LibrarySource.Copied, library.LibraryEntry[0].Source);
        Assert.AreEqual(LibrarySource.Gift, library.LibraryEntry[1].Source);
        Assert.IsTrue(library.LibraryEntry.All(entry => entry.GivenBy == Bob));
        Assert.AreEqual("+4917030019", await Host.QueryAsync("SELECT charged_party_id FROM charges WHERE event = 4 AND resource_id = 'lib-c'"));
        Assert.AreEqual(Bob, await Host.QueryAsync("SELECT charged_party_id FROM charges WHERE event = 5 AND resource_id = 'lib-g'"));

        Notification copy = (await cmr6.GetNotificationAsync(new() { SubscriberId = Bob })).Notification.Single();
        Assert.AreEqual(NotificationType.Copied, copy.NotificationType);
        Assert.AreEqual("+4917030019", copy.OtherParty);
        Notification gift = (await cmr6.GetNotificationAsync(new() { SubscriberId = "+4917030019" })).Notification.Single();
        Assert.AreEqual(NotificationType.GiftReceived, gift.NotificationType);
        Assert.AreEqual(Bob, gift.OtherParty);
        Assert.Contains("Tone lib-g", gift.Text);
    }

    [TestMethod]
    public async Task Two_who_copy_from_each_other_at_once_both_succeed()
    {
        Cmr6Client cmr6 = await PrepareAsync("+4917030020", [.. Enumerable.Range(0, 20).Select(i => $"lib-x{i}")]);
        await Host.RegisterAsync("+4917030021");
        for (int i = 0; i < 20; i++)
            await SubscribeAsync(cmr6, i % 2 == 0 ? "+4917030020" : "+4917030021", $"lib-x{i}");
        AddCmrResourceResponse[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
        {
            (string from, string to) = i % 2 == 0 ? ("+4917030020", "+4917030021") : ("+4917030021", "+4917030020");
            return cmr6.AddCmrResourceAsync(new() { Action = AddAction.Copy, SubscriberId = to, ResourceId = [$"lib-x{i}"], ResourceOwner = from }).AsTask();
        }));
        Assert.IsTrue(answers.All(answer => answer.StatusCode == StatusCode.Success), string.Join(' ', answers.Select(answer => answer.StatusDescription)));
    }

    private async Task<Cmr6Client> PrepareAsync(string subscriberId, params string[] resourceIds)
    {
        await Host.RegisterAsync(subscriberId);
        foreach (string resourceId in resourceIds)
            await Host.CreateResourceAsync(resourceId, 1.99m);
        return await Host.OperatorAsync();
    }

    private static async Task<LibraryEntry> SubscribeAsync(Cmr6Client cmr6, string subscriberId, string resourceId)
    {
        SubscribeCmrResourceResponse answer = await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = subscriberId, ResourceId = resourceId });
        Assert.AreEqual(StatusCode.Success, answer.StatusCode, answer.StatusDescription);
        return (await cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriberId, ResourceId = [resourceId] })).LibraryEntry.Single();
    }

    private static ValueTask<GetPersonalResourceLibraryResponse> LibraryAsync(Cmr6Client cmr6, string subscriberId) =>
        cmr6.GetPersonalResourceLibraryAsync(new() { SubscriberId = subscriberId });
}
