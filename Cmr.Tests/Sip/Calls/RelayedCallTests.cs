using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Everything that is not a presentation passes as it is.</summary>
[TestClass]
public sealed class RelayedCallTests
{
    private readonly CallWorld _world = new();

    private static readonly (string Obstacle, Action<CallerPhone> Limit)[] Cases =
    [
        ("caller without 100rel", ann => ann.Supported = null),
        ("caller without P-Early-Media", ann => ann.EarlyMedia = null),
        ("caller without UPDATE", ann => ann.Allow = "INVITE, ACK, CANCEL, BYE, PRACK"),
        ("caller without UPDATE", ann => ann.Allow = null),
        ("no common codec", ann => ann.Offer = ann.Describe(1, 40000, "18")),
        ("no common codec", ann => ann.Offer = ann.Offer!.WithEachMedia(media => media.WithDirection(SdpDirection.SendOnly))),
        ("preconditions", ann => ann.Offer = ann.Offer!.WithEachMedia(media => media.WithAttribute("des", "qos mandatory local sendrecv"))),
        ("no offer", ann => ann.Offer = null),
        ("replaces another call", ann => ann.Dress = invite => invite.Set(HeaderId.Replaces, "1@x;to-tag=2;from-tag=3")),
    ];

    public static IEnumerable<object[]> Obstacles => Cases.Select((limited, index) => new object[] { index, limited.Obstacle });

