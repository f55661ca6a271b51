using System.Net;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support.Builders;
using Cmr.Tests.Support.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Requests outside calls, calls that are refused at the door, and where calls go.</summary>
[TestClass]
public sealed class OutsideCallTests
{
    private readonly CallWorld _world = new CallWorld().WithUsualCall();

    [TestMethod]
    [DataRow("OPTIONS", 200)]
    [DataRow("REGISTER", 405)]
    [DataRow("MESSAGE", 405)]
    [DataRow("SUBSCRIBE", 405)]
    [DataRow("PUBLISH", 405)]
    [DataRow("REFER", 405)]
    [DataRow("BYE", 481)]
    [DataRow("PRACK", 481)]
    [DataRow("UPDATE", 481)]
    [DataRow("INFO", 481)]
    [DataRow("NOTIFY", 481)]
    [DataRow("NONSENSE", 501)]
    public void A_request_outside_a_call_gets_the_answer_of_a_node_that_only_takes_calls(string method, int status)
    {
        SipRequestBuilder request = An.Request(SipMethod.Of(method), "sip:10.0.0.9");
        if (method == "PRACK") request.Set(HeaderId.RAck, "1 1 INVITE");
        _world.Ann.Send(request, _world.Node.Endpoint);
        _world.RunToEnd();
        SipResponse response = _world.Ann.Responses(SipMethod.Of(method), status).Single();
        Assert.AreEqual(status is 200 or 405 or 501, response.Has(HeaderId.Allow));
        Assert.IsFalse(response.To.Tag.IsEmpty);
    }

    [TestMethod]
    public void A_request_of_an_unknown_dialog_gets_481()
    {
        foreach (SipMethod method in new[] { SipMethod.Invite, SipMethod.Bye, SipMethod.Info })
            _world.Ann.Send(An.Request(method).Set(HeaderId.To, "<sip:bob@b.example>;tag=nobody"), _world.Node.Endpoint);
        _world.RunToEnd();
        foreach (SipMethod method in new[] { SipMethod.Invite, SipMethod.Bye, SipMethod.Info }) Assert.AreEqual(1, _world.Ann.Responses(method, 481).Count(), method.ToString());
    }

    [TestMethod]
    public void A_stray_ACK_and_a_CANCEL_of_nothing_harm_nobody()
    {
        _world.Ann.Acknowledge(An.Request(SipMethod.Ack).Set(HeaderId.To, "<sip:bob@b.example>;tag=nobody"), _world.Node.Endpoint);
        _world.Inject(An.Request(SipMethod.Cancel).Received("z9hG4bKnothing").Build());
        _world.RunToEnd();
        Assert.AreEqual(1, _world.SentToAnn("SIP/2.0 481"));
        Assert.AreEqual(1, _world.SentToAnn("SIP/2.0"));
    }

    [TestMethod]
    public void Max_Forwards_0_gets_483()
    {
        _world.Ann.Dress = invite => invite.WithMaxForwards(0);
        AssertRefused(483);
    }

    [TestMethod]
    public void An_unknown_demand_gets_420_with_its_name()
    {
        _world.Ann.Require = "100rel, teleportation";
        AssertRefused(420);
        Assert.AreEqual("teleportation", _world.Ann.Final!.Value(HeaderId.Unsupported).ToString());
    }

    [TestMethod]
    public void An_INVITE_without_Contact_gets_400()
    {
        _world.Ann.Dress = invite => invite.Remove(HeaderId.Contact);
        AssertRefused(400);
    }

    [TestMethod]
    [DataRow("sip:bob@10.0.0.9", 404)]
    [DataRow("sip:bob@10.0.0.9:5060;lr", 404)]
    [DataRow("sips:bob@10.0.0.2", 416)]
    [DataRow("tel:+491511234567", 404)]
    [DataRow("sip:bob@[2001:db8::1]", 404)]
    [DataRow("sip:bob@nowhere.example", 404)]
    public void A_call_that_leads_nowhere_is_refused(string uri, int status)
    {
        _world.Call(uri);
        _world.RunToEnd();
        Assert.AreEqual(status, _world.Ann.Final!.Status.Code);
        Assert.IsNull(_world.Bob.Invite);
    }

