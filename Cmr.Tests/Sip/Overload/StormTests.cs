using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Sip.Overload;
using Cmr.Tests.Sip.Simulation;

namespace Cmr.Tests.Sip.Overload;

/// <summary>Storms against the engine itself, with nothing before it, while calls of others go on: they are not harmed and nothing piles up.</summary>
[TestClass]
public sealed class StormTests
{
    private const int Storm = 2000;
    private const int GreatStorm = 11_000;

    [TestMethod]
    [DataRow("ACK")]
    [DataRow("BYE")]
    [DataRow("PRACK")]
    [DataRow("UPDATE")]
    [DataRow("NOTIFY")]
    [DataRow("CANCEL")]
    public void Requests_for_what_is_not_there_leave_nothing_behind(string method)
    {
        CallWorld world = new CallWorld().WithUsualCall().Call().RunFor(4000);
        int before = world.Node.Engine.TransactionCount;
        Flood(world, i => Arrivals.Request(method, $"storm{i}", toTag: method == "CANCEL" ? "" : $"t{i}"));
        Assert.IsTrue(world.Node.Engine.TransactionCount <= before, $"{world.Node.Engine.TransactionCount} transactions after the storm");
        Assert.AreEqual(method == "ACK" ? Storm : 0, world.Node.Engine.Counters.Dropped[DropReason.AckWithoutDialog]);
        AssertUnharmed(world);
    }

    [TestMethod]
    public void Repetitions_of_what_was_refused_get_the_same_answer_again()
    {
        CallWorld world = new();
        SipRequest bye = Arrivals.Request("CANCEL", "x");
        for (int i = 0; i < 2; i++) world.Node.Step(new EngineInput.Message(bye, GateHouse.Peer));
        world.RunFor(100);
        string[] answers = [.. world.Network.Trace.Where(datagram => datagram.FirstLine.StartsWith("SIP/2.0 481", StringComparison.Ordinal)).Select(datagram => System.Text.Encoding.UTF8.GetString(datagram.Bytes.Span))];
        Assert.HasCount(2, answers);
        Assert.AreEqual(answers[0], answers[1], "RFC 3261 §8.2.7");
        Assert.AreEqual(0, world.Node.Engine.TransactionCount);
    }

    [TestMethod]
    [DataRow("OPTIONS")]
    [DataRow("REGISTER")]
    [DataRow("FROBNICATE")]
    public void Requests_outside_dialogs_are_kept_in_bounded_number(string method)
    {
        CallWorld world = new CallWorld().WithUsualCall().Call().RunFor(4000);
        Flood(world, i => Arrivals.Request(method, $"storm{i}"), GreatStorm);
        Assert.IsTrue(world.Node.Engine.TransactionCount <= 10_050, $"{world.Node.Engine.TransactionCount} transactions after the storm");
        AssertUnharmed(world);
    }

    [TestMethod]
    public void Refused_calls_that_are_never_acknowledged_are_kept_in_bounded_number()
    {
        CallWorld world = new CallWorld().WithUsualCall().Call().RunFor(4000);
        Flood(world, i => Arrivals.Request("INVITE", $"storm{i}", headers: "Require: nonsense\r\n"), GreatStorm);
        Assert.IsTrue(world.Node.Engine.TransactionCount <= 10_050, $"{world.Node.Engine.TransactionCount} transactions after the storm");
        Assert.AreEqual(1, world.Node.Engine.CallCount);
        AssertUnharmed(world);
    }

    [TestMethod]
    [DataRow("10.0.0.9:5060", nameof(DropReason.StrayResponse))]
    [DataRow("203.0.113.5:5060", nameof(DropReason.ForeignResponse))]
    public void Responses_that_nobody_asked_for_are_counted_and_forgotten(string sentBy, string reason)
    {
        CallWorld world = new CallWorld().WithUsualCall().Call().RunFor(4000);
        int before = world.Node.Engine.TransactionCount;
        Flood(world, i => Arrivals.Read($"SIP/2.0 {(i % 2 == 0 ? 200 : 180)} OK\r\nVia: SIP/2.0/UDP {sentBy};branch=z9hG4bKs{i}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>;tag=2\r\nCall-ID: s{i}\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"));
        Assert.AreEqual(before, world.Node.Engine.TransactionCount);
        Assert.AreEqual(Storm, world.Node.Engine.Counters.Dropped[Enum.Parse<DropReason>(reason)]);
        AssertUnharmed(world);
    }

    [TestMethod]
    public void One_request_repeated_for_ever_is_one_transaction()
    {
        CallWorld world = new CallWorld().WithUsualCall().Call().RunFor(4000);
        int before = world.Node.Engine.TransactionCount;
        SipRequest options = Arrivals.Request("OPTIONS", "again");
        SipRequest invite = Arrivals.Request("INVITE", "again2", headers: "Require: nonsense\r\n");
        Flood(world, i => i % 2 == 0 ? options : invite);
        Assert.AreEqual(before + 2, world.Node.Engine.TransactionCount);
        AssertUnharmed(world);
    }

    private static void Flood(CallWorld world, Func<int, SipMessage> message, int count = Storm)
    {
        for (int i = 0; i < count; i++) world.Node.Step(new EngineInput.Message(message(i), GateHouse.Peer));
    }

    // The call that was going on ends as it would have, another one is answered, and at last nothing is left
    private static void AssertUnharmed(CallWorld world)
    {
        world.RunFor(10_000);
        Assert.AreEqual(0, world.Node.Engine.Counters.CallsActive, "the call of others ended");
        world.Call().RunFor(1000);
        world.Node.Step(new EngineInput.HangUpAll());
        world.RunToEnd();
        Assert.HasCount(2, world.Node.Reports);
        foreach (CallSummary report in world.Node.Reports) Assert.IsNotNull(report.AnsweredAt);
    }
}
