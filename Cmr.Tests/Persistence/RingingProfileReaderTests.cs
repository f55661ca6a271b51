using Cmr.Domain.Choosing;
using Cmr.Domain.Parties;
using Cmr.Domain.Subscribers;
using Cmr.Persistence;
using Cmr.Persistence.Changes;
using Cmr.Persistence.Model;
using Cmr.Persistence.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Tests.Persistence;

[TestClass]
public sealed class RingingProfileReaderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestMethod]
    public async Task A_change_is_seen_although_the_old_profile_was_cached()
    {
        await using Database database = await ListeningAsync();
        await database.SeedAsync("+491", "tone");
        RingingView before = await ReadAsync(database, "+491");
        Assert.AreEqual(SubscriberStatus.Active, before.Profile?.Status);
        Assert.IsTrue(before.Resources.ContainsKey("tone"));
        await UntilAsync(database, "+491", _ => database.Cache.Profiles.Count > 0);
        Assert.AreSame(await ReadAsync(database, "+491"), await ReadAsync(database, "+491"), "a second read is served from memory as it is");

        await database.ChangeAsync("+491", (row, _) => row.Status = SubscriberStatus.Suspended);
        await UntilAsync(database, "+491", view => view.Profile?.Status is SubscriberStatus.Suspended);
    }

    [TestMethod]
    public async Task That_somebody_is_no_subscriber_is_cached_until_they_are()
    {
        await using Database database = await ListeningAsync();
        Assert.IsNull((await ReadAsync(database, "+492")).Profile);
        Assert.AreEqual(1, database.Cache.Profiles.Count);
        await database.SeedAsync("+492", "tone");
        await UntilAsync(database, "+492", view => view.Profile is not null);
    }

    [TestMethod]
    public async Task A_change_of_a_resource_reaches_everybody_who_refers_to_it_without_touching_their_profiles()
    {
        await using Database database = await ListeningAsync();
        await database.SeedAsync("+491", "tone");
        await database.SeedAsync("+492", "tone");
        Assert.IsFalse((await ReadAsync(database, "+491")).Resources["tone"].Withdrawn);
        Assert.IsFalse((await ReadAsync(database, "+492")).Resources["tone"].Withdrawn);
        await UntilAsync(database, "+491", _ => database.Cache.Profiles.Count == 2);

        await using (ManagementTransaction change = await database.Transactions.BeginAsync(CancellationToken.None))
        {
            await change.EnterAsync(new("seed", null, "Withdraw", []), CancellationToken.None);
            ResourceRow? row = await change.LockResourceAsync("tone", CancellationToken.None);
            row!.WithdrawnAt = change.Now; // not null: seeded above
            await change.AcceptAsync(ARow.Entry("Withdraw"), CancellationToken.None);
        }
        await UntilAsync(database, "+491", view => view.Resources["tone"].Withdrawn);
        Assert.IsTrue((await ReadAsync(database, "+492")).Resources["tone"].Withdrawn);
        Assert.AreEqual(2, database.Cache.Profiles.Count);
    }

    [TestMethod]
    public async Task A_change_of_the_system_default_is_seen()
    {
        await using Database database = await ListeningAsync();
        await database.SeedAsync("+491", "tone");
        Assert.IsTrue((await ReadAsync(database, "+491")).SystemDefaultResourceIds.IsEmpty);
        await using (ManagementTransaction change = await database.Transactions.BeginAsync(CancellationToken.None))
        {
            await change.EnterAsync(new("seed", null, "Default", []), CancellationToken.None);
            change.Database.Resources.Add(ARow.Resource("house", change.Now));
            await change.Database.SaveChangesAsync(CancellationToken.None);
            change.Database.SystemDefaults.Add(new() { Position = 0, ResourceId = "house" });
            change.SystemDefaultChanged();
            await change.AcceptAsync(ARow.Entry("Default"), CancellationToken.None);
        }
        await UntilAsync(database, "+491", view => view.SystemDefaultResourceIds.SequenceEqual(["house"]) && view.Resources.ContainsKey("house"));
    }

    [TestMethod]
    public async Task Without_the_listener_nothing_is_cached_and_everything_is_right()
    {
        await using Database database = await Database.CreateAsync();
        await database.SeedAsync("+491", "tone");
        Assert.AreEqual(SubscriberStatus.Active, (await ReadAsync(database, "+491")).Profile?.Status);
        await database.ChangeAsync("+491", (row, _) => row.Status = SubscriberStatus.Suspended);
        Assert.AreEqual(SubscriberStatus.Suspended, (await ReadAsync(database, "+491")).Profile?.Status);
        Assert.AreEqual(0, database.Cache.Profiles.Count);
    }

    [TestMethod]
    public async Task When_the_database_goes_away_the_cache_is_dropped_reads_fail_and_all_comes_back_by_itself()
    {
        await using Database database = await ListeningAsync();
        await database.SeedAsync("+491", "tone");
        await UntilAsync(database, "+491", _ => database.Cache.Profiles.Count > 0);

        await database.CutOffAsync();
        using CancellationTokenSource patience = new(Patience);
        while (database.Cache.Profiles.Count > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        await Assert.ThrowsExactlyAsync<StorageUnavailableException>(async () => await ReadAsync(database, "+491"));

        await database.CutOffAsync(allow: true);
        await UntilAsync(database, "+491", _ => database.Cache.Profiles.Count > 0);
    }

    [TestMethod]
    public async Task Changes_of_one_subscriber_at_once_are_all_in_its_profile()
    {
        await using Database database = await ListeningAsync();
        await database.SeedAsync("+491", "tone");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => database.ChangeAsync("+491", (row, context) =>
            context.CallerGroups.Add(new() { SubscriberId = row.SubscriberId, GroupId = $"g{i}", GroupName = "x", CreatedAt = row.CreatedAt }))));
        await UntilAsync(database, "+491", view => view.Profile?.Groups.Length == 20);
        Assert.AreEqual(21L, await database.QueryAsync("SELECT version FROM ringing_profiles WHERE subscriber_id = '+491'"));
    }

    [TestMethod]
    public async Task Whatever_readers_and_writers_do_at_once_the_last_change_is_what_is_read_in_the_end()
    {
        await using Database database = await ListeningAsync();
        await database.SeedAsync("+491", "tone");
        using CancellationTokenSource done = new();
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await ReadAsync(database, "+491");
                await Task.Yield();
            }
        }, CancellationToken.None))];
        for (int i = 0; i < 40; i++)
        {
            string zone = i % 2 == 0 ? "Europe/Berlin" : "UTC";
            await database.ChangeAsync("+491", (row, _) => row.TimeZone = zone);
        }
        await database.ChangeAsync("+491", (row, _) => row.TimeZone = "Asia/Tokyo");
        await done.CancelAsync();
        await Task.WhenAll(readers);
        await UntilAsync(database, "+491", view => view.Profile?.TimeZone == "Asia/Tokyo");
        for (int i = 0; i < 100; i++)
            Assert.AreEqual("Asia/Tokyo", (await ReadAsync(database, "+491")).Profile?.TimeZone);
    }

    [TestMethod]
    public async Task A_removed_subscriber_is_no_subscriber()
    {
        await using Database database = await ListeningAsync();
        await database.SeedAsync("+491", "tone");
        Assert.IsNotNull((await ReadAsync(database, "+491")).Profile);
        await database.ChangeAsync("+491", (row, context) => context.Subscribers.Remove(row));
        await UntilAsync(database, "+491", view => view.Profile is null);
        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        Assert.AreEqual(0, await context.LibraryEntries.CountAsync() + await context.DefaultResources.CountAsync() + await context.RingingProfiles.CountAsync());
    }

    private static async Task<Database> ListeningAsync()
    {
        Database database = await Database.CreateAsync();
        await database.Hosted<ChangeListener>().StartAsync(CancellationToken.None);
        using CancellationTokenSource patience = new(Patience);
        while (!database.Cache.Resources.Put("probe", null, database.Cache.Resources.Stamp))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        return database;
    }

    private static async Task<RingingView> ReadAsync(Database database, string party) =>
        await database.Profiles.ReadAsync(PartyIdentity.FromNormalized(party), CancellationToken.None);

    // A notification takes its time; each read is a look at whether it arrived
    private static async Task UntilAsync(Database database, string party, Func<RingingView, bool> expected)
    {
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            try
            {
                if (expected(await ReadAsync(database, party)))
                    return;
            }
            catch (StorageUnavailableException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
