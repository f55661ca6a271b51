using Cmr.Domain.Parties;
using Cmr.Persistence;
using Cmr.Persistence.Libraries;
using Cmr.Persistence.Model;
using Cmr.Persistence.Settings;
using Cmr.Service.Upkeep;
using Cmr.Tests.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cmr.Tests.Service.Upkeep;

[TestClass]
public sealed class LibraryUpkeepTests
{
    private const string Ann = "+491", Tone = "tone";

    [TestMethod]
    public async Task A_subscriber_is_told_once_before_the_end_and_once_at_the_end()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(10));
        await RunAsync(database);
        Assert.AreEqual("", await ToldAsync(database), "72 hours before is soon enough");
        await RunAfterAsync(database, TimeSpan.FromDays(7));
        await RunAfterAsync(database, TimeSpan.FromHours(1));
        Assert.AreEqual("WillExpire", await ToldAsync(database));
        await RunAfterAsync(database, TimeSpan.FromDays(3));
        await RunAfterAsync(database, TimeSpan.FromMinutes(1));
        Assert.AreEqual("WillExpire Expired", await ToldAsync(database));
    }

    [TestMethod]
    public async Task After_days_away_only_what_still_matters_is_told()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(10));
        await RunAfterAsync(database, TimeSpan.FromDays(40));
        Assert.AreEqual("Expired", await ToldAsync(database));
    }

    [TestMethod]
    public async Task Who_wants_no_notices_gets_none()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(1));
        await database.ChangeAsync(Ann, (_, context) => context.PresentationControls.Add(new() { SubscriberId = Ann, ExpiryNotice = false }));
        await RunAsync(database);
        await RunAfterAsync(database, TimeSpan.FromDays(2));
        Assert.AreEqual("", await ToldAsync(database));
    }

    [TestMethod]
    public async Task A_licence_that_renews_itself_is_renewed_before_its_end_charged_and_told()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(2), autoRenew: true);
        DateTimeOffset end = database.Clock.GetUtcNow().AddDays(2);
        await RunAsync(database);
        Assert.AreEqual("", await ToldAsync(database), "what renews itself does not end");
        await RunAfterAsync(database, TimeSpan.FromDays(2) - TimeSpan.FromMinutes(5));
        await RunAsync(database);
        Assert.AreEqual("Renewed", await ToldAsync(database));
        LibraryEntryRow entry = await EntryAsync(database);
        Assert.AreEqual(end.AddDays(30), entry.EndsAt, "from the end, without a gap");
        Assert.AreEqual(1.5m, entry.Price);
        Assert.AreEqual("1.5 +491 3 upkeep", await database.QueryAsync("SELECT concat_ws(' ', amount, charged_party_id, event, principal_id) FROM charges"));
        Assert.AreEqual(1L, await database.QueryAsync("SELECT count(*) FROM change_log WHERE operation = 'RenewCmrResource' AND subscriber_id = '+491'"));
        Assert.AreEqual(end.AddDays(30).ToUnixTimeSeconds(), await database.QueryAsync(
            "SELECT extract(epoch FROM (document->'library'->0->>'endsAt')::timestamptz)::bigint FROM ringing_profiles"), "the call path knows");
    }

    [TestMethod]
    public async Task After_days_away_a_renewal_counts_from_now_and_is_charged_once()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(2), autoRenew: true);
        await RunAfterAsync(database, TimeSpan.FromDays(100));
        Assert.AreEqual("Renewed", await ToldAsync(database));
        Assert.AreEqual(database.Clock.GetUtcNow().AddDays(30), (await EntryAsync(database)).EndsAt);
        Assert.AreEqual(1L, await database.QueryAsync("SELECT count(*) FROM charges"));
    }

    [TestMethod]
    public async Task What_cannot_be_renewed_is_given_up_at_its_end_and_told_once()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(2), autoRenew: true);
        await database.ChangeAsync(Ann, (_, context) => context.Resources.Single().WithdrawnAt = database.Clock.GetUtcNow());
        await RunAfterAsync(database, TimeSpan.FromDays(2) - TimeSpan.FromMinutes(5));
        Assert.AreEqual("", await ToldAsync(database), "until the end it may come back");
        await RunAfterAsync(database, TimeSpan.FromMinutes(10));
        await RunAfterAsync(database, TimeSpan.FromMinutes(10));
        Assert.AreEqual("RenewalFailed", await ToldAsync(database));
        Assert.AreEqual(0L, await database.QueryAsync("SELECT count(*) FROM charges"));
    }

    [TestMethod]
    public async Task Several_nodes_at_once_tell_and_charge_each_only_once()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(10));
        await SeedManyAsync(database, 1200);
        database.Clock.Advance(TimeSpan.FromDays(9));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(database)));
        await RunAsync(database);
        Assert.AreEqual(1201L, await database.QueryAsync("SELECT count(*) FROM notifications WHERE type = 1"), "one each");
        await database.QueryAsync("UPDATE library_entries SET auto_renew = true, notice = 0 WHERE subscriber_id IN (SELECT subscriber_id FROM library_entries ORDER BY 1 LIMIT 40)");
        database.Clock.Advance(TimeSpan.FromDays(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(database)));
        await RunAsync(database);
        Assert.AreEqual(40L, await database.QueryAsync("SELECT count(*) FROM notifications WHERE type = 6"));
        Assert.AreEqual(40L, await database.QueryAsync("SELECT count(*) FROM charges"));
        Assert.AreEqual(1161L, await database.QueryAsync("SELECT count(*) FROM notifications WHERE type = 2"));
    }

    [TestMethod]
    public async Task A_subscriber_in_the_middle_of_a_change_is_left_for_the_next_round()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(1), autoRenew: true);
        database.Clock.Advance(TimeSpan.FromDays(2));
        await using (var change = await database.Transactions.BeginAsync(CancellationToken.None))
        {
            await change.LockSubscriberAsync(Ann, CancellationToken.None);
            await RunAsync(database);
            Assert.AreEqual("", await ToldAsync(database));
        }
        await RunAsync(database);
        Assert.AreEqual("Renewed", await ToldAsync(database));
    }

    [TestMethod]
    public async Task A_renewal_that_always_fails_keeps_no_other_subscriber_waiting_and_is_logged_once()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(1), autoRenew: true);
        await SeedManyAsync(database, 2);
        await database.QueryAsync($"UPDATE library_entries SET auto_renew = false WHERE subscriber_id = '+492002'; UPDATE library_entries SET ends_at = ends_at - interval '1 minute' WHERE subscriber_id = '{Ann}'");
        await database.QueryAsync($"ALTER TABLE charges ADD CHECK (charged_party_id <> '{Ann}')");
        database.Clock.Advance(TimeSpan.FromDays(2));
        FakeLog log = new();
        LibraryUpkeep upkeep = Create(database, log);
        await upkeep.RunAsync(CancellationToken.None);
        await upkeep.RunAsync(CancellationToken.None);
        Assert.AreEqual("+492001 6,+492002 2", await database.QueryAsync("SELECT string_agg(subscriber_id || ' ' || type, ',' ORDER BY subscriber_id) FROM notifications WHERE subscriber_id <> '+491'"));
        (LogLevel _, string message, Exception? reason) = log.Entries.Single(entry => entry.Level is LogLevel.Error);
        Assert.IsNotNull(reason);
        Assert.DoesNotContain(Ann, message);
        Assert.AreEqual("", await ToldAsync(database), "it stays due");
    }

    [TestMethod]
    public async Task The_subscribers_of_a_withdrawn_resource_are_told_in_batches()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(10));
        await SeedManyAsync(database, 2500);
        await using (CmrDbContext context = await database.Contexts.CreateDbContextAsync())
        {
            await WithdrawalNotices.BeginAsync(context, Tone, database.Clock.GetUtcNow(), CancellationToken.None);
            await context.SaveChangesAsync();
        }
        Assert.AreEqual((long)WithdrawalNotices.Batch, await database.QueryAsync("SELECT count(*) FROM notifications"));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync(database)));
        await RunAsync(database);
        Assert.AreEqual(2501L, await database.QueryAsync("SELECT count(DISTINCT subscriber_id) FROM notifications"));
        Assert.AreEqual(2501L, await database.QueryAsync("SELECT count(*) FROM notifications"));
        Assert.AreEqual(0L, await database.QueryAsync("SELECT count(*) FROM pending_withdrawals"));
    }

    [TestMethod]
    public async Task Old_notifications_go()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(1));
        await RunAsync(database);
        Assert.AreEqual("WillExpire", await ToldAsync(database));
        await RunAfterAsync(database, TimeSpan.FromDays(89));
        Assert.AreEqual("WillExpire Expired", await ToldAsync(database));
        await RunAfterAsync(database, TimeSpan.FromDays(2));
        Assert.AreEqual("Expired", await ToldAsync(database));
    }

    [TestMethod]
    public async Task What_is_due_is_found_by_an_index_that_holds_nothing_else()
    {
        await using Database database = await WithLicenceAsync(TimeSpan.FromDays(10));
        await SeedManyAsync(database, 3000);
        await database.QueryAsync("UPDATE library_entries SET notice = 2 WHERE subscriber_id <> '+491'");
        await database.QueryAsync("ANALYZE library_entries");
        foreach (string condition in new[] { "notice = 0", "notice < 2" })
        {
            string plan = (string)(await database.QueryAsync(
                $"EXPLAIN (FORMAT JSON) SELECT * FROM library_entries WHERE ends_at IS NOT NULL AND {condition} AND ends_at <= now() ORDER BY ends_at LIMIT 500"))!; // EXPLAIN answers a row
            Assert.DoesNotContain("Seq Scan", plan);
        }
    }

    private static async Task<Database> WithLicenceAsync(TimeSpan life, bool autoRenew = false)
    {
        Database database = await Database.CreateAsync();
        await database.SeedAsync(Ann, Tone);
        DateTimeOffset end = database.Clock.GetUtcNow() + life;
        await database.ChangeAsync(Ann, (_, context) =>
        {
            LibraryEntryRow entry = context.LibraryEntries.Single();
            (entry.EndsAt, entry.AutoRenew) = (end, autoRenew);
            context.Resources.Single().Price = 1.5m;
        });
        return database;
    }

    // All end when the first does
    private static Task<object?> SeedManyAsync(Database database, int count) => database.QueryAsync($"""
        INSERT INTO subscribers SELECT (jsonb_populate_record(s, jsonb_build_object('subscriber_id', '+49200' || n))).* FROM subscribers s, generate_series(1, {count}) n WHERE s.subscriber_id = '{Ann}';
        INSERT INTO library_entries SELECT (jsonb_populate_record(e, jsonb_build_object('subscriber_id', '+49200' || n))).* FROM library_entries e, generate_series(1, {count}) n WHERE e.subscriber_id = '{Ann}';
        """);

    private static async Task RunAfterAsync(Database database, TimeSpan time)
    {
        database.Clock.Advance(time);
        await RunAsync(database);
    }

    private static Task RunAsync(Database database) => Create(database, NullLogger<LibraryUpkeep>.Instance).RunAsync(CancellationToken.None);

    private static LibraryUpkeep Create(Database database, ILogger<LibraryUpkeep> logger) => new(
        new LicenceNotices(database.Contexts), new LicenceRenewal(database.Transactions, new NumberingPlan()), database.Services.GetRequiredService<ISystemSettings>(),
        database.Contexts, database.Clock, logger);

    private static async Task<string> ToldAsync(Database database)
    {
        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        List<NotificationType> types = await context.Notifications.Where(row => row.SubscriberId == Ann).OrderBy(row => row.NotificationId).Select(row => row.Type).ToListAsync();
        return string.Join(' ', types);
    }

    private static async Task<LibraryEntryRow> EntryAsync(Database database)
    {
        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        return await context.LibraryEntries.SingleAsync();
    }

    private sealed class FakeLog : ILogger<LibraryUpkeep>
    {
        public List<(LogLevel Level, string Message, Exception? Reason)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception), exception));
    }
}
