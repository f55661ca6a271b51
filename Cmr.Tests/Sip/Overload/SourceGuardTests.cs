using System.Net;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Engine;
using Cmr.Sip.Overload;
using Cmr.Sip.Trust;
using Cmr.Tests.Sip.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cmr.Tests.Sip.Overload;

[TestClass]
public sealed class SourceGuardTests
{
    private readonly TurnedClock _clock = new();
    private readonly SourceGuard _guard;

    public SourceGuardTests()
    {
        TrustOptions trust = new() { Peers = [new TrustedPeerOptions { Address = "10.1.0.0/16" }] };
        _guard = new SourceGuard(new SourceLimitOptions(), new PeerTrust(trust, []), new byte[16], _clock, NullLogger<SourceGuard>.Instance);
    }

    [TestMethod]
    public void Strangers_have_a_limit_and_trusted_peers_another()
    {
        Assert.AreEqual(2000, Count("198.51.100.7", 5000));
        Assert.AreEqual(5000, Count("10.1.2.3", 5000));
        Assert.AreEqual(5000, Count("127.0.0.1", 5000), "loopback is trusted unless told otherwise");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(1000, Count("198.51.100.7", 5000));
    }

    [TestMethod]
    public void Rubbish_counts_ten_times_and_is_not_answered_any_more_then()
    {
        SipEndpoint source = Source("198.51.100.7");
        int answered = Enumerable.Range(0, 2000).Count(_ => _guard.MayTalk(source) && _guard.MayBeTold(source));
        Assert.AreEqual(200, answered);
        Assert.IsFalse(_guard.MayTalk(source));
        Assert.IsTrue(_guard.MayTalk(Source("198.51.100.8")));
    }

    [TestMethod]
    public void New_requests_have_a_limit_of_their_own_and_what_is_over_it_goes_unanswered()
    {
        GateHouse house = new(new OverloadOptions(), sources: _guard);
        Dictionary<Verdict, int> flood = Verdicts(house, "INVITE", "198.51.100.7", 1000);
        Assert.AreEqual(100, flood[Verdict.Taken]);
        Assert.AreEqual(900, flood[Verdict.Dropped]);
        Assert.AreEqual(900, house.Dropped(DropReason.SourceNewRequestRate));
        Assert.AreEqual(Verdict.Taken, Verdicts(house, "INVITE", "198.51.100.8", 1).Keys.Single(), "others do not notice");
        Assert.AreEqual(Verdict.Taken, house.Gate.Offer(new EngineInput.Message(Arrivals.Request("BYE", "b", toTag: "t"), Source("198.51.100.7")), house.Now));
        Assert.AreEqual(Verdict.Taken, house.Gate.Offer(new EngineInput.Message(Arrivals.Request("INVITE", "198.51.100.70"), Source("198.51.100.7")), house.Now), "a repetition is nothing new");
        Assert.AreEqual(Verdict.Refused, house.Gate.Offer(new EngineInput.Message(Arrivals.Request("INVITE", "t"), Source("198.51.100.7").Over(SipTransport.Tcp)), house.Now), "over a stream it would wait in vain");
    }

    private int Count(string address, int messages)
    {
        SipEndpoint source = Source(address);
        return Enumerable.Range(0, messages).Count(_ => _guard.MayTalk(source));
    }

    private static Dictionary<Verdict, int> Verdicts(GateHouse house, string method, string address, int count) =>
        Enumerable.Range(0, count).Select(i => house.Gate.Offer(new EngineInput.Message(Arrivals.Request(method, $"{address}{i}"), Source(address)), house.Now))
            .GroupBy(verdict => verdict).ToDictionary(group => group.Key, group => group.Count());

    private static SipEndpoint Source(string address) => SipEndpoint.Udp(IPAddress.Parse(address), 5060);
}
