using Cmr.Contracts.MediaControl;
using Cmr.Domain.Calls;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Gateway mode with UPDATE (3GPP TS 24.182 annex A.5.2), by the numbers of the conformance checks.</summary>
[TestClass]
public sealed class GatewayCallTests
{
    private readonly CallWorld _world = new();

    [TestMethod]
    public void C12_The_180_answers_the_offer_with_the_media_server_and_authorises_early_media()
    {
        _world.WhenCalled(bob => bob.Ring(180, Ms(50), dress: response => response.Set(HeaderId.PEarlyMedia, "inactive"))).Call().RunFor(1000);
        SipResponse ringing = _world.TonedProgress();
        SdpDescription answer = Phone.SessionOf(ringing)!;
        Assert.AreEqual(180, ringing.Status.Code);
        Assert.IsTrue(ringing.Require.Contains("100rel"u8));
        Assert.IsNotNull(ringing.RSeq);
        Assert.AreEqual(EarlyMediaDirection.SendRecv, ringing.PEarlyMedia!.Value.Direction, "the called party's own value is gone");
        Assert.IsTrue(ringing.Allow.Contains("UPDATE"u8));
        Assert.AreEqual(_world.Ann.Offer!.Media.Count, answer.Media.Count);
        Assert.AreEqual("10.0.0.8", answer.Connection!.Value.Address.ToString());
    }

    [TestMethod]
    public void C59_Every_media_line_of_the_tone_is_marked_and_no_line_of_the_regular_session_is()
    {
        _world.WithUsualCall().Call().RunToEnd();
        Assert.IsTrue(Phone.SessionOf(_world.TonedProgress())!.Media.All(media => media.Attribute("content"u8) is { } value && value.Equals("g.3gpp.cat"u8)));
        Assert.IsFalse(Phone.SessionOf(Update())!.Media.Any(media => media.HasAttribute("content"u8)));
    }

    [TestMethod]
    public void Unused_media_lines_stay_alive_but_inactive()
    {
        SdpDescription.TryRead(Cmr.Protocols.Text.Utf8Text.Of(_world.Ann.Offer + "m=video 40002 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n"), Cmr.Protocols.Sdp.SdpLimits.Default, out SdpDescription? offer);
        _world.Ann.Offer = offer;
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunFor(1000);
        SdpMedia video = Phone.SessionOf(_world.TonedProgress())!.Media[1];
        Assert.AreNotEqual(0, video.Port);
        Assert.AreEqual(Cmr.Protocols.Sdp.Attributes.SdpDirection.Inactive, video.Direction);
        Assert.IsTrue(video.HasAttribute("content"u8));
    }

    [TestMethod]
    public void C13_After_the_answer_comes_ACK_then_UPDATE_and_only_after_its_200_the_200_without_body()
    {
        _world.WithUsualCall().Call().RunToEnd();
        List<string> order = [.. _world.Network.Trace.Where(datagram => datagram.SentAt >= Ms(3000)).Select(datagram => $"{datagram.Source.Address}>{datagram.Destination.Address} {datagram.FirstLine.Split(' ')[0]}{datagram.FirstLine.Split(' ')[1]}").Take(6)];
        CollectionAssert.AreEqual(new[]
        {
            "10.0.0.2>10.0.0.9 SIP/2.0200", "10.0.0.9>10.0.0.2 ACKsip:phone@10.0.0.2:5060", "10.0.0.9>10.0.0.1 UPDATEsip:phone@10.0.0.1:5060",
            "10.0.0.1>10.0.0.9 SIP/2.0200", "10.0.0.9>10.0.0.1 SIP/2.0200", "10.0.0.1>10.0.0.9 ACKsip:10.0.0.9:5060",
        }, order);
        Assert.IsTrue(_world.Ann.Final!.Body.IsEmpty);
        Assert.AreEqual("10.0.0.2", Phone.SessionOf(Update())!.Connection!.Value.Address.ToString());
        Assert.AreEqual(50000, Phone.SessionOf(Update())!.Media[0].Port);
    }

