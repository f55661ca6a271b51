using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Sip.Simulation;

namespace Cmr.Tests.Sip.Calls;

/// <summary>RFC 3263 §4.3: a server that fails is left for the next one of its name.</summary>
[TestClass]
public sealed class FailOverTests
{
    private const string Nobody = "10.0.0.77";
    private readonly CallWorld _world = new();

    [TestInitialize]
    public void NameTwoServers() => _world.Node.Services["b.example"] = [At(Nobody), At("10.0.0.2")];

    [TestMethod]
    public void A_silent_server_is_left_after_its_time_and_tried_last_by_the_next_call()
    {
        _world.WithUsualCall().Call("sip:bob@b.example").RunToEnd();
        Assert.AreEqual(200, _world.Report.FinalStatus);
        Assert.AreEqual(4, _world.Sent("10.0.0.9", Nobody, "INVITE").Count(), "tries within 5 s");
        Assert.AreEqual(1, _world.SentToBob("INVITE"));
        Assert.AreNotEqual(BranchOf(Nobody), BranchOf("10.0.0.2"), "each try is a transaction of its own");
    }

    [TestMethod]
    public void The_next_call_begins_with_the_server_that_responds()
    {
        _world.WithUsualCall().Call("sip:bob@b.example").RunFor(6000);
        _world.Call("sip:bob@b.example").RunFor(1000);
        Assert.AreEqual(2, _world.SentToBob("INVITE"));
        Assert.AreEqual(4, _world.Sent("10.0.0.9", Nobody, "INVITE").Count());
    }

    [TestMethod]
    public void A_caller_who_gives_up_keeps_the_next_server_from_ringing()
    {
        _world.Call("sip:bob@b.example").RunFor(2000);
        _world.Ann.GiveUp();
        _world.RunToEnd();
        Assert.AreEqual(0, _world.SentToBob("INVITE"));
    }

    private string BranchOf(string host)
    {
        SipMessage.TryRead(_world.Sent("10.0.0.9", host, "INVITE").First().Bytes.Span, SipLimits.Default, out SipMessage? invite);
        return invite!.TopVia.Branch.ToString();
    }

    private static SipEndpoint At(string address) => SipEndpoint.Udp(IPAddress.Parse(address), 5060);
}
