using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Overload;
using Cmr.Sip.Trust;
using Cmr.Tests.Sip.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cmr.Tests.Sip.Overload;

[TestClass]
public sealed class ArrivalGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(300);

    [TestMethod]
    public void A_new_call_that_would_wait_too_long_is_refused_and_work_in_progress_is_not()
    {
        GateHouse house = new();
        house.Clog(40, Long);
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "x"));
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "x"), "and so is its repetition");
        foreach (string method in (string[])["BYE", "PRACK", "UPDATE", "INVITE", "INFO", "ACK"]) Assert.AreEqual(Verdict.Taken, house.Offer(method, "y", toTag: "t"), method);
        Assert.AreEqual(Verdict.Taken, house.Offer("CANCEL", "clog1"));
        Assert.AreEqual(2, house.Dropped(DropReason.Overloaded));
    }

    [TestMethod]
    public void The_repetition_of_a_call_that_was_let_in_is_never_refused()
    {
        GateHouse house = new();
        house.Clog(40, Long);
        Assert.AreEqual(Verdict.Taken, house.Offer("INVITE", "clog3"));
        house.Rules.Drain();
        Assert.AreEqual(Verdict.Taken, house.Offer("INVITE", "clog3"));
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "other"));
    }

    [TestMethod]
    public void A_request_that_says_to_be_a_repetition_under_another_branch_is_none()
    {
        GateHouse house = new();
        house.Clog(40, Long);
        SipRequest other = Arrivals.Request("INVITE", "clog3").Edit().ReplaceFirstValue(HeaderId.Via, "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKother;rport").Build();
        Assert.AreEqual(Verdict.Refused, house.Offer(other));
    }

    [TestMethod]
    public void An_emergency_does_not_lift_the_limit_of_a_source()
    {
        SourceGuard guard = new(new SourceLimitOptions(), new PeerTrust(new TrustOptions(), []), new byte[16], new TurnedClock(), NullLogger<SourceGuard>.Instance);
        GateHouse house = new(new OverloadOptions { MaxNewWaiting = 1000 }, sources: guard);
        int taken = Enumerable.Range(0, 300).Count(i => house.Offer(Arrivals.Request("INVITE", $"c{i}", uri: "sip:112@example.com")) is Verdict.Taken);
        Assert.AreEqual(100, taken, "50 a second, for 2 s at once");
        Assert.AreEqual(200, house.Dropped(DropReason.SourceNewRequestRate));
    }

    [TestMethod]
    public void Repetitions_find_no_room_when_the_lane_is_full_and_are_not_refused_then()
    {
        GateHouse house = new();
        house.Clog(50, TimeSpan.Zero);
        Assert.AreEqual(Verdict.NoRoom, house.Offer("INVITE", "clog3"));
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "fresh"));
    }

    [TestMethod]
    public void Options_tells_what_calls_are_told()
    {
        GateHouse house = new();
        Assert.AreEqual(Verdict.Taken, house.Offer("OPTIONS", "o1"));
        house.Clog(40, Long);
        house.Offer("INVITE", "x");
        house.Drain();
        Assert.AreEqual(Verdict.Refused, house.Offer("OPTIONS", "o2"), "calls were refused just now");
        Assert.IsTrue(house.Gate.IsOverloadedAt(house.Now));
        house.Now += TimeSpan.FromSeconds(1);
        Assert.AreEqual(Verdict.Taken, house.Offer("OPTIONS", "o3"));
        house.Rules.Drain();
        Assert.AreEqual(Verdict.Refused, house.Offer("OPTIONS", "o4"), "a node that stops wants no calls");
        Assert.AreEqual(1, house.Dropped(DropReason.Draining));
    }

    [TestMethod]
    public void Running_calls_and_memory_have_limits_of_their_own()
    {
        GateHouse house = new(maxCalls: 10) { Calls = 10 };
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "a"));
        Assert.AreEqual(Verdict.Taken, house.Offer("OPTIONS", "b"));
        Assert.AreEqual(1, house.Dropped(DropReason.TooManyCalls));
        house.Calls = 9;
        Assert.AreEqual(Verdict.Taken, house.Offer("INVITE", "c"));
        house.MemoryShare = 0.76;
        house.Now += TimeSpan.FromSeconds(1);
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "d"));
        Assert.AreEqual(Verdict.Taken, house.Offer("BYE", "d", toTag: "t"));
        house.MemoryShare = 0.74;
        house.Now += TimeSpan.FromSeconds(1);
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "e"), "a little less is not enough");
        house.MemoryShare = 0.5;
        house.Now += TimeSpan.FromSeconds(1);
        Assert.AreEqual(Verdict.Taken, house.Offer("INVITE", "f"));
        Assert.AreEqual(2, house.Dropped(DropReason.MemoryLow));
    }

    [TestMethod]
    public void Emergency_calls_are_let_in_when_others_are_refused_but_not_without_bounds()
    {
        GateHouse house = new(new OverloadOptions { MaxNewWaiting = 50, MaxUrgentPerSecond = 3 }) { MemoryShare = 0.9, Calls = 1000 };
        Assert.AreEqual(Verdict.Refused, house.Offer("INVITE", "ordinary"));
        int taken = Enumerable.Range(0, 10).Count(i => house.Offer(Arrivals.Request("INVITE", $"sos{i}", uri: "sip:112@example.com")) is Verdict.Taken);
        Assert.AreEqual(3, taken);
        house.Now += TimeSpan.FromSeconds(1);
        Assert.AreEqual(Verdict.Taken, house.Offer(Arrivals.Request("INVITE", "sos", uri: "tel:112;phone-context=+49")));
    }

    [TestMethod]
    [DataRow("sip:112@example.com", "<sip:bob@example.com>", "", true)]
    [DataRow("sip:911;phone-context=+1@example.com", "<sip:bob@example.com>", "", true)]
    [DataRow("tel:9-1-1;phone-context=+1", "<sip:bob@example.com>", "", true)]
    [DataRow("sip:0911@example.com", "<sip:bob@example.com>", "", false)]
    [DataRow("sip:1122@example.com", "<sip:bob@example.com>", "", false)]
    [DataRow("sip:999@example.com", "<sip:bob@example.com>", "", true, DisplayName = "configured")]
    [DataRow("sip:psap@example.com", "<urn:service:sos.fire>", "", true)]
    [DataRow("sip:psap@example.com", "<urn:service:sos>", "", true)]
    [DataRow("sip:bob@example.com", "<urn:service:sosial>", "", false)]
    [DataRow("sip:bob@example.com", "<sip:bob@example.com>", "Resource-Priority: esnet.1\r\n", true)]
    [DataRow("sip:bob@example.com", "<sip:bob@example.com>", "Resource-Priority: dsn.flash, wps.3\r\n", true)]
    [DataRow("sip:bob@example.com", "<sip:bob@example.com>", "Resource-Priority: dsn.flash\r\n", false)]
    [DataRow("sip:bob@example.com", "<sip:bob@example.com>", "", false)]
    public void What_is_urgent(string uri, string to, string headers, bool urgent)
    {
        Classifier classifier = new(new OverloadOptions { MoreEmergencyNumbers = ["999"] }, PeerTrust.Everybody);
        Assert.AreEqual(urgent ? Urgency.Urgent : Urgency.New, classifier.Of(Arrivals.Request("INVITE", to: to, uri: uri, headers: headers), GateHouse.Peer));
        Assert.AreEqual(Urgency.New, classifier.Of(Arrivals.Request("MESSAGE", to: to, uri: uri, headers: headers), GateHouse.Peer), "calls only");
        Assert.AreEqual(Urgency.InProgress, classifier.Of(Arrivals.Request("INVITE", toTag: "t", uri: uri, headers: headers), GateHouse.Peer));
    }

    [TestMethod]
    public void Priority_is_believed_of_trusted_peers_only()
    {
        Classifier classifier = new(new OverloadOptions(), new PeerTrust(new TrustOptions(), []));
        Assert.AreEqual(Urgency.New, classifier.Of(Arrivals.Request("INVITE", headers: "Resource-Priority: ets.0\r\n"), GateHouse.Peer));
        Assert.AreEqual(Urgency.Urgent, classifier.Of(Arrivals.Request("INVITE", uri: "sip:112@example.com"), GateHouse.Peer));
    }

    [TestMethod]
    public void A_503_costs_nothing_kept_and_its_ACK_goes_no_further()
    {
        GateHouse house = new();
        house.Rules.Drain();
        SipRequest invite = Arrivals.Request("INVITE", "x");
        Assert.AreEqual(Verdict.Refused, house.Offer(invite));
        (SipResponse first, SipEndpoint to) = house.Rules.Answers.Answer(invite, GateHouse.Peer, SipStatus.ServiceUnavailable, house.Gate.RetryAfter(invite));
        (SipResponse again, _) = house.Rules.Answers.Answer(invite, GateHouse.Peer, SipStatus.ServiceUnavailable, house.Gate.RetryAfter(invite));
        Assert.IsTrue(first.Bytes.Span.SequenceEqual(again.Bytes.Span), "a repetition gets the same answer, To tag included (RFC 3261 §8.2.7)");
        Assert.AreEqual(GateHouse.Peer, to);
        Assert.AreEqual(503, first.Status.Code);
        Assert.IsTrue(first.Length < invite.Length + 100);
        Assert.AreEqual(Verdict.Dropped, house.Offer("ACK", "x", first.To.Tag.ToString()));
        Assert.AreEqual(Verdict.Taken, house.Offer("ACK", "x", "0123456789abcdef"));
        Assert.AreEqual(1, house.Dropped(DropReason.AckOfRefusal));
        Assert.AreEqual(0, house.Gate.Remembered);
    }

    [TestMethod]
    public void Retry_After_is_spread_over_its_range()
    {
        GateHouse house = new();
        int[] seconds = [.. Enumerable.Range(0, 300).Select(i => house.Gate.RetryAfter(Arrivals.Request("INVITE", $"c{i}"))).Distinct().Order()];
        CollectionAssert.AreEqual(Enumerable.Range(2, 9).ToArray(), seconds);
    }

    [TestMethod]
    public void A_flood_gets_a_bounded_number_of_503_a_second_and_leaves_nothing_behind()
    {
        GateHouse house = new(new OverloadOptions { MaxNewWaiting = 50, MaxRefusalsPerSecond = 100 });
        Dictionary<Verdict, int> verdicts = Enumerable.Range(0, 20_000).Select(i => house.Offer("INVITE", $"f{i}")).GroupBy(verdict => verdict).ToDictionary(group => group.Key, group => group.Count());
        Assert.AreEqual(50, verdicts[Verdict.Taken]);
        Assert.AreEqual(100, verdicts[Verdict.Refused]);
        Assert.AreEqual(19_850, verdicts[Verdict.Dropped]);
        Assert.AreEqual(19_850, house.Dropped(DropReason.RefusalBudget));
        Assert.AreEqual(50, house.Gate.Remembered);
        Assert.AreEqual(50, house.Mailbox.BacklogAt(house.Now).Count);
    }

    [TestMethod]
    public void What_is_remembered_of_calls_let_in_is_bounded()
    {
        RecentRequests recent = new(1000, TimeSpan.FromSeconds(32));
        for (ulong i = 0; i < 100_000; i++) recent.Add(i, TimeSpan.FromMilliseconds(i));
        Assert.IsTrue(recent.Count <= 2000);
        Assert.IsTrue(recent.Contains(99_500));
        recent.Add(1_000_000, TimeSpan.FromSeconds(200));
        Assert.IsTrue(recent.Contains(99_999), "what came last is remembered over the turn");
        recent.Add(1_000_001, TimeSpan.FromSeconds(300));
        Assert.IsFalse(recent.Contains(99_999));
    }
}
