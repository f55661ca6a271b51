using Cmr.Domain.Calls;
using Cmr.Domain.Choosing;
using Cmr.Persistence;
using Cmr.Persistence.Calls;
using Cmr.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace Cmr.Tests.Persistence;

[TestClass]
public sealed class CallRecordWriterTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task A_record_is_stored_with_everything_in_it()
    {
        await using Database database = await Database.CreateAsync();
        CallRecordWriter writer = await StartAsync(database);
        CallRecord record = Record(1) with
        {
            Caller = "+4930",
            Subscribed = true,
            Origin = ChoiceOrigin.Rule,
            RuleId = "7",
            ResourceIds = ["a", "b"],
            Mode = "GW-U",
            RingingAt = Start.AddSeconds(1),
            PresentedAt = Start.AddSeconds(1.1),
            PresentationEndedAt = Start.AddSeconds(5),
            AnsweredAt = Start.AddSeconds(5),
            Outcome = CallOutcome.Answered,
            FinalStatus = 200,
        };
        Assert.IsTrue(writer.Post(record));
        await writer.StopAsync(CancellationToken.None);

        await using CmrDbContext context = await database.Contexts.CreateDbContextAsync();
        CallRecordRow row = await context.CallRecords.SingleAsync();
        Assert.AreEqual(record.RecordId, row.RecordId);
        CollectionAssert.AreEqual(new[] { "a", "b" }, row.ResourceIds);
        Assert.AreEqual((CallOutcome.Answered, 200, ChoiceOrigin.Rule, "7", "GW-U"), (row.Outcome, row.FinalStatus, row.Origin, row.RuleId, row.Mode));
        Assert.AreEqual(record.AnsweredAt, row.AnsweredAt);
        Assert.AreEqual(record.EndedAt, row.EndedAt);
    }

    [TestMethod]
    public async Task Stopping_writes_out_everything_that_was_posted_and_a_record_posted_twice_is_one_row()
    {
        await using Database database = await Database.CreateAsync(("CallRecords:Batch", "50"));
        CallRecordWriter writer = await StartAsync(database);
        for (int i = 0; i < 1000; i++)
            Assert.IsTrue(writer.Post(Record(i % 900)));
        await writer.StopAsync(CancellationToken.None);
        Assert.AreEqual(900L, await database.QueryAsync("SELECT count(*) FROM call_records"));
    }

    [TestMethod]
    public async Task Records_wait_for_a_database_that_is_away()
    {
        await using Database database = await Database.CreateAsync();
        CallRecordWriter writer = await StartAsync(database);
        await database.CutOffAsync();
        for (int i = 0; i < 10; i++)
            Assert.IsTrue(writer.Post(Record(i)));
        await database.CutOffAsync(allow: true);
        await writer.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.AreEqual(10L, await database.QueryAsync("SELECT count(*) FROM call_records"));
        Assert.AreEqual(0, writer.Lost);
    }

    [TestMethod]
    public async Task When_the_buffer_is_full_the_record_is_counted_as_lost_and_nobody_waits()
    {
        await using Database database = await Database.CreateAsync(("CallRecords:Buffer", "3"));
        CallRecordWriter writer = database.Hosted<CallRecordWriter>(); // not started: nobody empties the buffer
        for (int i = 0; i < 3; i++)
            Assert.IsTrue(writer.Post(Record(i)));
        Assert.IsFalse(writer.Post(Record(4)));
        Assert.AreEqual(1, writer.Lost);
    }

    [TestMethod]
    public async Task Shutdown_does_not_wait_for_ever()
    {
        await using Database database = await Database.CreateAsync();
        CallRecordWriter writer = await StartAsync(database);
        await database.CutOffAsync();
        writer.Post(Record(1));
        using CancellationTokenSource deadline = new(TimeSpan.FromMilliseconds(300));
        await writer.StopAsync(deadline.Token).WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
        await database.CutOffAsync(allow: true);
        Assert.AreEqual(0L, await database.QueryAsync("SELECT count(*) FROM call_records"));
    }

    [TestMethod]
    public async Task A_character_that_the_database_cannot_hold_does_not_cost_the_record()
    {
        await using Database database = await Database.CreateAsync();
        CallRecordWriter writer = await StartAsync(database);
        writer.Post(Record(1) with { CallId = "evil\0id" });
        writer.Post(Record(2));
        await writer.StopAsync(CancellationToken.None);
        Assert.AreEqual(2L, await database.QueryAsync("SELECT count(*) FROM call_records"));
    }

    private static async Task<CallRecordWriter> StartAsync(Database database)
    {
        CallRecordWriter writer = database.Hosted<CallRecordWriter>();
        await writer.StartAsync(CancellationToken.None);
        return writer;
    }

    private static CallRecord Record(int number) => new()
    {
        RecordId = new Guid(number, 0, 0, new byte[8]),
        CallId = $"call-{number}",
        Called = "+4915112345678",
        ReceivedAt = Start,
        EndedAt = Start.AddSeconds(60),
        Outcome = CallOutcome.Cancelled,
        FinalStatus = 487,
    };
}
