using Cmr.Contracts.MediaControl;
using Cmr.Domain.Calls;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Every way in which a call can end.</summary>
[TestClass]
public sealed class CallEndTests
{
    private readonly CallWorld _world = new();

    [TestMethod]
    public void C34_CANCEL_while_the_tone_plays_ends_everything_within_100_ms()
    {
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunFor(2000);
        _world.Ann.GiveUp("SIP;cause=200;text=\"Call completed elsewhere\"");
        _world.RunFor(100);
        Assert.AreEqual(0, _world.Node.Media.Playing.Count);
        _world.RunToEnd();
        Assert.AreEqual(487, _world.Ann.Final!.Status.Code);
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Cancel, 200).Count());
        Assert.AreEqual(_world.TonedProgress().To.Tag, _world.Ann.Final.To.Tag);
        Assert.IsTrue(_world.Bob.WasCancelled);
        Assert.AreEqual("SIP;cause=200;text=\"Call completed elsewhere\"", _world.Bob.Requests(SipMethod.Cancel).Single().Value(HeaderId.Reason).ToString());
        Assert.AreEqual(CallOutcome.Cancelled, _world.Report.Outcome);
    }

    [TestMethod]
    public void C35_A_CANCEL_that_crosses_the_answer_ends_with_487_here_and_ACK_and_BYE_there()
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(1985), bob.Describe());
        }).Call().RunFor(1990);
        _world.Ann.GiveUp();
        _world.RunToEnd();
        Assert.AreEqual(487, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.HasAck);
        Assert.IsTrue(_world.Bob.SawBye);
    }

    [TestMethod]
    public void A_CANCEL_before_the_called_side_said_anything_waits_for_its_first_response()
    {
        _world.WhenCalled(_ => { });
        _world.Network.Drop = datagram => datagram.Source == _world.Bob.Endpoint && datagram.SentAt < Ms(900);
        _world.Call().RunFor(50);
        _world.Ann.GiveUp();
        _world.RunToEnd();
        Assert.AreEqual(487, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.WasCancelled);
    }

    [TestMethod]
    [DataRow(486, CallOutcome.Busy)]
    [DataRow(600, CallOutcome.Busy)]
    [DataRow(404, CallOutcome.Rejected)]
    [DataRow(408, CallOutcome.NoAnswer)]
    [DataRow(480, CallOutcome.NoAnswer)]
    [DataRow(503, CallOutcome.Failed)]
    public void C36_A_refusal_reaches_the_caller_with_its_headers_and_silences_the_tone(int status, CallOutcome outcome)
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Refuse(Ms(2000), status, response => response.Set(HeaderId.RetryAfter, "30").Set(HeaderId.Warning, "399 b \"no\"").Set(HeaderId.Reason, "Q.850;cause=17"));
        }).Call().RunToEnd();
        SipResponse final = _world.Ann.Final!;
        Assert.AreEqual(status, final.Status.Code);
        Assert.AreEqual("30", final.Value(HeaderId.RetryAfter).ToString());
        Assert.AreEqual("399 b \"no\"", final.Value(HeaderId.Warning).ToString());
        Assert.AreEqual("Q.850;cause=17", final.Value(HeaderId.Reason).ToString());
        Assert.AreEqual(outcome, _world.Report.Outcome);
        Assert.AreEqual(typeof(ReleaseMedia), _world.MediaCommands.Last().GetType());
    }

    [TestMethod]
    public void E4_A_redirection_keeps_its_contacts()
    {
        _world.WhenCalled(bob => bob.Refuse(Ms(50), 302, response => response.Set(HeaderId.Contact, "<sip:elsewhere@example.com>"))).Call().RunToEnd();
        Assert.AreEqual(302, _world.Ann.Final!.Status.Code);
        Assert.AreEqual("<sip:elsewhere@example.com>", _world.Ann.Final.Value(HeaderId.Contact).ToString());
    }

    [TestMethod]
    [DataRow(401, HeaderId.WwwAuthenticate)]
    [DataRow(407, HeaderId.ProxyAuthenticate)]
    public void Challenges_pass_through(int status, HeaderId header)
    {
        _world.WhenCalled(bob => bob.Refuse(Ms(50), status, response => response.Set(header, "Digest realm=\"b\", nonce=\"1\""))).Call().RunToEnd();
        Assert.AreEqual(status, _world.Ann.Final!.Status.Code);
        Assert.AreEqual("Digest realm=\"b\", nonce=\"1\"", _world.Ann.Final.Value(header).ToString());
    }

    [TestMethod]
    public void C37_Nobody_answers_the_called_party_is_cancelled_and_the_caller_told_so()
    {
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunToEnd();
        Assert.AreEqual(480, _world.Ann.Final!.Status.Code);
        Assert.AreEqual("Q.850;cause=19", _world.Ann.Final.Value(HeaderId.Reason).ToString());
        Assert.IsTrue(_world.Bob.WasCancelled);
        StringAssert.StartsWith(_world.Bob.Requests(SipMethod.Cancel).Single().Value(HeaderId.Reason).ToString(), "SIP;cause=408");
        Assert.AreEqual(120, _world.Ann.TimeOf(_world.Ann.Final).TotalSeconds, 0.1);
        Assert.AreEqual(CallOutcome.NoAnswer, _world.Report.Outcome);
    }

    [TestMethod]
    public void C27_An_unacknowledged_18x_is_repeated_without_cap_and_then_the_call_fails()
    {
        _world.Ann.PrackDelay = null;
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunToEnd();
        List<double> sent = [.. _world.Sent("10.0.0.9", "10.0.0.1", "SIP/2.0 180").Select(datagram => datagram.SentAt.TotalSeconds)];
        CollectionAssert.AreEqual(new[] { 0.5, 1, 2, 4, 8, 16 }, sent.Zip(sent.Skip(1), (a, b) => Math.Round(b - a, 3)).ToArray());
        Assert.AreEqual(500, _world.Ann.Final!.Status.Code);
        Assert.AreEqual(32, _world.Ann.TimeOf(_world.Ann.Final).TotalSeconds - sent[0], 0.1);
        Assert.IsTrue(_world.Bob.WasCancelled);
    }

    [TestMethod]
    public void E2_A_BYE_on_the_early_dialog_abandons_the_call()
    {
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunFor(1000);
        _world.Ann.Request(SipMethod.Bye);
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Bye, 200).Count());
        Assert.AreEqual(487, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.WasCancelled);
    }

    [TestMethod]
    public void E3_A_CANCEL_after_the_answer_gets_200_and_has_no_effect()
    {
        _world.WithUsualCall().Call().RunFor(3150);
        Assert.IsNotNull(_world.Ann.Final);
        SipRequest invite = _world.Ann.Transaction!.Request;
        _world.Inject(SipRequest.Create(SipMethod.Cancel, invite.Uri).Copy(invite, HeaderId.Via).Copy(invite, HeaderId.From).Copy(invite, HeaderId.To).Copy(invite, HeaderId.CallId).WithCSeq(1).Build());
        _world.RunFor(200);
        Assert.AreEqual(1, _world.Sent("10.0.0.9", "10.0.0.1", "SIP/2.0 200").Count(datagram => Is(datagram, "CANCEL")));
        _world.RunToEnd();
        Assert.IsFalse(_world.Bob.WasCancelled);
        Assert.AreEqual(CallOutcome.Answered, _world.Report.Outcome);
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Bye, 200).Count(), "the call lived until its BYE");
    }

    [TestMethod]
    public void E25_A_200_without_ACK_is_repeated_and_then_both_are_hung_up()
    {
        _world.Ann.Acknowledges = false;
        _world.WithUsualCall().Call().RunToEnd();
        List<double> sent = [.. _world.Sent("10.0.0.9", "10.0.0.1", "SIP/2.0 200").Where(datagram => Is(datagram, "INVITE")).Select(datagram => datagram.SentAt.TotalSeconds)];
        CollectionAssert.AreEqual(new[] { 0.5, 1, 2, 4, 4, 4, 4, 4, 4, 4 }, sent.Zip(sent.Skip(1), (a, b) => Math.Round(b - a, 3)).ToArray());
        Assert.IsTrue(_world.Ann.SawBye);
        Assert.IsTrue(_world.Bob.SawBye);
    }

    [TestMethod]
    public void The_called_party_hangs_up_and_the_caller_gets_BYE_with_the_reason()
    {
        _world.WithUsualCall();
        _world.Ann.TalkTime = null;
        _world.Call().RunFor(5000);
        _world.Bob.Request(SipMethod.Bye, dress: bye => bye.Set(HeaderId.Reason, "Q.850;cause=16"));
        _world.RunToEnd();
        Assert.AreEqual("Q.850;cause=16", _world.Ann.Requests(SipMethod.Bye).Single().Value(HeaderId.Reason).ToString());
        Assert.AreEqual(CallOutcome.Answered, _world.Report.Outcome);
    }

    [TestMethod]
    public void The_called_party_hangs_up_before_the_caller_was_connected()
    {
        _world.Ann.UpdateDelay = Ms(3000);
        _world.WithUsualCall().Call().RunFor(3500);
        _world.Bob.HangUp();
        _world.RunToEnd();
        Assert.AreEqual(480, _world.Ann.Final!.Status.Code);
        Assert.AreEqual(1, _world.Bob.Responses(SipMethod.Bye, 200).Count());
    }

    [TestMethod]
    public void A_BYE_to_the_caller_waits_for_its_ACK()
    {
        _world.Network.Drop = datagram => datagram.FirstLine.StartsWith("ACK", StringComparison.Ordinal) && datagram.Source == _world.Ann.Endpoint && datagram.SentAt < Ms(5000);
        _world.WithUsualCall();
        _world.Ann.TalkTime = null;
        _world.Call().RunFor(3500);
        _world.Bob.HangUp();
        _world.RunToEnd();
        TimeSpan ack = _world.Sent("10.0.0.1", "10.0.0.9", "ACK").First(datagram => datagram.Copies > 0).SentAt;
        Assert.IsTrue(_world.Sent("10.0.0.9", "10.0.0.1", "BYE").First().SentAt > ack);
    }

    [TestMethod]
    public void A_BYE_that_is_never_answered_still_ends_the_call()
    {
        _world.WithUsualCall().Call().RunFor(7000);
        _world.Network.Drop = datagram => datagram.Source == _world.Bob.Endpoint;
        _world.RunToEnd();
        Assert.IsTrue(_world.SentToBob("BYE") > 5);
    }

    [TestMethod]
    public void A_called_side_that_is_silent_becomes_408_counts_as_a_failure_and_is_named_once()
    {
        _world.Network.Drop = datagram => datagram.Destination == _world.Bob.Endpoint;
        _world.Call().RunFor(10);
        CallerPhone second = new(_world.Network, "10.0.0.3", _world.Node.Endpoint);
        second.Call(Called);
        _world.RunToEnd();
        Assert.AreEqual(408, _world.Ann.Final!.Status.Code);
        CollectionAssert.AreEqual(new[] { CallOutcome.Failed, CallOutcome.Failed }, _world.Node.Reports.ConvertAll(report => report.Outcome));
        CollectionAssert.AreEqual(new[] { _world.Bob.Endpoint }, _world.Node.Died.ConvertAll(target => target with { Listener = 0 }));
    }

    [TestMethod]
    public void Stopping_refuses_new_calls_and_hangs_up_running_ones()
    {
        _world.WithUsualCall();
        _world.Ann.TalkTime = null;
        _world.Call().RunFor(5000);
        CallerPhone late = new(_world.Network, "10.0.0.3", _world.Node.Endpoint);
        _world.Node.Step(new EngineInput.CloseAdmission());
        late.Call(Called);
        _world.RunFor(1000);
        Assert.AreEqual(503, late.Final!.Status.Code);
        Assert.IsTrue(late.Final.Has(HeaderId.RetryAfter));
        _world.Node.Step(new EngineInput.HangUpAll());
        _world.RunToEnd();
        Assert.IsTrue(_world.Ann.SawBye && _world.Bob.SawBye);
    }

    [TestMethod]
    public void E26_A_called_party_that_never_rings_keeps_the_call_alive_with_18x()
    {
        CallWorld world = new(3, new CallOptions { NoAnswerTimeout = TimeSpan.FromSeconds(170) });
        world.WhenCalled(bob => bob.Ring(183, Ms(50), body: bob.Describe(), dress: response => response.Set(HeaderId.PEarlyMedia, "sendrecv"))).Call().RunToEnd();
        List<double> sent = [.. world.Sent("10.0.0.9", "10.0.0.1", "SIP/2.0 183").Select(datagram => Math.Round(datagram.SentAt.TotalSeconds))];
        CollectionAssert.AreEqual(new double[] { 0, 60, 120 }, sent);
    }

    private static bool Is(Support.Simulation.SimulatedDatagram datagram, string method) =>
        SipMessage.TryRead(datagram.Bytes.Span, SipLimits.Default, out SipMessage? message).IsComplete && message!.CSeq.Method.ToString() == method;
}
