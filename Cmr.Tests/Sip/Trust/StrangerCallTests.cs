using System.Text;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Calls;
using Cmr.Sip.Trust;
using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support.Builders;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Trust;

/// <summary>Whole calls across the edge of the trust domain: Ann is 10.0.0.1, Bob 10.0.0.2.</summary>
[TestClass]
public sealed class StrangerCallTests
{
    private const string Ann = "10.0.0.1", Bob = "10.0.0.2";

    [TestMethod]
    public void A_call_from_a_stranger_gets_403_and_rings_nowhere()
    {
        CallWorld world = World(UntrustedCallers.Reject, Bob).Call();
        world.RunToEnd();
        Assert.AreEqual(403, world.Ann.Final!.Status.Code);
        Assert.IsNull(world.Bob.Invite);
        Assert.IsEmpty(world.Node.Reports);
    }

    [TestMethod]
    public void A_stranger_that_never_acknowledges_is_refused_once()
    {
        CallWorld world = World(UntrustedCallers.Reject, Bob);
        world.Inject(An.Invite(Called).Push(HeaderId.Via, "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKonce;rport").Build());
        world.RunFor(40_000);
        Assert.AreEqual(1, world.SentToAnn("SIP/2.0 403"), "its address may be forged");
        world.RunToEnd();
    }

