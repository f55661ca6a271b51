using Cmr.Contracts.Soap;

namespace Cmr.Tests.Service.Libraries;

[TestClass]
public sealed class NotificationTests : ServiceTests
{
    [TestMethod]
    public async Task Notifications_are_read_page_by_page_and_gone_when_acknowledged()
    {
        const string giver = "+4917060001", receiver = "+4917060002";
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.RegisterAsync(giver);
        await Host.RegisterAsync(receiver);
        for (int i = 0; i < 5; i++)
        {
            await Host.CreateResourceAsync($"note-{i}");
            Assert.AreEqual(StatusCode.Success, (await cmr6.AddCmrResourceAsync(new() { Action = AddAction.Gift, SubscriberId = receiver, ResourceId = [$"note-{i}"], ResourceOwner = giver })).StatusCode);
        }
        GetNotificationResponse first = await cmr6.GetNotificationAsync(new() { SubscriberId = receiver, MaxNotifications = 3 });
        Assert.IsTrue(first.MoreNotifications);
        CollectionAssert.AreEqual(new[] { "note-0", "note-1", "note-2" }, first.Notification.Select(note => note.ResourceId).ToArray());
        GetNotificationResponse second = await cmr6.GetNotificationAsync(new() { SubscriberId = receiver, StartAfter = first.Notification[^1].NotificationId });
        CollectionAssert.AreEqual(new[] { "note-3", "note-4" }, second.Notification.Select(note => note.ResourceId).ToArray());

        string[] seen = [.. first.Notification.Select(note => note.NotificationId)];
        GetNotificationResponse rest = await cmr6.GetNotificationAsync(new() { SubscriberId = receiver, Acknowledge = seen });
        Assert.HasCount(2, rest.Notification);
        Assert.HasCount(2, (await cmr6.GetNotificationAsync(new() { SubscriberId = receiver, Acknowledge = seen })).Notification, "once more does no harm");
        await cmr6.GetNotificationAsync(new() { SubscriberId = giver, Acknowledge = [rest.Notification[0].NotificationId] });
        Assert.HasCount(2, (await cmr6.GetNotificationAsync(new() { SubscriberId = receiver })).Notification, "nobody acknowledges for others");
        foreach (GetNotificationRequest wrong in new GetNotificationRequest[]
        {
            new() { SubscriberId = receiver, MaxNotifications = 0 }, new() { SubscriberId = receiver, StartAfter = "x" }, new() { SubscriberId = receiver, Acknowledge = ["-1"] },
        })
            Assert.AreEqual(StatusCode.ParameterInvalid, (await cmr6.GetNotificationAsync(wrong)).StatusCode);
    }

    [TestMethod]
    public async Task A_withdrawn_resource_is_told_to_those_who_have_it_and_to_nobody_else()
    {
        Cmr6Client cmr6 = await Host.OperatorAsync();
        await Host.CreateResourceAsync("note-gone");
        foreach (string subscriber in new[] { "+4917060011", "+4917060012", "+4917060013", "+4917060014" })
            await Host.RegisterAsync(subscriber);
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917060011", ResourceId = "note-gone" });
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917060012", ResourceId = "note-gone" });
        await cmr6.SubscribeCmrResourceAsync(new() { SubscriberId = "+4917060014", ResourceId = "note-gone" });
        await Host.QueryAsync("UPDATE library_entries SET ends_at = now() - interval '1 day', notice = 2 WHERE subscriber_id = '+4917060014'");
        await cmr6.ManageCmrResourceAsync(new() { OperationType = OperationType.Delete, ResourceId = "note-gone" });
        foreach ((string subscriber, int expected) in new[] { ("+4917060011", 1), ("+4917060012", 1), ("+4917060013", 0), ("+4917060014", 0) })
        {
            GetNotificationResponse told = await cmr6.GetNotificationAsync(new() { SubscriberId = subscriber });
            Assert.HasCount(expected, told.Notification, subscriber);
            Assert.IsTrue(told.Notification.All(note => note.NotificationType is NotificationType.Withdrawn && note.Text.Contains("Tone note-gone", StringComparison.Ordinal)));
        }
    }
}