    [TestMethod]
    public void A_name_that_leads_back_to_us_is_a_loop()
    {
        _world.Node.Names["home.example"] = IPAddress.Parse("10.0.0.9");
        _world.Call("sip:bob@home.example").RunToEnd();
        Assert.AreEqual(482, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void A_name_is_looked_up_once_for_all_that_wait()
    {
        _world.Node.Names["b.example"] = IPAddress.Parse("10.0.0.2");
        _world.Call("sip:bob@b.example").RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void The_outbound_proxy_gets_every_new_call_but_not_what_follows_in_the_dialog()
    {
        CallWorld world = new CallWorld(1, outboundProxy: new HostPort("10.0.0.2", 5060)).WithUsualCall();
        world.Call("tel:+491511234567").RunToEnd();
        Assert.AreEqual("tel:+491511234567", world.Bob.Invite!.Uri.ToString());
        Assert.AreEqual("sip:phone@10.0.0.2:5060", world.Bob.Requests(SipMethod.Bye).Single().Uri.ToString());
    }

    [TestMethod]
    public void Our_own_Route_is_taken_off_and_the_next_one_says_where_to_go()
    {
        _world.Ann.Dress = invite => invite.Add(HeaderId.Route, "<sip:10.0.0.9;lr>").Add(HeaderId.Route, "<sip:orig-1@10.0.0.2;lr>");
        _world.Call("sip:bob@somewhere.example").RunToEnd();
        Assert.AreEqual("<sip:orig-1@10.0.0.2;lr>", _world.Bob.Invite!.Value(HeaderId.Route).ToString());
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
    }

    [TestMethod]
    public void Record_Routes_make_the_route_sets_of_both_dialogs()
    {
        SimulatedPeer proxyOfBob = new(_world.Network, "10.0.0.5");
        SimulatedPeer proxyOfAnn = new(_world.Network, "10.0.0.6");
        _world.Ann.Dress = invite => invite.Add(HeaderId.RecordRoute, "<sip:10.0.0.6;lr>");
        _world.WhenCalled(bob => bob.Ring(180, Ms(50), reliable: true, dress: response => response.Add(HeaderId.RecordRoute, "<sip:10.0.0.5;lr>")));
        _world.Call().RunFor(1000);
        SipRequest prack = proxyOfBob.All<Cmr.Protocols.Sip.Transactions.TransactionEffect.RequestReceived>().First().Request;
        Assert.AreEqual("<sip:10.0.0.5;lr>", prack.Value(HeaderId.Route).ToString());
        Assert.AreEqual("sip:phone@10.0.0.2:5060", prack.Uri.ToString());
        Assert.AreEqual("<sip:10.0.0.6;lr>", _world.TonedProgress().Value(HeaderId.RecordRoute).ToString());
        Assert.IsEmpty(proxyOfAnn.Seen);
    }

    [TestMethod]
    public void A_merged_INVITE_gets_482()
    {
        Utf8Text callId = "merged@x";
        SipRequestBuilder Copy() => An.Invite(Called).Set(HeaderId.CallId, callId);
        _world.Ann.Send(Copy(), _world.Node.Endpoint);
        _world.Ann.Send(Copy(), _world.Node.Endpoint);
        _world.RunFor(200);
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Invite, 482).Count());
        Assert.AreEqual(1, _world.Bob.Requests(SipMethod.Invite).Count());
    }

    private void AssertRefused(int status)
    {
        _world.Call().RunToEnd();
        Assert.AreEqual(status, _world.Ann.Final!.Status.Code);
        Assert.IsNull(_world.Bob.Invite);
        Assert.IsEmpty(_world.Node.Reports);
    }
}
