using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support.Builders;
using Cmr.Tests.Support.Simulation;
using static Cmr.Tests.Sip.Simulation.CallWorld;

namespace Cmr.Tests.Sip.Calls;

/// <summary>Answers to INVITEs that nobody waits for any more, requests that come back, and the last hop.</summary>
[TestClass]
public sealed class LateAnswerTests
{
    private readonly CallWorld _world = new();

    [TestMethod]
    public void A_2xx_after_the_INVITE_timed_out_is_acknowledged_and_hung_up()
    {
        _world.Network.Drop = datagram => datagram.Source == _world.Bob.Endpoint && datagram.SentAt < Ms(40_000);
        _world.WhenCalled(bob => bob.Answer(Ms(41_000), bob.Describe())).Call().RunToEnd();
        Assert.AreEqual(408, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(_world.Bob.HasAck);
        Assert.AreEqual(1, _world.Bob.Requests(SipMethod.Bye).Count());
    }

    [TestMethod]
    public void A_repeated_late_2xx_gets_its_ACK_again_and_no_second_BYE()
    {
        _world.Network.Drop = datagram => datagram.Source == _world.Bob.Endpoint && datagram.SentAt < Ms(40_000);
        _world.WhenCalled(bob => bob.Answer(Ms(41_000), bob.Describe())).Call().RunFor(42_000);
        _world.Bob.RepeatSuccess();
        _world.RunToEnd();
        Assert.AreEqual(2, _world.SentToBob("ACK"));
        Assert.AreEqual(1, _world.Bob.Requests(SipMethod.Bye).Count());
    }

    [TestMethod]
    public void A_server_that_answers_after_another_was_tried_is_hung_up()
    {
        SipEndpoint slow = new(SipTransport.Udp, System.Net.IPAddress.Parse("10.0.0.4"), 5060);
        _world.Node.Services["b.example"] = [slow, _world.Bob.Endpoint];
        CalledPhone late = new(_world.Network, "10.0.0.4", _world.Node.Endpoint) { Tag = "slow1" };
        late.React = phone => phone.Answer(Ms(6_000), phone.Describe());
        _world.Network.Drop = datagram => datagram.Source == slow && datagram.SentAt < Ms(5_900);
        _world.WithUsualCall().Call("sip:bob@b.example").RunToEnd();
        Assert.AreEqual(200, _world.Ann.Final!.Status.Code);
        Assert.IsTrue(late.HasAck && late.SawBye);
    }

    [TestMethod]
    public void A_forged_2xx_makes_us_send_nothing()
    {
        SipRequest forged = An.Invite().Push(HeaderId.Via, "SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bKguess").Build();
        _world.Inject(SipResponse.For(forged, SipStatus.Ok).WithToTag("x").Set(HeaderId.Contact, "<sip:victim@10.0.0.2>").Build());
        _world.RunToEnd();
        Assert.IsEmpty(_world.Sent("10.0.0.9", "10.0.0.2", ""));
    }

    [TestMethod]
    [DataRow(false, 482)]
    [DataRow(true, 200)]
    public void An_INVITE_of_ours_that_comes_back_is_a_loop_unless_its_Route_changed(bool otherRoute, int status)
    {
        SimulatedPeer proxy = new(_world.Network, "10.0.0.5");
        int turns = 0;
        proxy.React = effect =>
        {
            if (effect is TransactionEffect.Discarded { Message: SipResponse response }) PassDown(proxy, response);
            if (effect is not TransactionEffect.RequestReceived { Request: var request } || request.Method != SipMethod.Invite) return;
            // Back to where it came from, as a proxy with a wrong route would; the second time on to Bob
            bool back = turns++ == 0;
            SipRequestBuilder copy = request.Edit().Remove(HeaderId.Route).Push(HeaderId.Via, $"SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bKturn{turns}");
            if (back) copy.Push(HeaderId.Route, otherRoute ? "<sip:orig@10.0.0.5;lr>" : "<sip:10.0.0.5;lr>").Push(HeaderId.Route, "<sip:10.0.0.9;lr>");
            _world.Network.Send(proxy.Endpoint, back ? _world.Node.Endpoint : _world.Bob.Endpoint, copy.Build().Bytes);
        };
        _world.WhenCalled(bob => bob.Answer(Ms(100), bob.Describe()));
        _world.Ann.Dress = invite => invite.Add(HeaderId.Route, "<sip:10.0.0.9;lr>").Add(HeaderId.Route, "<sip:10.0.0.5;lr>");
        _world.Ann.TalkTime = Ms(1000);
        _world.Call("sip:bob@somewhere.example").RunFor(10_000);
        Assert.AreEqual(status, _world.Ann.Final!.Status.Code);
        Assert.AreEqual(otherRoute, _world.Bob.Invite is not null);
    }

    [TestMethod]
    public void The_last_hop_takes_BYE_answers_OPTIONS_itself_and_refuses_what_would_go_on()
    {
        _world.WithUsualCall();
        _world.Ann.TalkTime = null;
        _world.Call().RunFor(4000);
        _world.Ann.Request(SipMethod.Options, dress: request => request.WithMaxForwards(0));
        _world.Ann.Request(SipMethod.Info, dress: request => request.WithMaxForwards(0));
        _world.RunFor(500);
        Assert.IsTrue(_world.Ann.Responses(SipMethod.Options, 200).Single().Has(HeaderId.Allow));
        Assert.IsEmpty(_world.Bob.Requests(SipMethod.Options));
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Info, 483).Count());
        _world.Ann.Request(SipMethod.Bye, dress: request => request.WithMaxForwards(0));
        _world.RunToEnd();
        Assert.AreEqual(1, _world.Ann.Responses(SipMethod.Bye, 200).Count());
        Assert.IsTrue(_world.Bob.SawBye);
    }

    private void PassDown(SimulatedPeer proxy, SipResponse response)
    {
        SipResponse down = response.Edit().RemoveFirstValue(HeaderId.Via).Build();
        Assert.IsTrue(down.TopVia.SentBy.TryGetAddress(out System.Net.IPAddress? address));
        _world.Network.Send(proxy.Endpoint, SipEndpoint.Udp(address!, 5060), down.Bytes);
    }
}
