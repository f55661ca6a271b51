using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Requests within an answered call, from either side.</summary>
[TestClass]
public sealed class MidCallTests
{
    private readonly CallWorld _world = new CallWorld().WithUsualCall();

    [TestInitialize]
    public void Connect()
    {
        _world.Ann.TalkTime = TimeSpan.FromSeconds(20);
        _world.Call().RunFor(4000);
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    [DataRow("INFO")]
    [DataRow("MESSAGE")]
    [DataRow("REFER")]
    [DataRow("NOTIFY")]
    [DataRow("OPTIONS")]
    [DataRow("X-NEW")]
    public void Any_method_passes_both_ways_with_its_headers_and_body(string name)
    {
        SipMethod method = SipMethod.Of(name);
        _world.Ann.Request(method, dress: request => request.Set("X-Note", "hello").WithBody("text/plain", "hi"));
        _world.RunFor(500);
        SipRequest relayed = _world.Bob.Requests(method).Single();
        Assert.IsTrue(relayed.TryGet("X-Note"u8, out HeaderRow row) && row.Value.ToString() == "hello");
        Assert.AreEqual("hi", relayed.Body.ToString());
        Assert.AreEqual(1, _world.Ann.Responses(method, 200).Count());
        _world.Bob.Request(method);
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Requests(method).Count());
        Assert.AreEqual(1, _world.Bob.Responses(method, 200).Count());
    }

    [TestMethod]
    public void A_re_INVITE_of_the_caller_passes_with_our_next_version_and_is_acknowledged()
    {
        SdpDescription before = Phone.SessionOf(_world.Bob.Invite!)!;
        _world.Ann.Request(SipMethod.Invite, _world.Ann.Describe(5, 46000));
        _world.RunToEnd();
        SipRequest reinvite = _world.Bob.Requests(SipMethod.Invite).Single(request => !request.To.Tag.IsEmpty);
        SdpDescription after = Phone.SessionOf(reinvite)!;
        Assert.AreEqual(46000, after.Media[0].Port);
        Assert.AreEqual(before.Origin!.Value.SessionId, after.Origin!.Value.SessionId);
        Assert.AreEqual("2", after.Origin.Value.Version.ToString());
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Invite, 200).Count(response => response.CSeq.Number > 1));
        Assert.IsTrue(_world.Bob.Requests(SipMethod.Ack).Any(ack => ack.CSeq.Number == reinvite.CSeq.Number));
    }

    [TestMethod]
    public void A_re_INVITE_of_the_called_party_passes_too()
    {
        _world.Bob.Request(SipMethod.Invite, _world.Bob.Describe(5, 56000));
        _world.RunToEnd();
        Assert.AreEqual(56000, Phone.SessionOf(_world.Ann.Requests(SipMethod.Invite).Single())!.Media[0].Port);
        Assert.AreEqual(1, _world.Bob.Responses(SipMethod.Invite, 200).Count());
    }

    [TestMethod]
    public void A_re_INVITE_without_offer_brings_the_offer_back_and_the_answer_over()
    {
        _world.Bob.AckDelay = Ms(200);
        _world.Bob.Request(SipMethod.Invite);
        _world.RunFor(150);
        Assert.AreEqual(47000, Phone.SessionOf(_world.Bob.Responses(SipMethod.Invite, 200).Single())!.Media[0].Port);
        Assert.IsEmpty(_world.Ann.Requests(SipMethod.Ack), "our ACK waits for the answer");
        _world.RunToEnd();
        Assert.AreEqual(57000, Phone.SessionOf(_world.Ann.Requests(SipMethod.Ack).First())!.Media[0].Port);
    }

    [TestMethod]
    public void Re_INVITEs_that_cross_get_491()
    {
        _world.Network.Latency = Ms(50);
        _world.Ann.Request(SipMethod.Invite, _world.Ann.Describe(5, 46000));
        _world.Bob.Request(SipMethod.Invite, _world.Bob.Describe(5, 56000));
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Invite, 491).Count() + _world.Bob.Responses(SipMethod.Invite, 491).Count());
    }

    [TestMethod]
    public void A_stale_CSeq_gets_500()
    {
        _world.Ann.Request(SipMethod.Info, dress: request => request.Set(HeaderId.CSeq, "1 INFO"));
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Info, 500).Count());
    }

    [TestMethod]
    [DataRow(true, 491)]
    [DataRow(false, 500)]
    public void Nobody_is_asked_for_an_offer_while_one_is_open(bool byCaller, int status)
    {
        _world.Ann.UpdateDelay = Ms(800);
        _world.Bob.Request(SipMethod.Update, _world.Bob.Describe(5, 56000));
        _world.RunFor(200);
        if (byCaller) _world.Ann.Request(SipMethod.Invite);
        else _world.Bob.Request(SipMethod.Invite);
        _world.RunToEnd();
        Assert.AreEqual(1, (byCaller ? _world.Ann.Responses(SipMethod.Invite, status) : _world.Bob.Responses(SipMethod.Invite, status)).Count());
        Assert.AreEqual(1, _world.Bob.Responses(SipMethod.Update, 200).Count());
    }

    [TestMethod]
    public void A_PRACK_in_an_answered_call_gets_481()
    {
        _world.Ann.Prack(_world.Ann.Final!, 1);
        _world.Bob.Request(SipMethod.Prack, dress: request => request.Set(HeaderId.RAck, "1 1 INVITE"));
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Prack, 481).Count());
        Assert.AreEqual(1, _world.Bob.Responses(SipMethod.Prack, 481).Count());
    }

    [TestMethod]
    public void A_request_after_the_end_gets_481()
    {
        _world.Ann.HangUp();
        _world.RunFor(100);
        _world.Ann.Request(SipMethod.Info);
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Info, 481).Count());
    }

    [TestMethod]
    [DataRow("INFO", 481, true)]
    [DataRow("INFO", 415, false)]
    [DataRow("MESSAGE", 481, false)]
    public void A_party_that_knows_nothing_of_the_call_any_more_ends_it(string name, int status, bool ends)
    {
        SipMethod method = SipMethod.Of(name);
        _world.Bob.Request(method);
        _world.Ann.Refusals[method] = status;
        _world.RunFor(2000);
        Assert.AreEqual(1, _world.Bob.Responses(method, status).Count());
        Assert.AreEqual(ends, _world.Bob.SawBye);
        _world.RunToEnd();
    }

    [TestMethod]
    public void A_request_that_is_never_answered_ends_the_call_and_its_sender_gets_no_408()
    {
        CallWorld world = new CallWorld().WithUsualCall();
        world.Ann.TalkTime = null;
        world.Call().RunFor(4000);
        world.Network.Drop = datagram => datagram.Destination == world.Bob.Endpoint;
        world.Ann.Request(SipMethod.Info);
        world.RunToEnd();
        Assert.IsTrue(world.SentToBob("INFO") > 5);
        Assert.IsTrue(world.Ann.SawBye);
        Assert.IsEmpty(world.Ann.Responses(SipMethod.Info, 408));
    }

    [TestMethod]
    public void A_request_that_the_other_side_never_answers_is_answered_when_the_call_ends()
    {
        _world.Network.Drop = datagram => datagram.Destination == _world.Bob.Endpoint && datagram.FirstLine.StartsWith("INFO", StringComparison.Ordinal);
        _world.Ann.TalkTime = null;
        _world.Ann.Request(SipMethod.Info);
        _world.RunFor(15_000);
        Assert.IsTrue(_world.SentToBob("INFO") > 5);
        _world.Ann.HangUp();
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Info, 481).Count(), "nothing stays unanswered when the call ends");
    }
}
