using Cmr.Protocols.Sip.Bodies;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using Cmr.Tests.Sip.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Descriptions in multipart bodies, early sessions, and answers that describe nothing.</summary>
[TestClass]
public sealed class BodyRelayTests
{
    private static readonly Utf8Text Location = "<geo>51.5</geo>";
    private readonly CallWorld _world = new();

    [TestMethod]
    public void A_description_within_a_multipart_body_gets_our_origin_and_the_other_parts_stay_as_they_are()
    {
        (Utf8Text type, Utf8Text body) = Multipart.Write("mixed", "outer", [("application/sdp", default, _world.Ann.Offer!.ToText()), ("application/pidf+xml", "render;handling=optional", Location)]);
        _world.Ann.Dress = invite => invite.WithBody(type, body).Set(HeaderId.ContentDisposition, "session;handling=optional");
        _world.WithUsualCall().Call().RunToEnd();
        SipRequest invite = _world.Bob.Invite!;
        Assert.AreEqual(type.ToString(), invite.Value(HeaderId.ContentType).ToString());
        Assert.AreEqual("session;handling=optional", invite.Value(HeaderId.ContentDisposition).ToString());
        Assert.AreEqual(BodyRejection.None, BodyReader.TryRead(invite, BodyLimits.Default, out BodyPart? whole));
        StringAssert.Contains(whole!.FindSdp("session"u8)!.Content.ToString(), "IN IP4 10.0.0.9\r\n");
        Assert.AreEqual(Location, whole.Parts[1].Content);
        Assert.AreEqual(body.ToString().Replace("o=ann 77 1 IN IP4 10.0.0.1", "", StringComparison.Ordinal).Length, invite.Body.ToString().Length - OriginOf(invite).Length, "nothing else changed");
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        Assert.AreEqual("GW-U", _world.Report.Mode, "the offer is read in there too");
    }

    [TestMethod]
    public void A_multipart_body_that_cannot_be_taken_apart_passes_untouched()
    {
        _world.Ann.Dress = invite => invite.WithBody("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n");
        _world.WithUsualCall().Call().RunToEnd();
        Assert.AreEqual("--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n", _world.Bob.Invite!.Body.ToString());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void C77_An_early_session_that_the_called_side_offers_is_answered_with_ports_0_and_never_seen_by_the_caller(bool multipart)
    {
        _world.Ann.Supported = "100rel, early-session";
        _world.WhenCalled(bob =>
        {
            bob.Ring(183, Ms(50), reliable: true, dress: response => multipart ? Both(bob, response) : Early(bob, response));
            bob.Answer(Ms(2000), bob.Describe());
        });
        _world.Ann.EarlyMedia = null;
        _world.Ann.TalkTime = Ms(1000);
        _world.Call().RunToEnd();
        Assert.IsFalse(_world.Bob.Invite!.Supported.Contains("early-session"u8));
        SipRequest prack = _world.Bob.Requests(SipMethod.Prack).Single();
        Assert.AreEqual("early-session", prack.Value(HeaderId.ContentDisposition).ToString());
        StringAssert.Contains(prack.Body.ToString(), "m=audio 0 RTP/AVP 0");
        SipResponse progress = _world.Ann.Responses(SipMethod.Invite, 183).First();
        Assert.IsFalse(progress.Require.Contains("early-session"u8));
        Assert.DoesNotContain("51000", progress.Body.ToString());
        Assert.AreEqual(multipart, progress.Body.ToString().Contains("m=audio 50000", StringComparison.Ordinal));
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void A_called_party_that_answers_without_a_description_after_a_presentation_is_asked_for_one()
    {
        _world.Ann.TalkTime = Ms(1000);
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(2000), null);
        }).Call().RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        Assert.AreEqual(58000, Phone.SessionOf(_world.Ann.Requests(SipMethod.Update).Single())!.Media[0].Port);
        SipRequest asked = _world.Bob.Requests(SipMethod.Invite).Single(request => !request.To.Tag.IsEmpty);
        Assert.IsTrue(asked.Body.IsEmpty);
        SipRequest ack = _world.Bob.Requests(SipMethod.Ack).First(request => request.CSeq.Number == asked.CSeq.Number);
        Assert.AreEqual(40000, Phone.SessionOf(ack)!.Media[0].Port, "the caller's answer");
    }

    [TestMethod]
    public void One_that_never_describes_itself_cannot_be_connected()
    {
        _world.Bob.OffersWhenAsked = false;
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(2000), null);
        }).Call().RunToEnd();
        Assert.AreEqual(500, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.SawBye);
    }

    [TestMethod]
    public void A_caller_that_gives_up_while_the_description_is_asked_for_leaves_nothing_open()
    {
        _world.Ann.UpdateDelay = Ms(5000);
        _world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50));
            bob.Answer(Ms(2000), null);
        }).Call().RunFor(2500);
        _world.Ann.GiveUp();
        _world.RunToEnd();
        Assert.AreEqual(487, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.SawBye);
        Assert.AreEqual(2, _world.Bob.Requests(SipMethod.Ack).Select(ack => ack.CSeq.Number).Distinct().Count(), "the re-INVITE is acknowledged too");
    }

    private static string OriginOf(SipRequest invite) => invite.Body.ToString().Split("\r\n").Single(line => line.StartsWith("o=", StringComparison.Ordinal));

    private static SipResponseBuilder Early(CalledPhone bob, SipResponseBuilder response) =>
        response.WithBody("application/sdp", bob.Describe(1, 51000).ToText()).Set(HeaderId.ContentDisposition, "early-session").Set(HeaderId.Require, "early-session");

    private static SipResponseBuilder Both(CalledPhone bob, SipResponseBuilder response)
    {
        (Utf8Text type, Utf8Text body) = Multipart.Write("mixed", "x1",
            [("application/sdp", "session;handling=required", bob.Describe().ToText()), ("application/sdp", "early-session;handling=optional", bob.Describe(1, 51000).ToText())]);
        return response.WithBody(type, body);
    }
}
