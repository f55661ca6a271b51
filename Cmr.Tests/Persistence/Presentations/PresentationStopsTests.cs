using Cmr.Domain.Calls;
using Cmr.Domain.Choosing;
using Cmr.Persistence.Notifications;
using Cmr.Persistence.Presentations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Cmr.Tests.Persistence.Presentations;

[TestClass]
public sealed class PresentationStopsTests
{
    [TestMethod]
    public async Task The_node_that_has_the_presentation_stops_it_and_confirms()
    {
        await using Database database = await Database.CreateAsync();
        Guid mine = Guid.NewGuid(), over = Guid.NewGuid();
        await using Node idle = await Node.StartAsync(database, []);
        await using Node node = await Node.StartAsync(database, new() { [mine] = true, [over] = false });
        PresentationStops stops = database.Services.GetRequiredService<PresentationStops>();
        Assert.AreEqual(StopOutcome.Stopped, await stops.StopAsync(mine, CancellationToken.None));
        Assert.AreEqual(StopOutcome.Over, await stops.StopAsync(over, CancellationToken.None));
        CollectionAssert.AreEqual(new[] { mine, over }, node.Asked);
        Assert.IsTrue(SpinWait.SpinUntil(() => idle.Asked.Count == 2, TimeSpan.FromSeconds(20)), "every node is asked, and only the one that has it answers");
    }

    [TestMethod]
    public async Task When_no_node_answers_the_wish_is_given_up_after_its_patience()
    {
        await using Database database = await Database.CreateAsync();
        PresentationStops stops = database.Services.GetRequiredService<PresentationStops>();
        Assert.AreEqual(StopOutcome.Unconfirmed, await stops.StopAsync(Guid.NewGuid(), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [TestMethod]
    public async Task Many_wishes_at_once_get_each_its_own_answer()
    {
        await using Database database = await Database.CreateAsync();
        Dictionary<Guid, bool> presentations = Enumerable.Range(0, 40).ToDictionary(_ => Guid.NewGuid(), number => number % 2 == 0);
        await using Node node = await Node.StartAsync(database, presentations);
        PresentationStops stops = database.Services.GetRequiredService<PresentationStops>();
        await Task.WhenAll(presentations.Select(async pair =>
            Assert.AreEqual(pair.Value ? StopOutcome.Stopped : StopOutcome.Over, await stops.StopAsync(pair.Key, CancellationToken.None))));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("stop")]
    [DataRow("stop x y")]
    [DataRow("start 00000000000000000000000000000000 00000000000000000000000000000000")]
    [DataRow("stop 00000000-0000-0000-0000-000000000000 00000000000000000000000000000000")]
    public void A_payload_that_is_no_command_is_not_taken_for_one(string payload) => Assert.IsFalse(PresentationCommand.TryParse(payload, out _));

    [TestMethod]
    public async Task A_presentation_is_noted_with_its_begin_and_its_end()
    {
        await using Database database = await Database.CreateAsync();
        PresentationWriter writer = database.Hosted<PresentationWriter>();
        await writer.StartAsync(CancellationToken.None);
        PresentationRecord record = Record();
        writer.Begun(record);
        writer.Ended(record.Listener, record.PresentationId, record.StartedAt.AddSeconds(9));
        writer.Ended(record.Listener, record.PresentationId, record.StartedAt.AddSeconds(99));
        writer.Begun(Record() with { CallId = "evil\0call" });
        await writer.StopAsync(CancellationToken.None);
        Assert.AreEqual(2L, await database.QueryAsync("SELECT count(*) FROM presentations"));
        Assert.AreEqual(9.0, await database.QueryAsync("SELECT extract(epoch FROM ended_at - started_at)::float8 FROM presentations WHERE ended_at IS NOT NULL"));
        Assert.AreEqual("tone-1,tone-2", await database.QueryAsync("SELECT array_to_string(resource_ids, ',') FROM presentations WHERE ended_at IS NOT NULL"));
    }

    [TestMethod]
    public async Task What_can_no_longer_be_copied_is_swept_whether_its_end_was_told_or_not()
    {
        await using Database database = await Database.CreateAsync();
        DateTimeOffset now = database.Clock.GetUtcNow();
        PresentationWriter writer = database.Hosted<PresentationWriter>();
        await writer.StartAsync(CancellationToken.None);
        foreach (int minutes in new[] { 1, 60, 71, 100 }) // 10 minutes for the copy and an hour for the ringing
            writer.Begun(Record() with { StartedAt = now.AddMinutes(-minutes), Listener = $"+49151{minutes}" });
        await writer.StopAsync(CancellationToken.None);
        Assert.AreEqual(2, await database.Services.GetRequiredService<PresentationSweep>().SweepAsync(CancellationToken.None));
        Assert.AreEqual(2L, await database.QueryAsync("SELECT count(*) FROM presentations"));
    }

    private static PresentationRecord Record() => new()
    {
        PresentationId = Guid.NewGuid(),
        Listener = "+4915100000001",
        CallId = "call-1",
        SubscriberId = "+4915100000002",
        Origin = ChoiceOrigin.Rule,
        ResourceIds = ["tone-1", "tone-2"],
        Node = "test",
        StartedAt = new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A SIP node as far as commands are concerned.</summary>
    private sealed class Node : IPresentationStopper, IAsyncDisposable
    {
        private readonly Dictionary<Guid, bool> _presentations;
        private readonly List<IHostedService> _services = [];
        private readonly TaskCompletionSource _listens = new();

        private Node(Dictionary<Guid, bool> presentations) => _presentations = presentations;

        public List<Guid> Asked { get; } = [];

        public static async Task<Node> StartAsync(Database database, Dictionary<Guid, bool> presentations)
        {
            Node node = new(presentations);
            NpgsqlDataSource source = database.Services.GetRequiredService<NpgsqlDataSource>();
            PresentationCommands commands = new(source, node, NullLogger<PresentationCommands>.Instance);
            ChangeListener listener = new(
                source, [commands, new Ready(node._listens)], Microsoft.Extensions.Options.Options.Create(new NotificationOptions()), TimeProvider.System, NullLogger<ChangeListener>.Instance);
            node._services.AddRange([commands, listener]);
            foreach (IHostedService service in node._services)
                await service.StartAsync(CancellationToken.None);
            await node._listens.Task.WaitAsync(TimeSpan.FromSeconds(20));
            return node;
        }

        public void Stop(Guid presentationId, Action<bool> done)
        {
            Asked.Add(presentationId);
            if (_presentations.TryGetValue(presentationId, out bool stopped)) done(stopped);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (IHostedService service in _services)
                await service.StopAsync(CancellationToken.None);
        }
    }

    private sealed class Ready(TaskCompletionSource listens) : IChangeFollower
    {
        public IReadOnlyList<string> Channels { get; } = [];

        public void Pause()
        {
        }

        public void Resume() => listens.TrySetResult();

        public void Notify(string channel, string payload)
        {
        }
    }
}