    [TestMethod]
    public void A_CANCEL_from_another_address_ends_no_call()
    {
        CallWorld world = World(UntrustedCallers.Accept).Call();
        world.RunFor(300);
        SipRequest invite = world.Ann.Transaction!.Request;
        SipRequest cancel = SipRequest.Create(SipMethod.Cancel, invite.Uri).Set(HeaderId.Via, invite.FirstValue(HeaderId.Via)).WithMaxForwards(70)
            .Set(HeaderId.From, invite.Value(HeaderId.From)).Set(HeaderId.To, invite.Value(HeaderId.To)).Set(HeaderId.CallId, invite.CallId).WithCSeq(invite.CSeq.Number).Build();
        world.Network.Send(world.Bob.Endpoint, world.Node.Endpoint, cancel.Bytes);
        world.RunToEnd();
        Assert.AreEqual(200, world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    [DataRow(Bob, 403)]
    [DataRow(Ann, 200)]
    public void OPTIONS_is_answered_as_an_INVITE_would_be(string trusted, int status)
    {
        CallWorld world = World(UntrustedCallers.Reject, trusted);
        world.Ann.Send(An.Request(SipMethod.Options, "sip:10.0.0.9"), world.Node.Endpoint);
        world.RunToEnd();
        Assert.AreEqual(1, world.Ann.Responses(SipMethod.Options, status).Count());
    }

    [TestMethod]
    public void C55_What_a_stranger_claims_is_neither_passed_on_nor_heeded()
    {
        CallWorld world = World(UntrustedCallers.Accept, Bob);
        world.Ann.Dress = invite => invite
            .Set(HeaderId.PAssertedIdentity, "<sip:boss@home.example>").Set(HeaderId.CmrControl, "all;filter, cmrbt;presenting;server=evil")
            .Set(HeaderId.PChargingVector, "icid-value=42").Set("P-Served-User", "<sip:boss@home.example>").Set(HeaderId.Diversion, "<sip:boss@home.example>")
            .Set(HeaderId.Route, "<sip:10.0.0.66;lr>").Set(HeaderId.AlertInfo, "<http://evil.example/x.wav>").Set("X-Other", "passes");
        world.Call().RunToEnd();
        SipRequest invite = world.Bob.Invite!;
        foreach (HeaderId id in new[] { HeaderId.PAssertedIdentity, HeaderId.CmrControl, HeaderId.PChargingVector, HeaderId.Diversion, HeaderId.Route, HeaderId.AlertInfo, HeaderId.PEarlyMedia })
            Assert.IsFalse(invite.Has(id), id.ToString());
        Assert.DoesNotContain("boss", Encoding.UTF8.GetString(invite.Bytes.Span));
        Assert.IsTrue(invite.TryGet("X-Other"u8, out _));
        Assert.AreEqual("", world.Node.Questions.Single().Caller, "From of a stranger is nobody's");
        Assert.AreEqual(0, world.Ann.Responses(SipMethod.Invite, 180).Count(response => response.HasSdp), "P-Early-Media: supported of a stranger is nothing to go by");
        Assert.AreEqual(200, world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void C55_Early_media_that_a_strange_called_party_authorises_is_no_announcement()
    {
        CallWorld world = World(UntrustedCallers.Reject, Ann).WhenCalled(bob => bob.Ring(183, Ms(50), dress: response => response
            .Set(HeaderId.PEarlyMedia, "sendrecv").Set(HeaderId.PAssertedIdentity, "<sip:boss@home.example>").Set(HeaderId.FeatureCaps, "*;+g.3gpp.evil")));
        world.Call().RunFor(1000);
        SipResponse progress = world.TonedProgress();
        Assert.AreEqual("<sip:bob@10.0.0.2>", progress.Value(HeaderId.PAssertedIdentity).ToString(), "whom was called is known, and not from the called side");
        Assert.IsFalse(progress.Has(HeaderId.FeatureCaps));
        Assert.IsTrue(progress.Has(HeaderId.PEarlyMedia), "ours, towards a trusted caller");
    }

    [TestMethod]
    public void What_the_core_says_does_not_leave_the_trust_domain()
    {
        CallWorld world = World(UntrustedCallers.Reject, Ann);
        world.Ann.Dress = Confide;
        world.Call().RunToEnd();
        SipRequest invite = world.Bob.Invite!;
        Assert.AreEqual("<sip:ann@home.example>", invite.Value(HeaderId.PAssertedIdentity).ToString(), "she does not hide");
        foreach (HeaderId id in new[] { HeaderId.PPreferredIdentity, HeaderId.PChargingVector, HeaderId.PChargingFunctionAddresses, HeaderId.PAccessNetworkInfo, HeaderId.PEarlyMedia, HeaderId.CmrControl, HeaderId.PAssertedService })
            Assert.IsFalse(invite.Has(id), id.ToString());
        foreach (SipRequest request in world.Bob.Heard.Select(heard => heard.Message).OfType<SipRequest>())
            Assert.IsFalse(request.Has(HeaderId.PChargingVector), request.ToString());
        Assert.AreEqual("sip:ann@home.example", world.Node.Questions.Single().Caller);
    }

    [TestMethod]
    public void Within_the_trust_domain_everything_passes_but_what_is_for_us()
    {
        CallWorld world = World(UntrustedCallers.Reject, Ann, Bob);
        world.Ann.Dress = Confide;
        world.Call().RunToEnd();
        SipRequest invite = world.Bob.Invite!;
        foreach (HeaderId id in new[] { HeaderId.PAssertedIdentity, HeaderId.PChargingVector, HeaderId.PChargingFunctionAddresses, HeaderId.PAccessNetworkInfo, HeaderId.PEarlyMedia, HeaderId.CmrControl, HeaderId.PAssertedService })
            Assert.IsTrue(invite.Has(id), id.ToString());
        Assert.IsFalse(invite.Has(HeaderId.PPreferredIdentity));
    }

    [TestMethod]
    [DataRow("id", false)]
    [DataRow("none", true)]
    public void An_asserted_identity_leaves_the_trust_domain_only_if_its_owner_does_not_hide(string privacy, bool leaves)
    {
        CallWorld world = World(UntrustedCallers.Reject, Ann);
        world.Ann.Dress = invite => invite.Set(HeaderId.PAssertedIdentity, "<sip:ann@home.example>").Set(HeaderId.Privacy, privacy);
        world.Call().RunToEnd();
        Assert.AreEqual(leaves, world.Bob.Invite!.Has(HeaderId.PAssertedIdentity));
        Assert.AreEqual(!leaves, world.Node.Questions.Single().CallerHidden);
    }

    [TestMethod]
    public void Towards_a_strange_caller_the_18x_says_nothing_of_the_core()
    {
        CallWorld world = new CallWorld(1, new CallOptions { RequirePem = false }, trust: Trust(UntrustedCallers.Accept, Bob));
        world.WhenCalled(bob =>
        {
            bob.Ring(180, Ms(50), dress: response => response.Set(HeaderId.PChargingVector, "icid-value=42").Set(HeaderId.PAssertedIdentity, "<sip:bob@home.example>").Set(HeaderId.Privacy, "id"));
            bob.Answer(Ms(3000), bob.Describe());
        });
        world.Ann.TalkTime = TimeSpan.FromSeconds(2);
        world.Call().RunToEnd();
        SipResponse toned = world.TonedProgress();
        foreach (HeaderId id in new[] { HeaderId.PChargingVector, HeaderId.PAssertedIdentity, HeaderId.PEarlyMedia }) Assert.IsFalse(toned.Has(id), id.ToString());
        Assert.AreEqual(200, world.Ann.Final!.Status.Code, "a caller that is not asked for P-Early-Media hears the tone all the same");
    }

    [TestMethod]
    public void Without_an_asserted_identity_From_counts_only_where_it_is_believed()
    {
        foreach (bool believed in new[] { true, false })
        {
            CallWorld world = new CallWorld(1, trust: Trust(UntrustedCallers.Reject, Ann, Bob) with { BelieveFrom = believed }).WithUsualCall().Call().RunToEnd();
            Assert.AreEqual(believed ? "sip:ann@10.0.0.1" : "", world.Node.Questions.Single().Caller);
        }
    }

    [TestMethod]
    public void A_cancelled_call_of_a_stranger_is_cancelled()
    {
        CallWorld world = World(UntrustedCallers.Accept, Bob);
        world.Ann.Dress = invite => invite.Set(HeaderId.CmrControl, "all;filter");
        world.Call().RunFor(500);
        world.Ann.GiveUp();
        world.RunToEnd();
        Assert.AreEqual(487, world.Ann.Final!.Status.Code);
        Assert.IsTrue(world.Bob.WasCancelled);
    }

    [TestMethod]
    [DataRow("Record-Route", "<sip:10.0.0.9;lr>")]
    [DataRow("Record-Route", "<sip:10.0.0.9:5060;lr>, <sip:10.0.0.9;lr>")]
    [DataRow("Contact", "<sip:10.0.0.9>")]
    [DataRow("Contact", "<sip:0.0.0.0>")]
    [DataRow("Contact", "<sip:255.255.255.255>")]
    [DataRow("Contact", "<sip:224.0.0.1>")]
    [DataRow("Contact", "<tel:+491>")]
    [DataRow("Via", "SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bKevil")]
    public void A_caller_that_points_back_at_us_moves_us_to_nothing(string name, string value)
    {
        CallWorld world = World(UntrustedCallers.Accept, Bob);
        world.Ann.Dress = invite => name == "Contact" ? invite.Set(name, value) : invite.Add(name, value);
        world.Call();
        world.Network.RunUntilIdle(TimeSpan.FromMinutes(15));
        world.AssertNothingLeft();
        Assert.IsLessThan(100, world.Network.Trace.Count(datagram => datagram.Source == world.Node.Endpoint), "no storm");
        Assert.IsEmpty(world.Network.Trace.Where(datagram => datagram.Source == world.Node.Endpoint && datagram.Destination.Address.ToString() is not (Ann or Bob)).ToList());
    }

    private static SipRequestBuilder Confide(SipRequestBuilder invite) => invite
        .Set(HeaderId.PAssertedIdentity, "<sip:ann@home.example>").Set(HeaderId.PPreferredIdentity, "<sip:annie@home.example>").Set(HeaderId.PChargingVector, "icid-value=42")
        .Set(HeaderId.PChargingFunctionAddresses, "ccf=10.9.9.9").Set(HeaderId.PAccessNetworkInfo, "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=1").Set(HeaderId.CmrControl, "cmrbt;priority=calling")
        .Set(HeaderId.PAssertedService, "urn:urn-7:3gpp-service.ims.icsi.mmtel");

    private static CallWorld World(UntrustedCallers strangers, params string[] trusted) => new CallWorld(1, trust: Trust(strangers, trusted)).WithUsualCall();

    private static TrustPolicy Trust(UntrustedCallers strangers, params string[] trusted) => new()
    {
        Peers = new PeerTrust(new TrustOptions { Peers = [.. trusted.Select(address => new TrustedPeerOptions { Address = address })] }, []),
        UntrustedCallers = strangers,
    };
}