    [TestMethod]
    [DynamicData(nameof(Obstacles))]
    public void C20_C26_Where_no_tone_is_possible_the_18x_passes_unchanged_and_the_call_completes(int index, string obstacle)
    {
        Cases[index].Limit(_world.Ann);
        _world.WithUsualCall().Call().RunToEnd();
        SipResponse ringing = _world.Ann.Responses(SipMethod.Invite, 180).First();
        Assert.IsFalse(ringing.HasSdp);
        Assert.IsFalse(ringing.Has(HeaderId.PEarlyMedia));
        Assert.IsFalse(ringing.Has(HeaderId.RSeq));
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Ann.Final.HasSdp);
        Assert.IsFalse(_world.MediaCommands.Any());
        Assert.AreEqual($"relay: {obstacle}", _world.Report.Mode);
    }

    [TestMethod]
    public void C20_Without_the_demand_for_PEM_a_plain_phone_hears_the_tone()
    {
        CallWorld world = new(1, new CallOptions { RequirePem = false });
        world.Ann.EarlyMedia = null;
        world.WithUsualCall().Call().RunToEnd();
        Assert.AreEqual(1, world.MediaCommands.OfType<PlayMedia>().Count());
    }

    [TestMethod]
    public void The_INVITE_keeps_end_to_end_headers_and_gets_our_own_for_the_leg()
    {
        _world.Ann.Dress = invite => invite
            .Set("X-Anything", "as is").Set(HeaderId.PAssertedIdentity, "<sip:ann@home.example>").Set(HeaderId.Privacy, "id")
            .Set(HeaderId.UserAgent, "Phone/1").Set(HeaderId.Require, "timer").Set(HeaderId.SessionExpires, "1800")
            .Set(HeaderId.Contact, "<sip:phone@10.0.0.1:5060>;video;+g.3gpp.icsi-ref=\"urn%3Aurn-7\"");
        _world.Ann.Supported = "100rel, replaces, timer";
        _world.Ann.Allow = "INVITE, ACK, BYE, CANCEL, MESSAGE";
        _world.WithUsualCall().Call().RunToEnd();
        SipRequest invite = _world.Bob.Invite!;
        Assert.IsTrue(invite.TryGet("X-Anything"u8, out HeaderRow row) && row.Value.ToString() == "as is");
        Assert.AreEqual("<sip:ann@home.example>", invite.Value(HeaderId.PAssertedIdentity).ToString());
        Assert.AreEqual("id", invite.Value(HeaderId.Privacy).ToString());
        Assert.AreEqual("Phone/1", invite.Value(HeaderId.UserAgent).ToString());
        Assert.IsFalse(invite.Has(HeaderId.Require), "session timers are negotiated on each leg");
        Assert.AreEqual("1800", invite.Value(HeaderId.SessionExpires).ToString());
        Assert.AreEqual(69, invite.MaxForwards);
        Assert.AreEqual("100rel, timer", invite.Value(HeaderId.Supported).ToString(), "dialog identifiers do not survive us, so neither does replaces");
        foreach (string method in new[] { "PRACK", "UPDATE", "INFO", "MESSAGE" }) Assert.IsTrue(invite.Allow.Contains(Cmr.Protocols.Text.Utf8Text.Of(method)), method);
        Assert.AreEqual("<sip:10.0.0.9:5060>;video;+g.3gpp.icsi-ref=\"urn%3Aurn-7\"", invite.Value(HeaderId.Contact).ToString());
        Assert.AreNotEqual(_world.Ann.Transaction!.Request.CallId, invite.CallId);
        Assert.AreNotEqual(_world.Ann.Transaction.Request.From.Tag, invite.From.Tag);
        Assert.AreEqual("Ann", invite.From.DisplayName.ToString());
        Assert.AreEqual(1, invite.Values(HeaderId.Via).ToList().Count);
    }

    [TestMethod]
    public void Descriptions_pass_untouched_apart_from_our_own_origin()
    {
        _world.Ann.EarlyMedia = null;
        _world.WithUsualCall().Call().RunToEnd();
        string offered = _world.Ann.Offer!.ToString();
        string relayed = Phone.SessionOf(_world.Bob.Invite!)!.ToString();
        CollectionAssert.AreEqual(WithoutOrigin(offered), WithoutOrigin(relayed));
        StringAssert.Contains(relayed, "IN IP4 10.0.0.9\r\ns=");
        CollectionAssert.AreEqual(WithoutOrigin(_world.Bob.Describe().ToString()), WithoutOrigin(Phone.SessionOf(_world.Ann.Final!)!.ToString()));
    }

    [TestMethod]
    public void A_body_that_is_no_description_passes_octet_for_octet()
    {
        _world.Ann.EarlyMedia = null;
        _world.Ann.Dress = invite => invite.WithBody("application/x-thing", "\u0001\u0002 thing");
        _world.WithUsualCall().Call().RunToEnd();
        Assert.AreEqual(_world.Ann.Transaction!.Request.Body, _world.Bob.Invite!.Body);
        Assert.AreEqual("application/x-thing", _world.Bob.Invite.Value(HeaderId.ContentType).ToString());
    }

    [TestMethod]
    public void Reliability_is_per_leg_a_reliable_18x_gets_an_RSeq_of_ours()
    {
        _world.Ann.EarlyMedia = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe());
            bob.Answer(Ms(2000), null);
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        SipResponse progress = _world.Ann.Responses(SipMethod.Invite, 183).Single();
        Assert.IsTrue(progress.HasSdp);
        Assert.AreNotEqual(51u, progress.RSeq);
        Assert.IsFalse(_world.Ann.Final!.HasSdp, "the answer was given reliably");
        Assert.AreEqual(1, _world.Bob.Requests(SipMethod.Prack).Count());
    }

    [TestMethod]
    public void A_caller_with_a_reliable_answer_never_gets_a_second_one()
    {
        _world.Ann.EarlyMedia = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe());
            bob.Ring(180, Ms(500), reliable: true, body: bob.Describe());
            bob.Answer(Ms(2000), bob.Describe());
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        Assert.IsTrue(_world.Ann.Responses(SipMethod.Invite, 183).Single().HasSdp);
        Assert.IsFalse(_world.Ann.Responses(SipMethod.Invite, 180).Single().HasSdp);
        Assert.IsFalse(_world.Ann.Final!.HasSdp);
    }

    [TestMethod]
    public void A_caller_without_100rel_gets_the_reliable_answer_in_the_200_as_well()
    {
        _world.Ann.Supported = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe());
            bob.Answer(Ms(2000), null);
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        SipResponse progress = _world.Ann.Responses(SipMethod.Invite, 183).Single();
        Assert.IsFalse(progress.Has(HeaderId.RSeq));
        Assert.IsFalse(progress.Require.Contains("100rel"u8));
        Assert.AreEqual(progress.Body, _world.Ann.Final!.Body, "all descriptions of one dialog are the same (RFC 3261 §13.2.1)");
    }

    [TestMethod]
    public void A_caller_that_requires_100rel_gets_every_18x_reliably()
    {
        _world.Ann.Supported = null;
        _world.Ann.Require = "100rel";
        _world.Ann.EarlyMedia = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(2000), bob.Describe());
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        Assert.IsNotNull(_world.Ann.Responses(SipMethod.Invite, 180).Single().RSeq);
        Assert.IsFalse(_world.Bob.Invite!.Require.Contains("100rel"u8), "it does not cross");
        Assert.IsTrue(_world.Ann.Final!.HasSdp);
    }

    [TestMethod]
    public void C24_A_late_offer_travels_in_the_reliable_18x_and_its_answer_in_the_PRACK()
    {
        _world.Ann.Offer = null;
        _world.Ann.PrackBody = _world.Ann.Describe(1, 43000, "0");
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe());
            bob.Answer(Ms(2000), null);
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        Assert.IsTrue(_world.Ann.Responses(SipMethod.Invite, 183).First().HasSdp);
        SipRequest prack = _world.Bob.Requests(SipMethod.Prack).Single();
        Assert.AreEqual(43000, Phone.SessionOf(prack)!.Media[0].Port);
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void C25_A_late_offer_without_100rel_travels_in_the_200_and_its_answer_in_the_ACK()
    {
        _world.Ann.Offer = null;
        _world.Ann.Supported = null;
        _world.WithUsualCall().Call().RunToEnd();
        Assert.IsFalse(_world.Bob.Invite!.Supported.Contains("100rel"u8), "a reliable offer could not be answered");
        Assert.IsFalse(_world.Ann.Responses(SipMethod.Invite, 180).First().HasSdp);
        Assert.IsTrue(_world.Ann.Final!.HasSdp);
        Assert.AreEqual(40000, Phone.SessionOf(_world.Bob.Requests(SipMethod.Ack).First())!.Media[0].Port);
    }

    [TestMethod]
    public void An_announcement_of_the_network_beats_the_tone()
    {
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), body: bob.Describe(), dress: response => response.Set(HeaderId.PEarlyMedia, "sendonly"));
            bob.Answer(Ms(2000), bob.Describe());
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        SipResponse progress = _world.Ann.Responses(SipMethod.Invite, 183).Single();
        Assert.IsTrue(progress.HasSdp);
        Assert.AreEqual("sendonly", progress.Value(HeaderId.PEarlyMedia).ToString());
        Assert.IsFalse(_world.MediaCommands.Any());
    }

    [TestMethod]
    public void Each_fork_is_a_dialog_of_its_own_for_the_caller()
    {
        _world.Ann.EarlyMedia = null;
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe(1, 50000));
            bob.After(Ms(900), () => bob.Tag = "bob2");
            bob.Answer(Ms(1000), bob.Describe(1, 52000));
        });
        _world.Ann.TalkTime = null;
        _world.Call().RunFor(3000);
        SipResponse progress = _world.Ann.Responses(SipMethod.Invite, 183).First();
        Assert.AreNotEqual(progress.To.Tag, _world.Ann.Final!.To.Tag);
        Assert.AreEqual(52000, Phone.SessionOf(_world.Ann.Final)!.Media[0].Port);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void The_answer_of_a_phone_beyond_all_limits_of_forks_is_followed_up(bool givenUp)
    {
        _world.Ann.EarlyMedia = null;
        _world.WhenCalled(bob =>
        {
            for (int fork = 1; fork <= 20; fork++)
            {
                string tag = $"fork{fork}";
                bob.After(Ms(10 * fork), () => bob.Tag = tag);
                bob.Ring(180, Ms((10 * fork) + 5));
            }

            bob.Answer(Ms(1000), bob.Describe(1, 52000));
        });
        _world.Ann.TalkTime = givenUp ? null : Ms(500);
        _world.Call();
        if (givenUp) _world.Ann.After(Ms(1005), () => _world.Ann.GiveUp());
        _world.RunToEnd();
        Assert.IsTrue(_world.Bob.HasAck);
        Assert.AreEqual(givenUp ? 487 : 200, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.SawBye);
    }

    [TestMethod]
    public void A_description_that_waits_for_the_PRACK_of_another_response_is_not_given_again()
    {
        _world.Ann.EarlyMedia = null;
        _world.Ann.PrackDelay = Ms(300);
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true);
            bob.Ring(183, Ms(100), reliable: true, body: bob.Describe(1, 50000));
            bob.Ring(180, Ms(150), reliable: true, body: bob.Describe(1, 50000));
            bob.Answer(Ms(3000), bob.Describe(1, 50000));
        });
        _world.Ann.TalkTime = Ms(500);
        _world.Call().RunToEnd();
        SipResponse[] progress = [.. _world.Ann.Heard.Select(heard => heard.Message).OfType<SipResponse>().Where(response => response.RSeq is not null).DistinctBy(response => response.RSeq)];
        Assert.AreEqual(3, progress.Length);
        CollectionAssert.AreEqual((bool[])[false, true, false], progress.Select(response => response.HasSdp).ToArray());
        Assert.IsFalse(_world.Ann.Final!.HasSdp);
    }

    [TestMethod]
    public void Each_fork_counts_the_versions_of_what_it_is_told()
    {
        _world.Ann.EarlyMedia = null;
        _world.Ann.PrackBody = _world.Ann.Describe(2, 41000);
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe(1, 50000));
            bob.After(Ms(900), () => bob.Tag = "bob2");
            bob.Answer(Ms(1000), bob.Describe(1, 52000));
        });
        _world.Ann.TalkTime = TimeSpan.FromSeconds(10);
        _world.Call().RunFor(3000);
        _world.Ann.Request(SipMethod.Invite, _world.Ann.Describe(3, 42000));
        _world.RunToEnd();
        SipRequest update = _world.Bob.Requests(SipMethod.Update).Single();
        SipRequest reinvite = _world.Bob.Requests(SipMethod.Invite).Single(request => !request.To.Tag.IsEmpty);
        Assert.AreNotEqual(update.To.Tag, reinvite.To.Tag);
        Assert.AreEqual("2", Phone.SessionOf(update)!.Origin!.Value.Version.ToString());
        Assert.AreEqual("2", Phone.SessionOf(reinvite)!.Origin!.Value.Version.ToString(), "this fork has seen version 1 only");
    }

    [TestMethod]
    public void C17_A_relayed_200_waits_for_the_PRACK_of_a_relayed_description()
    {
        _world.Ann.EarlyMedia = null;
        _world.Ann.PrackDelay = Ms(1500);
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe());
            bob.Answer(Ms(500), null);
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        TimeSpan prack = _world.Sent("10.0.0.1", "10.0.0.9", "PRACK").First().SentAt;
        Assert.IsTrue(_world.Ann.TimeOf(_world.Ann.Final!) > prack);
    }

    [TestMethod]
    public void An_offer_in_the_PRACK_of_a_relayed_18x_reaches_the_called_party_as_UPDATE()
    {
        _world.Ann.EarlyMedia = null;
        _world.Ann.PrackBody = _world.Ann.Describe(2, 41000);
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, body: bob.Describe());
            bob.Answer(Ms(2000), null);
        });
        _world.Ann.TalkTime = Ms(100);
        _world.Call().RunToEnd();
        Assert.AreEqual(41000, Phone.SessionOf(_world.Bob.Requests(SipMethod.Update).Single())!.Media[0].Port);
        Assert.IsTrue(_world.Ann.Responses(SipMethod.Prack, 200).First().HasSdp);
    }

    private static string[] WithoutOrigin(string description) => [.. description.Split("\r\n").Where(line => !line.StartsWith("o=", StringComparison.Ordinal))];
}
