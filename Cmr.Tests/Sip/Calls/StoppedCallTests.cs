using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Presentation control: the caller stops what it hears (OMA AD flow B.2, 3GPP TS 24.182 §4.5.5.3.5). Whatever the moment, the call itself is not touched.</summary>
[TestClass]
public sealed class StoppedCallTests
{
    private readonly CallWorld _world = new();

    [TestMethod]
    public void A_stop_ends_the_tone_and_hands_ringback_back_to_the_phone()
    {
        _world.WithUsualCall().Call().RunFor(1000).Stop().RunFor(500);
        Assert.IsEmpty(_world.Node.Media.Playing);
        Assert.HasCount(1, _world.Node.Media.Open, "the session stays, for the ports are in the caller's description");
        SipResponse handedBack = _world.Ann.Heard.Select(heard => heard.Message).OfType<SipResponse>().Last(response => response.CSeq.Method == SipMethod.Invite);
        Assert.AreEqual(180, handedBack.Status.Code);
        Assert.IsTrue(handedBack.Require.Contains("100rel"u8));
        Assert.AreEqual(EarlyMediaDirection.Inactive, handedBack.PEarlyMedia!.Value.Direction);
        Assert.IsTrue(handedBack.Body.IsEmpty, "the session is not described again");
        CollectionAssert.AreEqual(new[] { true }, _world.Node.StopAnswers);
        Assert.IsEmpty(_world.Node.Presented);
    }

