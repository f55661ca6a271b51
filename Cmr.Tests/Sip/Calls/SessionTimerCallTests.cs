using Cmr.Domain.Calls;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Session timers (RFC 4028), one on each leg.</summary>
[TestClass]
public sealed class SessionTimerCallTests
{
    private readonly CallWorld _world = new();

    [TestMethod]
    public void C57_Too_short_an_interval_gets_422_with_the_least_that_will_do()
    {
        Ask("60");
        _world.Call().RunToEnd();
        Assert.AreEqual(422, _world.Ann.Final!.Status.Code);
        Assert.AreEqual("90", _world.Ann.Final.Value(HeaderId.MinSE).ToString());
        Assert.IsNull(_world.Bob.Invite);
    }

    [TestMethod]
    public void C57_Each_leg_has_an_interval_and_a_refresher_of_its_own()
    {
        Ask("600;refresher=uas");
        Connect();
        Assert.AreEqual("600;refresher=uas", _world.Ann.Final!.Value(HeaderId.SessionExpires).ToString());
        Assert.IsTrue(_world.Ann.Final.Require.Contains("timer"u8));
        SipRequest invite = _world.Bob.Invite!;
        Assert.AreEqual("1800", invite.Value(HeaderId.SessionExpires).ToString());
        Assert.IsTrue(invite.Supported.Contains("timer"u8));
        Assert.IsFalse(invite.Has(HeaderId.MinSE), "90 is its default");
        _world.RunFor(301_000);
        Assert.AreEqual(1, Refreshes(_world.Ann.Requests(SipMethod.Update)).Count());
        Assert.IsEmpty(_world.Bob.Requests(SipMethod.Update));
    }

    [TestMethod]
    public void C57_Peers_without_timers_are_refreshed_at_half_the_interval_and_none_of_it_crosses()
    {
        Connect();
        Assert.AreEqual("1800;refresher=uas", _world.Ann.Final!.Value(HeaderId.SessionExpires).ToString());
        Assert.IsFalse(_world.Ann.Final.Require.Contains("timer"u8));
        int before = _world.Ann.Requests(SipMethod.Update).Count();
        _world.RunFor(890_000);
        Assert.AreEqual(before, _world.Ann.Requests(SipMethod.Update).Count(), "none before half the interval");
        _world.RunFor(2_000_000);
        foreach (Phone phone in new Phone[] { _world.Ann, _world.Bob })
        {
            SipRequest[] refreshes = [.. Refreshes(phone.Requests(SipMethod.Update))];
            Assert.HasCount(3, refreshes);
            Assert.IsTrue(refreshes.All(update => update.Value(HeaderId.SessionExpires).ToString() == "1800;refresher=uac" && update.Has(HeaderId.Contact)));
        }

        HangUp();
    }

    [TestMethod]
    public void No_early_UPDATE_speaks_of_timers()
    {
        Connect();
        SipRequest update = _world.Ann.Requests(SipMethod.Update).Single();
        Assert.IsTrue(update.HasSdp, "the switch at the answer");
        Assert.IsFalse(update.Has(HeaderId.SessionExpires));
        HangUp();
    }

    [TestMethod]
    public void A_peer_without_UPDATE_gets_a_re_INVITE_with_the_same_description()
    {
        _world.Bob.Allow = "INVITE, ACK, CANCEL, BYE";
        Connect();
        string before = _world.Bob.Invite!.Body.ToString();
        _world.RunFor(900_000);
        SipRequest refresh = _world.Bob.Requests(SipMethod.Invite).Single(request => !request.To.Tag.IsEmpty);
        Assert.AreEqual(before, refresh.Body.ToString(), "the version stays");
        Assert.IsTrue(_world.Bob.Requests(SipMethod.Ack).Any(ack => ack.CSeq.Number == refresh.CSeq.Number));
        HangUp();
    }

    [TestMethod]
    public void An_answer_to_a_refresh_that_moved_is_told_to_the_other_party()
    {
        _world.Bob.Allow = "INVITE, ACK, CANCEL, BYE";
        Connect();
        _world.RunFor(901_000);
        SipRequest told = _world.Ann.Requests(SipMethod.Invite).Single();
        Assert.AreEqual("2", Phone.SessionOf(_world.Ann.Requests(SipMethod.Update).First())!.Origin!.Value.Version.ToString());
        Assert.AreEqual(50000, Phone.SessionOf(told)!.Media[0].Port);
        HangUp();
    }

    [TestMethod]
    [DataRow(405)]
    [DataRow(501)]
    public void A_peer_that_lists_UPDATE_and_refuses_it_gets_a_re_INVITE(int status)
    {
        Connect();
        _world.Ann.UpdateAnswers.Enqueue(status);
        _world.RunFor(900_000);
        Assert.AreEqual(1, _world.Ann.Requests(SipMethod.Invite).Count());
        HangUp();
    }