    [TestMethod]
    public void C14_The_origin_of_the_UPDATE_is_that_of_the_180_with_the_next_version()
    {
        _world.WithUsualCall().Call().RunToEnd();
        SdpOrigin first = Phone.SessionOf(_world.TonedProgress())!.Origin!.Value;
        SdpOrigin second = Phone.SessionOf(Update())!.Origin!.Value;
        ulong next = ulong.Parse(first.Version.ToString(), System.Globalization.CultureInfo.InvariantCulture) + 1;
        Assert.AreEqual(first with { Version = $"{next}" }, second);
    }

    [TestMethod]
    public void C15_Contact_is_the_same_in_18x_UPDATE_and_200()
    {
        _world.WithUsualCall().Call().RunToEnd();
        string contact = Update().Value(HeaderId.Contact).ToString();
        Assert.AreEqual(contact, _world.Ann.Final!.Value(HeaderId.Contact).ToString());
        Assert.AreEqual(contact, _world.TonedProgress().Value(HeaderId.Contact).ToString());
    }

    [TestMethod]
    public void C16_No_UPDATE_leaves_before_the_PRACK_even_when_the_called_party_is_quick()
    {
        _world.Ann.PrackDelay = TimeSpan.FromSeconds(2);
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(200), bob.Describe());
        }).Call().RunFor(6000);
        TimeSpan prack = _world.Sent("10.0.0.1", "10.0.0.9", "PRACK").First().SentAt;
        Assert.IsTrue(_world.Sent("10.0.0.9", "10.0.0.1", "UPDATE").Single().SentAt > prack);
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void C17_While_the_PRACK_is_outstanding_no_200_reaches_the_caller()
    {
        _world.Ann.PrackDelay = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(200), bob.Describe());
        }).Call().RunFor(20_000);
        Assert.IsNull(_world.Ann.Final);
        Assert.IsTrue(_world.Bob.HasAck, "the called party has its ACK at once");
        _world.RunToEnd();
        Assert.AreEqual(500, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.SawBye);
    }

    [TestMethod]
    public void C21_P_Early_Media_is_never_in_the_200()
    {
        _world.WithUsualCall().Call().RunToEnd();
        Assert.IsFalse(_world.Ann.Final!.Has(HeaderId.PEarlyMedia));
    }

    [TestMethod]
    public void C28_A_second_18x_waits_for_the_PRACK_of_the_first_and_counts_on()
    {
        _world.Ann.PrackDelay = Ms(400);
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50));
            bob.Ring(180, Ms(100));
        }).Call().RunFor(3000);
        SipResponse second = _world.Ann.Responses(SipMethod.Invite, 180).First();
        SipResponse first = _world.Ann.Responses(SipMethod.Invite, 183).First();
        TimeSpan prack = _world.Sent("10.0.0.1", "10.0.0.9", "PRACK").First().SentAt;
        Assert.AreEqual(first.RSeq + 1, second.RSeq);
        Assert.IsTrue(_world.Ann.TimeOf(second) > prack);
    }

    [TestMethod]
    public void C29_A_PRACK_with_a_wrong_RAck_gets_481_and_the_call_goes_on()
    {
        _world.WithUsualCall().Call().RunFor(120);
        _world.Ann.Prack(_world.TonedProgress(), _world.TonedProgress().RSeq!.Value + 7);
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Prack, 481).Count());
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void E14_A_new_PRACK_for_an_acknowledged_response_gets_481()
    {
        _world.WithUsualCall().Call().RunFor(1000);
        _world.Ann.Prack(_world.TonedProgress(), _world.TonedProgress().RSeq!.Value);
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Prack, 481).Count());
    }

    [TestMethod]
    public void C30_A_reliable_18x_is_acknowledged_at_once_and_once()
    {
        // The PRACK is lost on its first way, so the 180 comes again
        bool lost = false;
        _world.Network.Drop = datagram => !lost && datagram.FirstLine.StartsWith("PRACK", StringComparison.Ordinal) && datagram.Destination == _world.Bob.Endpoint && (lost = true);
        _world.WhenCalled(bob => bob.Ring(180, Ms(50), reliable: true, body: bob.Describe())).Call().RunFor(5000);
        Assert.AreEqual(1, _world.Bob.Requests(SipMethod.Prack).Count());
        SipRequest prack = _world.Bob.Requests(SipMethod.Prack).Single();
        Assert.AreEqual("sip:phone@10.0.0.2:5060", prack.Uri.ToString());
        Assert.AreEqual("bob1", prack.To.Tag.ToString());
        Assert.AreEqual("51 1 INVITE", prack.RAck.ToString());
        TimeSpan first = _world.Sent("10.0.0.9", "10.0.0.2", "PRACK").First().SentAt;
        Assert.IsTrue(first - _world.Sent("10.0.0.2", "10.0.0.9", "SIP/2.0 180").First().SentAt < Ms(200));
    }

    [TestMethod]
    public void C42_A_repeated_200_of_the_called_party_brings_ACKs_and_nothing_else()
    {
        _world.Network.Drop = datagram => datagram.FirstLine.StartsWith("ACK", StringComparison.Ordinal) && datagram.Destination == _world.Bob.Endpoint && datagram.SentAt < TimeSpan.FromSeconds(7);
        _world.WithUsualCall();
        _world.Ann.TalkTime = TimeSpan.FromSeconds(20);
        _world.Call().RunToEnd();
        Assert.IsTrue(_world.SentToBob("ACK") > 2);
        Assert.AreEqual(1, _world.SentToAnn("UPDATE"));
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Invite, 200).Count());
    }

    [TestMethod]
    public void C61_A_183_shows_the_tone_silently_and_the_later_180_starts_it_without_another_description()
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50));
            bob.Ring(180, Ms(2000));
            bob.Answer(Ms(4000), bob.Describe());
        });
        _world.Ann.TalkTime = Ms(1000);
        _world.Call().RunFor(1500);
        Assert.AreEqual(183, _world.TonedProgress().Status.Code);
        Assert.IsFalse(_world.MediaCommands.OfType<PlayMedia>().Any(), "nothing plays before the phone rings");
        _world.RunFor(1000);
        Assert.AreEqual(1, _world.MediaCommands.OfType<PlayMedia>().Count());
        SipResponse ringing = _world.Ann.Responses(SipMethod.Invite, 180).Single();
        Assert.IsFalse(ringing.HasSdp);
        _world.RunToEnd();
    }

    [TestMethod]
    public void C88_Nothing_plays_before_the_PRACK()
    {
        _world.Ann.PrackDelay = TimeSpan.FromSeconds(3);
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunFor(2500);
        Assert.IsFalse(_world.MediaCommands.OfType<PlayMedia>().Any());
        _world.RunFor(1500);
        Assert.AreEqual(1, _world.MediaCommands.OfType<PlayMedia>().Count());
    }

    [TestMethod]
    public void The_tone_stops_before_the_UPDATE_leaves_and_the_session_is_released_with_the_200()
    {
        _world.WithUsualCall().Call().RunToEnd();
        Type[] commands = [.. _world.MediaCommands.Select(command => command.GetType())];
        CollectionAssert.AreEqual(new[] { typeof(OpenMedia), typeof(PlayMedia), typeof(StopMedia), typeof(ReleaseMedia) }, commands);
    }

    [TestMethod]
    public void E15_An_offer_in_the_PRACK_is_answered_from_the_media_server_and_the_tone_starts()
    {
        _world.Ann.PrackBody = _world.Ann.Describe(2, 41000);
        _world.Ann.Answer = _ => _world.Ann.Describe(3, 41000, "0");
        _world.WithUsualCall().Call().RunToEnd();
        SipResponse ok = _world.Ann.Responses(SipMethod.Prack, 200).First();
        Assert.AreEqual("10.0.0.8", Phone.SessionOf(ok)!.Connection!.Value.Address.ToString());
        Assert.AreEqual(41000, _world.Node.Media.Opened[^1].Streams[0].Port, "the worker was told the new place");
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        Assert.AreEqual(1, _world.Bob.Requests(SipMethod.Invite).Count(request => !request.To.Tag.IsEmpty), "the called party learns of the new place by a re-INVITE");
    }

    [TestMethod]
    public void E20_An_UPDATE_of_the_caller_while_the_tone_plays_is_answered_from_the_media_server()
    {
        _world.WithUsualCall().Call().RunFor(1000);
        _world.Ann.Request(SipMethod.Update, _world.Ann.Describe(2, 42000));
        _world.RunFor(1000);
        SipResponse ok = _world.Ann.Responses(SipMethod.Update, 200).Single();
        Assert.AreEqual("10.0.0.8", Phone.SessionOf(ok)!.Connection!.Value.Address.ToString());
        Assert.AreEqual(1, _world.Node.Media.Playing.Count, "the new session plays on, the old one is gone");
        Assert.AreEqual(0, _world.SentToBob("UPDATE"));
        _world.RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void An_UPDATE_that_waits_for_the_media_worker_is_answered_when_the_caller_gives_up()
    {
        _world.WithUsualCall().Call().RunFor(1000);
        _world.Node.Media.Delay = null;
        _world.Ann.Request(SipMethod.Update, _world.Ann.Describe(2, 42000));
        _world.RunFor(100);
        _world.Ann.GiveUp();
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Update, 488).Count());
        Assert.AreEqual(487, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void A_worker_that_fails_while_the_caller_s_offer_waits_does_not_keep_the_answer_from_the_caller()
    {
        _world.WithUsualCall().Call().RunFor(1000);
        _world.Node.Media.Delay = null;
        _world.Ann.Request(SipMethod.Update, _world.Ann.Describe(2, 42000));
        _world.RunFor(100);
        _world.Node.Tell(new MediaFailed(_world.Node.Media.Opened[0].SessionId, null, MediaFailureReason.Unreachable, "simulated"));
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Update, 488).Count());
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void E34_An_UPDATE_of_the_called_party_is_answered_for_the_caller_and_used_at_the_answer()
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50), reliable: true, body: bob.Describe());
            bob.After(Ms(1000), () => bob.Request(SipMethod.Update, bob.Describe(2, 51000)));
            bob.Answer(Ms(3000), null);
        });
        _world.Ann.TalkTime = Ms(500);
        _world.Call().RunToEnd();
        SdpDescription answer = Phone.SessionOf(_world.Bob.Responses(SipMethod.Update, 200).Single())!;
        Assert.AreEqual(40000, answer.Media[0].Port, "what the caller offered");
        Assert.AreEqual(1, _world.SentToAnn("UPDATE"));
        Assert.AreEqual(51000, Phone.SessionOf(Update())!.Media[0].Port);
    }

    [TestMethod]
    public void C39_Our_UPDATE_is_tried_again_after_491_with_a_new_CSeq()
    {
        _world.Ann.UpdateAnswers.Enqueue(491);
        _world.WithUsualCall().Call().RunToEnd();
        List<SipRequest> updates = [.. _world.Ann.Requests(SipMethod.Update)];
        Assert.AreEqual(2, updates.Count);
        Assert.IsTrue(updates[1].CSeq.Number > updates[0].CSeq.Number);
        Assert.IsTrue(_world.Ann.TimeOf(updates[1]) - _world.Ann.TimeOf(updates[0]) <= Ms(2100));
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void E18_An_UPDATE_of_the_caller_that_crosses_ours_gets_491()
    {
        _world.Ann.UpdateDelay = Ms(800);
        _world.WithUsualCall().Call().RunFor(3100);
        _world.Ann.Request(SipMethod.Update, _world.Ann.Describe(2, 42000));
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Update, 491).Count());
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void A_refused_UPDATE_costs_no_call_the_session_moves_by_re_INVITE_after_the_ACK()
    {
        _world.Ann.UpdateAnswers.Enqueue(405);
        _world.WithUsualCall().Call().RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        SipRequest reinvite = _world.Ann.Requests(SipMethod.Invite).Single();
        Assert.AreEqual("10.0.0.2", Phone.SessionOf(reinvite)!.Connection!.Value.Address.ToString());
        Assert.IsTrue(_world.Ann.TimeOf(reinvite) > _world.Ann.TimeOf(_world.Ann.Final));
    }

    [TestMethod]
    public void E22_An_UPDATE_answered_481_ends_the_call_on_both_sides()
    {
        _world.Ann.UpdateAnswers.Enqueue(481);
        _world.WithUsualCall().Call().RunToEnd();
        Assert.AreEqual(500, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.SawBye);
    }

    [TestMethod]
    public void Step_14_A_caller_that_answers_from_another_port_makes_us_tell_the_called_party()
    {
        _world.Ann.Answer = offer => _world.Ann.Describe(2, 44000, "0");
        _world.WithUsualCall().Call().RunToEnd();
        SipRequest reinvite = _world.Bob.Requests(SipMethod.Invite).Single(request => !request.To.Tag.IsEmpty);
        Assert.AreEqual(44000, Phone.SessionOf(reinvite)!.Media[0].Port);
    }

    [TestMethod]
    public void C51_Recv_Info_is_answered_empty_in_18x_and_200_and_only_when_asked()
    {
        _world.Ann.Dress = invite => invite.Set(HeaderId.RecvInfo, "infoDtmf");
        _world.WithUsualCall().Call().RunToEnd();
        Assert.IsTrue(_world.TonedProgress().TryGet(HeaderId.RecvInfo, out HeaderRow row) && row.Value.IsEmpty);
        Assert.IsTrue(_world.Ann.Final!.Has(HeaderId.RecvInfo));
        CallWorld without = new CallWorld(2).WithUsualCall().Call().RunToEnd();
        Assert.IsFalse(without.TonedProgress().Has(HeaderId.RecvInfo));
    }

    [TestMethod]
    public void C60_Our_18x_carries_the_called_partys_identity_unless_it_hides()
    {
        _world.WhenCalled(bob => bob.Ring(180, Ms(50))).Call().RunFor(1000);
        Assert.AreEqual("<sip:bob@10.0.0.2>", _world.TonedProgress().Value(HeaderId.PAssertedIdentity).ToString());
        CallWorld hidden = new CallWorld(2).WhenCalled(bob => bob.Ring(180, Ms(50), dress: response => response.Set(HeaderId.Privacy, "id"))).Call().RunFor(1000);
        Assert.IsFalse(hidden.TonedProgress().Has(HeaderId.PAssertedIdentity));
    }

    [TestMethod]
    public void E10_Two_phones_ring_the_second_answers_and_the_caller_gets_its_description_on_the_dialog_it_knows()
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50), reliable: false);
            bob.After(Ms(100), () => bob.Tag = "bob2");
            bob.Ring(180, Ms(200));
            bob.Answer(Ms(3000), bob.Describe(1, 52000));
        });
        _world.Call().RunFor(5000);
        Assert.AreEqual(1, _world.MediaCommands.OfType<PlayMedia>().Count(), "one start");
        Assert.AreEqual(52000, Phone.SessionOf(Update())!.Media[0].Port);
        Assert.AreEqual(_world.TonedProgress().To.Tag, _world.Ann.Final!.To.Tag);
    }

    [TestMethod]
    public void The_record_says_what_was_presented_and_when()
    {
        _world.WithUsualCall().Call().RunToEnd();
        CallSummary summary = _world.Report;
        Assert.AreEqual("GW-U", summary.Mode);
        Assert.AreEqual(CallOutcome.Answered, summary.Outcome);
        Assert.AreEqual(200, summary.FinalStatus);
        Assert.IsTrue(summary.ReceivedAt < summary.RingingAt && summary.RingingAt < summary.PresentedAt && summary.PresentedAt < summary.AnsweredAt && summary.PresentationEndedAt <= summary.AnsweredAt && summary.AnsweredAt < summary.EndedAt);
    }

    private SipRequest Update() => _world.Ann.Requests(SipMethod.Update).Last();
}
