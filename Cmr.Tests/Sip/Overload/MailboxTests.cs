using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Overload;
using Cmr.Sip.Partitions;

namespace Cmr.Tests.Sip.Overload;

[TestClass]
public sealed class MailboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Mailbox _mailbox = new(4, 4, new AdmissionControl(new OverloadOptions()));

    [TestMethod]
    public void Work_in_progress_goes_first_and_each_lane_keeps_its_order()
    {
        Add("new 1", isNew: true, call: 1);
        Add("bye 2", isNew: false, call: 2);
        Add("new 3", isNew: true, call: 3);
        Add("bye 4", isNew: false, call: 4);
        _mailbox.Post(new EngineInput.Tick(), TimeSpan.Zero);
        CollectionAssert.AreEqual(new[] { "bye 2", "bye 4", "tick", "new 1", "new 3" }, Drain());
    }

    [TestMethod]
    public void What_follows_a_waiting_request_of_the_same_call_stays_behind_it()
    {
        Add("invite 1", isNew: true, call: 1);
        Add("cancel 1", isNew: false, call: 1);
        Add("bye 2", isNew: false, call: 2);
        Assert.AreEqual("bye 2", Take());
        Assert.AreEqual("invite 1", Take());
        Add("again 1", isNew: false, call: 1);
        CollectionAssert.AreEqual(new[] { "cancel 1", "again 1" }, Drain());
        Add("new 3", isNew: true, call: 3);
        Add("bye 1", isNew: false, call: 1);
        Assert.AreEqual("bye 1", Take(), "nothing of this call waits any more");
    }

    [TestMethod]
    public void A_lane_that_is_full_takes_nothing_and_the_other_still_does()
    {
        for (int i = 0; i < 4; i++) Assert.IsTrue(TryAdd("new", isNew: true, call: (ulong)i));
        Assert.IsFalse(TryAdd("new", isNew: true, call: 9));
        Assert.IsFalse(_mailbox.MayEnter(TimeSpan.Zero));
        // Behind the new ones in order, but of the room for work in progress
        for (int i = 0; i < 4; i++) Assert.IsTrue(TryAdd("cancel", isNew: false, call: 1));
        Assert.IsFalse(TryAdd("cancel", isNew: false, call: 7));
        Drain();
        Assert.IsTrue(TryAdd("cancel", isNew: false, call: 7));
        Assert.IsTrue(TryAdd("new", isNew: true, call: 7));
    }

    [TestMethod]
    public void New_work_gets_its_turn_in_a_storm_on_what_is_in_progress()
    {
        Mailbox mailbox = new(1000, 4, new AdmissionControl(new OverloadOptions()));
        mailbox.TryAdd(Message("new"), isNew: true, 0, TimeSpan.Zero);
        for (int i = 0; i < 500; i++) mailbox.TryAdd(Message("storm"), isNew: false, 1, TimeSpan.Zero);
        int turn = 0;
        while (mailbox.TryTake(TimeSpan.Zero, out EngineInput? input) && NameOf(input) != "new") turn++;
        Assert.AreEqual(32, turn);
    }

    [TestMethod]
    public void The_age_of_what_waits_is_told_for_each_lane()
    {
        _mailbox.TryAdd(Message("new"), isNew: true, 1, TimeSpan.FromMilliseconds(10));
        _mailbox.TryAdd(Message("bye"), isNew: false, 2, TimeSpan.FromMilliseconds(30));
        Assert.AreEqual(new Backlog(2, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(20)), _mailbox.BacklogAt(TimeSpan.FromMilliseconds(50)));
        Drain();
        Assert.AreEqual(default, _mailbox.BacklogAt(TimeSpan.FromMilliseconds(60)));
    }

    [TestMethod]
    public async Task Many_add_and_take_in_turn_and_nothing_is_lost_or_out_of_order()
    {
        Mailbox mailbox = new(1_000_000, 1_000_000, new AdmissionControl(new OverloadOptions()));
        const int Each = 20_000;
        int[] next = new int[3];
        int takers = 0;
        Task[] adding = [.. Enumerable.Range(0, 3).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                mailbox.TryAdd(Message($"{writer} {i}"), isNew: (i / 7 + writer) % 3 == 0, (ulong)writer, TimeSpan.Zero);
                TakeAll();
            }
        }))];
        await Task.WhenAll(adding).WaitAsync(Patience);
        await mailbox.CloseAsync().WaitAsync(Patience);
        CollectionAssert.AreEqual(new[] { Each, Each, Each }, next);

        // As a partition does it: whoever comes works for a while, and looks again after giving the mailbox back
        void TakeAll()
        {
            int left = 50;
            while (left > 0 && mailbox.TryClaim())
            {
                Assert.AreEqual(1, Interlocked.Increment(ref takers), "one at a time");
                for (; left > 0 && mailbox.TryTake(TimeSpan.Zero, out EngineInput? input); left--)
                {
                    string[] parts = NameOf(input).Split(' ');
                    int writer = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
                    Assert.AreEqual(parts[1], (next[writer]++).ToString(System.Globalization.CultureInfo.InvariantCulture), "messages of one call keep their order");
                }

                Interlocked.Decrement(ref takers);
                mailbox.Release();
            }

            if (left == 0) _ = Task.Run(TakeAll);
        }
    }

    [TestMethod]
    public void One_has_it_at_a_time_and_what_came_in_meanwhile_is_there_to_be_claimed()
    {
        Assert.IsFalse(_mailbox.TryClaim(), "nothing waits");
        Assert.IsTrue(_mailbox.Post(new EngineInput.Tick(), TimeSpan.Zero), "somebody has to begin");
        Assert.IsTrue(_mailbox.TryClaim());
        Assert.IsFalse(_mailbox.TryClaim(), "one has it");
        Drain();
        Assert.IsFalse(_mailbox.Post(new EngineInput.Tick(), TimeSpan.Zero), "the one that has it looks again");
        _mailbox.Release();
        Assert.IsTrue(_mailbox.TryClaim(), "something came in meanwhile");
        Task closed = _mailbox.CloseAsync();
        _mailbox.Release();
        Assert.IsFalse(closed.IsCompleted, "something waits");
        Assert.IsTrue(_mailbox.TryClaim());
        Drain();
        Assert.IsFalse(closed.IsCompleted, "somebody is at it");
        _mailbox.Release();
        Assert.IsTrue(closed.IsCompleted);
        Assert.IsFalse(_mailbox.Post(new EngineInput.Tick(), TimeSpan.Zero), "nobody works for a closed one");
        Assert.IsFalse(_mailbox.TryClaim());
    }

    private void Add(string name, bool isNew, ulong call) => Assert.IsTrue(TryAdd(name, isNew, call));

    private bool TryAdd(string name, bool isNew, ulong call) => _mailbox.TryAdd(Message(name), isNew, call, TimeSpan.Zero);

    private string Take() => _mailbox.TryTake(TimeSpan.Zero, out EngineInput? input) ? NameOf(input) : "";

    private string[] Drain()
    {
        List<string> names = [];
        while (Take() is { Length: > 0 } name) names.Add(name);
        return [.. names];
    }

    private static string NameOf(EngineInput? input) => input is EngineInput.Message message ? message.Content.Value(Cmr.Protocols.Sip.Headers.HeaderId.Subject).ToString() : "tick";

    private static EngineInput.Message Message(string name) =>
        new(Arrivals.Request("OPTIONS", headers: $"Subject: {name}\r\n"), SipEndpoint.Udp(System.Net.IPAddress.Loopback, 5060));
}
