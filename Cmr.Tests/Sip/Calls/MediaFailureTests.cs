using Cmr.Contracts.MediaControl;
using Cmr.Domain.Choosing;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>No failure of the presentation may fail, alter or noticeably delay the call.</summary>
[TestClass]
public sealed class MediaFailureTests
{
    private readonly CallWorld _world = new();

    [TestMethod]
    [DataRow(MediaFailureReason.Unreachable)]
    [DataRow(MediaFailureReason.NoCommonFormat)]
    [DataRow(MediaFailureReason.ContentUnavailable)]
    [DataRow(MediaFailureReason.NoCapacity)]
    public void C56_A_worker_that_cannot_leaves_the_180_as_it_was(MediaFailureReason reason)
    {
        _world.Node.Media.Failure = reason;
        _world.WithUsualCall().Call().RunToEnd();
        AssertRelayedWithin(Ms(50));
        Assert.AreEqual($"relay: media: {reason}", _world.Report.Mode);
    }

    [TestMethod]
    public void C56_A_silent_worker_delays_the_180_by_its_budget_at_most()
    {
        _world.Node.Media.Delay = null;
        _world.WithUsualCall().Call();
        _world.Network.RunUntilIdle();
        AssertRelayedWithin(Ms(500 + 20));
    }

    [TestMethod]
    public void A_worker_that_is_ready_too_late_is_released()
    {
        _world.Node.Media.Delay = Ms(700);
        _world.WithUsualCall().Call().RunToEnd();
        AssertRelayedWithin(Ms(520));
        Assert.AreEqual(typeof(ReleaseMedia), _world.MediaCommands.Last().GetType());
    }

    [TestMethod]
    public void Several_18x_held_back_for_a_worker_that_fails_pass_in_order()
    {
        _world.Node.Media.Delay = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50));
            bob.Ring(180, Ms(150));
            bob.Answer(Ms(3000), bob.Describe());
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call();
        _world.Network.RunUntilIdle();
        CollectionAssert.AreEqual(new[] { 183, 180 }, _world.Ann.Heard.Select(heard => heard.Message).OfType<SipResponse>().Where(response => response.Status.Code is 180 or 183).Select(response => response.Status.Code).ToArray());
    }

    [TestMethod]
    public void A_called_party_quicker_than_the_worker_is_connected_at_once()
    {
        _world.Node.Media.Delay = Ms(300);
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(200), bob.Describe());
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        Assert.IsTrue(_world.Ann.Final!.HasSdp);
        Assert.AreEqual(0, _world.SentToAnn("UPDATE"));
    }

    [TestMethod]
    public void A_choice_that_fails_or_is_empty_leaves_the_180_as_it_was()
    {
        _world.Node.Choice = null;
        _world.WithUsualCall().Call().RunToEnd();
        AssertRelayedWithin(Ms(50));
        Assert.AreEqual("relay: choice unavailable", _world.Report.Mode);
        CallWorld empty = new(2);
        empty.Node.Choice = new ChoiceReply(RingingChoice.None, Subscribed: false);
        empty.WithUsualCall().Call().RunToEnd();
        Assert.AreEqual("relay: nothing chosen", empty.Report.Mode);
    }

    [TestMethod]
    public void A_choice_that_never_comes_costs_its_budget_at_most()
    {
        _world.Node.ChoiceDelay = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(10));
            bob.Answer(Ms(3000), bob.Describe());
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        AssertRelayedWithin(Ms(420));
    }

    [TestMethod]
    public void E28_A_worker_that_dies_while_playing_hands_the_ringing_back_and_the_answer_still_moves_the_session()
    {
        _world.WithUsualCall().Call().RunFor(1000);
        _world.Node.Tell(new MediaFailed(_world.Node.Media.Opened[0].SessionId, null, MediaFailureReason.Unreachable, "simulated"));
        _world.RunFor(500);
        SipResponse ringing = _world.Ann.Responses(SipMethod.Invite, 180).Last();
        Assert.AreEqual(EarlyMediaDirection.Inactive, ringing.PEarlyMedia!.Value.Direction);
        Assert.IsNotNull(ringing.RSeq);
        _world.RunToEnd();
        Assert.AreEqual(1, _world.SentToAnn("UPDATE"));
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void The_question_names_both_parties_and_whether_the_caller_hides()
    {
        _world.Ann.Dress = invite => invite.Set(HeaderId.PAssertedIdentity, "<tel:+4915155>").Set(HeaderId.Privacy, "id");
        _world.WithUsualCall().Call().RunToEnd();
        ChoiceQuestion question = _world.Node.Questions.Single();
        Assert.AreEqual(Called, question.Called);
        Assert.AreEqual("tel:+4915155", question.Caller);
        Assert.IsTrue(question.CallerHidden);
        Assert.AreEqual(2, question.Encodings.Length);
    }

    private void AssertRelayedWithin(TimeSpan patience)
    {
        TimeSpan sent = _world.Sent("10.0.0.2", "10.0.0.9", "SIP/2.0 180").First().SentAt + _world.Network.Latency;
        TimeSpan relayed = _world.Sent("10.0.0.9", "10.0.0.1", "SIP/2.0 180").First().SentAt;
        Assert.IsTrue(relayed - sent <= patience, $"{relayed - sent}");
        Assert.IsFalse(_world.Ann.Responses(SipMethod.Invite, 180).First().HasSdp);
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Ann.Final.HasSdp);
    }
}