    [TestMethod]
    public void A_422_of_the_called_side_is_met_with_a_longer_interval_and_the_caller_hears_nothing_of_it()
    {
        int invites = 0;
        _world.Ann.TalkTime = Ms(2000);
        _world.WhenCalled(bob => bob.Refuse(Ms(20), 422, response => response.Set(HeaderId.MinSE, "3600")));
        _world.Network.Drop = datagram =>
        {
            // The phone takes one INVITE only; the second one finds another
            bool second = datagram.Destination == _world.Bob.Endpoint && datagram.FirstLine.StartsWith("INVITE", StringComparison.Ordinal) && invites++ > 0;
            return second;
        };
        _world.Call().RunFor(100);
        SipRequest[] sent = [.. _world.Sent("10.0.0.9", "10.0.0.2", "INVITE").Select(Read)];
        Assert.HasCount(2, sent);
        Assert.AreEqual(sent[0].CallId, sent[1].CallId);
        Assert.AreEqual(sent[0].From.Tag, sent[1].From.Tag);
        Assert.AreEqual(2u, sent[1].CSeq.Number);
        Assert.AreEqual("3600", sent[1].Value(HeaderId.SessionExpires).ToString());
        Assert.AreEqual("3600", sent[1].Value(HeaderId.MinSE).ToString());
        Assert.AreEqual(sent[0].Body, sent[1].Body);
        Assert.IsNull(_world.Ann.Final);
        _world.Ann.GiveUp();
        _world.RunToEnd();
        Assert.AreEqual(487, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void A_422_that_names_no_interval_ends_as_a_failure_of_ours()
    {
        _world.WhenCalled(bob => bob.Refuse(Ms(20), 422)).Call().RunToEnd();
        Assert.AreEqual(500, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void A_refresher_that_does_not_refresh_loses_the_call_shortly_before_the_interval_ends()
    {
        Ask("600");
        Connect();
        TimeSpan answered = _world.Ann.TimeOf(_world.Ann.Final!);
        _world.RunToEnd();
        SipRequest bye = _world.Ann.Requests(SipMethod.Bye).Single();
        Assert.AreEqual(568, (_world.Ann.TimeOf(bye) - answered).TotalSeconds, 0.5);
        StringAssert.Contains(bye.Value(HeaderId.Reason).ToString(), "Session expired");
        Assert.IsTrue(_world.Bob.SawBye);
        Assert.AreEqual(CallOutcome.Answered, _world.Report.Outcome);
    }

    [TestMethod]
    public void An_UPDATE_that_only_refreshes_is_answered_here()
    {
        Ask("600");
        Connect();
        _world.RunFor(300_000);
        _world.Ann.Request(SipMethod.Update, dress: request => request.Set(HeaderId.Supported, "timer").Set(HeaderId.SessionExpires, "600;refresher=uac"));
        _world.RunFor(1000);
        SipResponse ok = _world.Ann.Responses(SipMethod.Update, 200).Single();
        Assert.AreEqual("600;refresher=uac", ok.Value(HeaderId.SessionExpires).ToString());
        Assert.IsTrue(ok.Require.Contains("timer"u8));
        Assert.IsEmpty(_world.Bob.Requests(SipMethod.Update));
        _world.RunFor(500_000);
        Assert.IsFalse(_world.Ann.SawBye, "the interval began anew");
        _world.RunToEnd();
        Assert.IsTrue(_world.Ann.SawBye);
    }

    [TestMethod]
    public void A_re_INVITE_that_repeats_its_offer_is_answered_here_with_the_same_answer()
    {
        _world.Ann.EarlyMedia = null; // a relayed call: the description of the 2xx is the answer
        Ask("600");
        Connect();
        _world.Ann.Request(SipMethod.Invite, _world.Ann.Offer, request => request.Set(HeaderId.Supported, "timer").Set(HeaderId.SessionExpires, "600"));
        _world.RunFor(1000);
        SipResponse ok = _world.Ann.Responses(SipMethod.Invite, 200).Single(response => response.CSeq.Number > 1);
        Assert.AreEqual(_world.Ann.Final!.Body.ToString(), ok.Body.ToString());
        Assert.AreEqual("600;refresher=uac", ok.Value(HeaderId.SessionExpires).ToString());
        Assert.AreEqual(1, _world.Bob.Requests(SipMethod.Invite).Count());
        _world.RunFor(40_000);
        Assert.IsFalse(_world.Ann.SawBye, "its ACK was taken");
        HangUp();
    }

    [TestMethod]
    public void A_re_INVITE_that_changes_something_crosses_with_the_interval_of_each_leg()
    {
        Ask("600");
        Connect();
        _world.Ann.Request(SipMethod.Invite, _world.Ann.Describe(5, 46000), request => request.Set(HeaderId.Supported, "timer").Set(HeaderId.SessionExpires, "700;refresher=uac"));
        _world.RunFor(1000);
        SipRequest copy = _world.Bob.Requests(SipMethod.Invite).Single(request => !request.To.Tag.IsEmpty);
        Assert.AreEqual("1800;refresher=uac", copy.Value(HeaderId.SessionExpires).ToString());
        Assert.AreEqual("700;refresher=uac", _world.Ann.Responses(SipMethod.Invite, 200).Last().Value(HeaderId.SessionExpires).ToString());
        HangUp();
    }

    [TestMethod]
    public void An_UPDATE_that_names_another_identity_crosses()
    {
        Connect();
        _world.Bob.Request(SipMethod.Update, dress: request => request.Set(HeaderId.SessionExpires, "1800").Set(HeaderId.PAssertedIdentity, "<sip:carol@b.example>"));
        _world.RunFor(1000);
        Assert.AreEqual(1, _world.Ann.Requests(SipMethod.Update).Count(update => update.Has(HeaderId.PAssertedIdentity)));
        HangUp();
    }

    [TestMethod]
    public void Too_short_an_interval_in_the_call_gets_422_too()
    {
        Connect();
        _world.Ann.Request(SipMethod.Update, dress: request => request.Set(HeaderId.Supported, "timer").Set(HeaderId.SessionExpires, "30"));
        _world.RunFor(1000);
        Assert.AreEqual("90", _world.Ann.Responses(SipMethod.Update, 422).Single().Value(HeaderId.MinSE).ToString());
        HangUp();
    }

    [TestMethod]
    public void A_party_that_is_gone_is_noticed_by_the_refresh_and_the_other_one_is_hung_up()
    {
        Connect();
        _world.Network.Drop = datagram => datagram.Source == _world.Bob.Endpoint;
        _world.RunFor(960_000);
        Assert.IsTrue(_world.Ann.SawBye);
        StringAssert.Contains(_world.Ann.Requests(SipMethod.Bye).Single().Value(HeaderId.Reason).ToString(), "cause=408");
        _world.RunToEnd();
    }

    [TestMethod]
    [DataRow(481, true)]
    [DataRow(408, true)]
    [DataRow(404, true)]
    [DataRow(491, false)]
    [DataRow(500, false)]
    [DataRow(488, false)]
    public void A_refused_refresh_ends_the_call_or_is_tried_again(int status, bool ends)
    {
        Connect();
        _world.Ann.UpdateAnswers.Enqueue(status);
        _world.RunFor(960_000);
        Assert.AreEqual(ends, _world.Bob.SawBye);
        Assert.AreEqual(ends ? 1 : 2, Refreshes(_world.Ann.Requests(SipMethod.Update)).Count());
        if (!ends) HangUp();
    }

    [TestMethod]
    public void Switched_off_no_timer_runs_until_a_peer_wants_one()
    {
        CallWorld world = new(1, new CallOptions { SessionTimer = new SessionTimerOptions { Interval = TimeSpan.Zero } });
        world.WithUsualCall();
        world.Ann.TalkTime = null;
        world.Call().RunFor(4000);
        Assert.IsFalse(world.Bob.Invite!.Has(HeaderId.SessionExpires));
        Assert.IsFalse(world.Ann.Final!.Has(HeaderId.SessionExpires));
        world.RunFor(3_000_000);
        Assert.IsFalse(world.Ann.SawBye);
        world.Ann.HangUp();
        world.RunToEnd();
    }

    private static SipRequest Read(Support.Simulation.SimulatedDatagram datagram)
    {
        SipMessage.TryRead(datagram.Bytes.Span, SipLimits.Default, out SipMessage? message);
        return (SipRequest)message!;
    }

    private static IEnumerable<SipRequest> Refreshes(IEnumerable<SipRequest> updates) => updates.Where(update => update.Body.IsEmpty && update.Has(HeaderId.SessionExpires));

    private void Ask(string interval)
    {
        _world.Ann.Supported = "100rel, timer";
        _world.Ann.Dress = invite => invite.Set(HeaderId.SessionExpires, interval);
    }

    private void Connect()
    {
        _world.WithUsualCall();
        _world.Ann.TalkTime = null;
        _world.Call().RunFor(4000);
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    private void HangUp()
    {
        _world.Ann.HangUp();
        _world.RunToEnd();
    }
}