    [TestMethod]
    public void A_stopped_call_is_answered_like_any_other()
    {
        _world.WithUsualCall().Call().RunFor(1000).Stop().RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Ann.Final!.Body.IsEmpty);
        Assert.AreEqual(1, _world.SentToAnn("UPDATE"), "the caller's session still pointed to the worker");
        Assert.HasCount(1, _world.MediaCommands.OfType<StopMedia>());
        Assert.AreEqual("GW-U, stopped by the caller", _world.Report.Mode);
        Assert.IsFalse(_world.Report.PresentationFailed);
        Assert.AreEqual(Ms(1000), _world.Report.PresentationEndedAt);
    }

    [TestMethod]
    public void C49_The_default_resource_plays_with_unchanged_description()
    {
        _world.Node.Choice = WithDefault();
        _world.WithUsualCall().Call().RunFor(1000).Stop().RunFor(500);
        SwitchMedia change = _world.MediaCommands.OfType<SwitchMedia>().Single();
        Assert.AreEqual("after-stop", change.Playlist.Single().ResourceId);
        Assert.AreEqual(0, _world.SentToAnn("UPDATE"));
        Assert.HasCount(1, _world.Ann.Responses(SipMethod.Invite, 180), "nothing is said to the caller");
        CollectionAssert.AreEqual(new[] { "tone-1", "after-stop" }, _world.Node.Began.SelectMany(news => news.ResourceIds).ToArray());
        Assert.HasCount(1, _world.Node.Presented);
        _world.RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void The_default_resource_can_be_stopped_too_and_then_the_phone_rings_back()
    {
        _world.Node.Choice = WithDefault();
        _world.WithUsualCall().Call().RunFor(1000).Stop().RunFor(500).Stop().RunFor(500);
        CollectionAssert.AreEqual(new[] { true, true }, _world.Node.StopAnswers);
        Assert.IsEmpty(_world.Node.Media.Playing);
        Assert.AreEqual(EarlyMediaDirection.Inactive, _world.Ann.Responses(SipMethod.Invite, 180).Last().PEarlyMedia!.Value.Direction);
        _world.RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void A_default_resource_that_cannot_be_had_leaves_the_phone_to_ring_back()
    {
        _world.Node.Choice = WithDefault();
        _world.Node.Media.SwitchFailure = MediaFailureReason.ContentUnavailable;
        _world.WithUsualCall().Call().RunFor(1000).Stop().RunFor(500);
        Assert.AreEqual(EarlyMediaDirection.Inactive, _world.Ann.Responses(SipMethod.Invite, 180).Last().PEarlyMedia!.Value.Direction);
        _world.RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void The_same_stop_twice_stops_once()
    {
        _world.WithUsualCall().Call().RunFor(1000);
        Guid presentation = _world.Node.Began.Single().Id;
        _world.Stop(presentation).Stop(presentation).RunToEnd();
        CollectionAssert.AreEqual(new[] { true, false }, _world.Node.StopAnswers);
    }

    [TestMethod]
    public void A_forged_presentation_stops_nothing()
    {
        _world.WithUsualCall().Call().RunFor(1000).Stop(Guid.NewGuid());
        CollectionAssert.AreEqual(new[] { false }, _world.Node.StopAnswers);
        Assert.HasCount(1, _world.Node.Media.Playing);
        _world.RunToEnd();
    }

    [TestMethod]
    public void A_later_state_of_the_called_side_does_not_promise_media_again()
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Ring(182, Ms(2000));
        }).Call().RunFor(1000).Stop().RunFor(2000);
        Assert.AreEqual(EarlyMediaDirection.Inactive, _world.Ann.Responses(SipMethod.Invite, 182).Single().PEarlyMedia!.Value.Direction);
        _world.Ann.GiveUp();
        _world.RunToEnd();
    }

    [TestMethod]
    public void A_stopped_presentation_does_not_begin_again_when_the_caller_moves()
    {
        _world.WithUsualCall().Call().RunFor(1000).Stop().RunFor(300);
        _world.Ann.Request(SipMethod.Update, _world.Ann.Describe(2, 41000));
        _world.RunFor(500);
        Assert.HasCount(1, _world.Ann.Responses(SipMethod.Update, 200), "the offer is answered");
        Assert.IsEmpty(_world.Node.Media.Playing);
        _world.RunToEnd();
    }

    [TestMethod]
    public void Before_the_caller_hears_anything_there_is_nothing_to_stop()
    {
        _world.Ann.PrackDelay = Ms(1500);
        _world.WithUsualCall().Call().RunFor(1000);
        Assert.IsEmpty(_world.Node.Began, "the 180 is not acknowledged, so nothing plays");
        _world.RunFor(1000);
        Assert.HasCount(1, _world.Node.Began);
        _world.RunToEnd();
    }

    // A stop may come at any instant of a call; every 10 ms are tried, with and without something to play instead
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_stop_at_any_moment_leaves_a_call_that_is_answered_and_nothing_behind(bool withDefault)
    {
        for (int at = 60; at < 3400; at += 10)
        {
            CallWorld world = new(seed: at);
            if (withDefault) world.Node.Choice = WithDefault();
            world.WithUsualCall().Call().RunFor(at);
            if (world.Node.Began.Count == 0) continue;
            bool audible = world.Node.Presented.Count > 0;
            world.Stop();
            Assert.AreEqual(audible, world.Node.StopAnswers.Single(), $"at {at} ms");
            world.RunToEnd();
            Assert.AreEqual(200, world.Ann.Final?.Status.Code, $"at {at} ms");
            CallInvariants.Assert(world.Network, world.Ann, world.Bob);
        }
    }

    [TestMethod]
    public void Stops_in_a_network_that_loses_and_repeats_messages_leave_nothing_behind()
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            CallWorld world = new(seed);
            world.Network.Loss = 0.15;
            world.Network.Duplication = 0.1;
            if (seed % 2 == 0) world.Node.Choice = WithDefault();
            world.WithUsualCall(reliable: seed % 3 == 0).Call().RunFor(700 + 10 * seed);
            if (world.Node.Began.Count > 0) world.Stop();
            world.RunToEnd();
            CallInvariants.Assert(world.Network, world.Ann, world.Bob);
        }
    }

    [TestMethod]
    public void A_call_that_fails_under_a_presentation_tells_its_end()
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Refuse(Ms(2000), 486);
        }).Call().RunFor(1000);
        Assert.HasCount(1, _world.Node.Presented);
        _world.RunToEnd();
        Assert.AreEqual(486, _world.Ann.Final!.Status.Code);
    }

    private static Cmr.Sip.Calls.ChoiceReply WithDefault() => new(SimulatedNode.Tone, Subscribed: true)
    {
        SubscriberId = "bob",
        AfterStop = [SimulatedNode.Tone.Resources[0] with { ResourceId = "after-stop" }],
    };
}
