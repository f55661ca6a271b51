using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Builders;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Protocols.Sip.Transactions;

[TestClass]
public sealed class TransactionLayerTests
{
    private readonly SimulatedNetwork _net = new(seed: 1);
    private readonly SimulatedPeer _ann;
    private readonly SimulatedPeer _bob;

    public TransactionLayerTests()
    {
        _ann = new SimulatedPeer(_net, "10.0.0.1");
        _bob = new SimulatedPeer(_net, "10.0.0.2");
    }

    private string[] Wire => [.. _net.Trace.Select(datagram => datagram.FirstLine)];

    [TestMethod]
    public void A_request_and_its_response_pass_and_both_sides_forget_them()
    {
        Answer(_bob, SipStatus.Ok);
        _ann.Send(An.Request(SipMethod.Options), _bob.Endpoint);
        _net.RunUntilIdle();
        Assert.AreEqual(SipStatus.Ok, _ann.All<TransactionEffect.ResponseReceived>().Single().Response.Status);
        AssertForgotten();
        Assert.HasCount(2, _net.Trace);
    }

    [TestMethod]
    public void An_INVITE_without_answer_gets_a_100_after_200_ms()
    {
        _ann.Send(An.Invite(), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromMilliseconds(209));
        Assert.DoesNotContain("SIP/2.0 100 Trying", Wire);
        _net.RunFor(TimeSpan.FromMilliseconds(2));
        Assert.Contains("SIP/2.0 100 Trying", Wire);
    }

    [TestMethod]
    public void A_failure_response_is_acknowledged_inside_the_transaction()
    {
        Answer(_bob, SipStatus.BusyHere);
        ClientTransaction invite = _ann.Send(An.Invite().Add(HeaderId.Route, "<sip:p.example;lr>"), _bob.Endpoint);
        _net.RunUntilIdle();
        SimulatedDatagram wire = _net.Trace.Single(datagram => datagram.FirstLine.StartsWith("ACK ", StringComparison.Ordinal));
        SipRequest ack = Read<SipRequest>(wire);
        Assert.AreEqual(invite.Request.TopVia.Branch, ack.TopVia.Branch);
        Assert.AreEqual("peer2", ack.To.Tag.ToString());
        Assert.AreEqual("<sip:p.example;lr>", ack.Value(HeaderId.Route).ToString());
        Assert.IsEmpty(_bob.All<TransactionEffect.AckReceived>(), "the ACK of a failure stays in the transaction");
        AssertForgotten();
    }

    [TestMethod]
    public void The_ACK_of_a_2xx_comes_up_and_the_2xx_may_be_repeated_by_its_sender()
    {
        Answer(_bob, SipStatus.Ok);
        _ann.React = effect =>
        {
            if (effect is TransactionEffect.ResponseReceived { Response: var response })
            {
                _ann.Acknowledge(An.Request(SipMethod.Ack, "sip:bob@10.0.0.2").Set(HeaderId.To, response.Value(HeaderId.To)), _bob.Endpoint);
            }
        };
        _ann.Send(An.Invite(), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromSeconds(1));
        ServerTransaction server = _bob.All<TransactionEffect.RequestReceived>().Single().Transaction;
        _bob.Respond(server, server.LastResponse!);
        _net.RunUntilIdle();
        Assert.HasCount(2, _bob.All<TransactionEffect.AckReceived>());
        Assert.HasCount(2, _ann.All<TransactionEffect.ResponseReceived>());
        AssertForgotten();
    }

    [TestMethod]
    public void CANCEL_waits_for_a_provisional_response_and_carries_its_reason()
    {
        _bob.React = effect =>
        {
            if (effect is TransactionEffect.RequestReceived { Request.Method.Kind: SipMethodKind.Invite, Transaction: var invite })
            {
                _bob.Respond(invite, SipStatus.Ringing);
            }
            else if (effect is TransactionEffect.Cancelled { Transaction: var cancelled })
            {
                _bob.Respond(cancelled, SipStatus.RequestTerminated);
            }
        };
        ClientTransaction call = _ann.Send(An.Invite(), _bob.Endpoint);
        _ann.Cancel(call, "SIP;cause=200");
        _ann.Cancel(call, "SIP;cause=200");
        Assert.DoesNotContain("CANCEL sip:bob@b.example SIP/2.0", Wire, "RFC 3261 §9.1 forbids it before a provisional response");
        _net.RunUntilIdle();
        Assert.HasCount(1, Wire.Where(line => line.StartsWith("CANCEL", StringComparison.Ordinal)));
        Assert.AreEqual(200, _bob.All<TransactionEffect.Cancelled>().Single().Cancel.Reason!.Value.Cause);
        SipStatus[] statuses = [.. _ann.All<TransactionEffect.ResponseReceived>().Where(effect => effect.Transaction == call).Select(effect => effect.Response.Status)];
        CollectionAssert.AreEqual(new[] { SipStatus.Ringing, SipStatus.RequestTerminated }, statuses);
        AssertForgotten();
    }

    [TestMethod]
    public void CANCEL_after_the_final_response_is_answered_and_changes_nothing()
    {
        _net.Latency = TimeSpan.FromMilliseconds(50);
        _bob.React = effect =>
        {
            if (effect is TransactionEffect.RequestReceived { Transaction: var invite })
            {
                _bob.Respond(invite, SipStatus.Ringing);
            }
        };
        ClientTransaction call = _ann.Send(An.Invite(), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromMilliseconds(110));
        _ann.Cancel(call);
        _bob.Respond(_bob.All<TransactionEffect.RequestReceived>().Single().Transaction, SipStatus.Ok);
        _net.RunUntilIdle();
        Assert.IsEmpty(_bob.All<TransactionEffect.Cancelled>());
        Assert.Contains(SipStatus.Ok, _ann.All<TransactionEffect.ResponseReceived>().Where(effect => effect.Transaction != call).Select(effect => effect.Response.Status));
        Assert.Contains(SipStatus.Ok, _ann.All<TransactionEffect.ResponseReceived>().Where(effect => effect.Transaction == call).Select(effect => effect.Response.Status));
        AssertForgotten();
    }

    [TestMethod]
    public void CANCEL_of_nothing_gets_481()
    {
        _ann.Send(An.Request(SipMethod.Cancel), _bob.Endpoint);
        _net.RunUntilIdle();
        Assert.AreEqual(SipStatus.CallOrTransactionDoesNotExist, _ann.All<TransactionEffect.ResponseReceived>().Single().Response.Status);
    }

    [TestMethod]
    public void A_cancelled_INVITE_that_stays_without_final_response_times_out()
    {
        Answer(_bob, SipStatus.Ringing);
        ClientTransaction call = _ann.Send(An.Invite(), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromSeconds(1));
        _ann.Cancel(call);
        _net.RunFor(TimeSpan.FromSeconds(40));
        Assert.AreSame(call, _ann.All<TransactionEffect.TimedOut>().Single().Transaction);
    }

    [TestMethod]
    public void An_INVITE_that_rings_for_ever_is_cancelled_by_timer_C()
    {
        _bob.React = effect =>
        {
            if (effect is TransactionEffect.RequestReceived { Request.Method.Kind: SipMethodKind.Invite, Transaction: var invite }) _bob.Respond(invite, SipStatus.Ringing);
            else if (effect is TransactionEffect.Cancelled { Transaction: var cancelled }) _bob.Respond(cancelled, SipStatus.RequestTerminated);
        };
        ClientTransaction call = _ann.Send(An.Invite(), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromSeconds(184));
        Assert.IsEmpty(_bob.All<TransactionEffect.Cancelled>());
        _net.RunUntilIdle();
        Assert.HasCount(1, _bob.All<TransactionEffect.Cancelled>());
        Assert.AreEqual(SipStatus.RequestTerminated, _ann.All<TransactionEffect.ResponseReceived>().Last(effect => effect.Transaction == call).Response.Status);
        AssertForgotten();
    }

    [TestMethod]
    public void A_peer_that_rings_and_vanishes_does_not_leave_the_INVITE_open()
    {
        Answer(_bob, SipStatus.Ringing);
        ClientTransaction call = _ann.Send(An.Invite(), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromSeconds(1));
        _net.Drop = _ => true;
        _net.RunFor(TimeSpan.FromSeconds(300));
        Assert.AreSame(call, _ann.All<TransactionEffect.TimedOut>().Single(effect => effect.Transaction == call).Transaction);
        Assert.AreEqual(0, _ann.Layer.ClientTransactionCount);
    }

    [TestMethod]
    public void A_non_INVITE_that_its_user_forgets_is_forgotten_when_its_client_gives_up()
    {
        _ann.Send(An.Request(SipMethod.Options), _bob.Endpoint);
        _net.RunUntilIdle();
        Assert.HasCount(1, Wire.Where(line => line.StartsWith("SIP/2.0 100", StringComparison.Ordinal)).Take(1));
        AssertForgotten();
    }

    [TestMethod]
    public void CANCELs_of_one_INVITE_that_came_by_two_ways_are_both_answered()
    {
        foreach (string branch in new[] { "z9hG4bKa", "z9hG4bKb" })
        {
            _net.Send(_ann.Endpoint, _bob.Endpoint, An.Invite().Received(branch).Build().Bytes);
            _net.RunFor(TimeSpan.FromMilliseconds(30));
        }

        foreach (string branch in new[] { "z9hG4bKa", "z9hG4bKb" }) _net.Send(_ann.Endpoint, _bob.Endpoint, An.Request(SipMethod.Cancel).Received(branch).Build().Bytes);
        _net.RunFor(TimeSpan.FromMilliseconds(30));
        SipResponse[] cancels = [.. _net.Trace.Where(datagram => datagram.Source == _bob.Endpoint).Select(Read<SipResponse>).Where(response => response.CSeq.Method == SipMethod.Cancel)];
        CollectionAssert.AreEqual(new[] { 200, 200 }, cancels.Select(response => response.Status.Code).ToArray());
    }

    [TestMethod]
    public void A_CANCEL_of_a_client_of_RFC_2543_finds_its_INVITE()
    {
        _net.Send(_ann.Endpoint, _bob.Endpoint, An.Invite().Received(branch: "1").Build().Bytes);
        _net.Send(_ann.Endpoint, _bob.Endpoint, An.Request(SipMethod.Cancel).Received(branch: "1").Build().Bytes);
        _net.RunFor(TimeSpan.FromMilliseconds(30));
        Assert.HasCount(1, _bob.All<TransactionEffect.Cancelled>());
    }

    [TestMethod]
    public void A_request_of_ours_is_found_by_its_Via_and_by_no_other()
    {
        ClientTransaction call = _ann.Send(An.Invite(), _bob.Endpoint);
        Assert.AreSame(call, _ann.Layer.FindSent(call.Request.TopVia, SipMethod.Invite));
        Assert.IsNull(_ann.Layer.FindSent(call.Request.TopVia, SipMethod.Options));
        Assert.IsNull(_bob.Layer.FindSent(call.Request.TopVia, SipMethod.Invite), "the sent-by is Ann's");
    }

    [TestMethod]
    public void The_same_request_by_another_way_gets_482()
    {
        _ann.Send(An.Request(SipMethod.Options), _bob.Endpoint);
        ClientTransaction second = _ann.Send(An.Request(SipMethod.Options), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromMilliseconds(30));
        TransactionEffect.ResponseReceived refused = _ann.All<TransactionEffect.ResponseReceived>().Single();
        Assert.AreSame(second, refused.Transaction);
        Assert.AreEqual(SipStatus.LoopDetected, refused.Response.Status);
        Assert.HasCount(1, _bob.All<TransactionEffect.RequestReceived>());
    }

    [TestMethod]
    public void Received_and_rport_are_filled_in_and_the_response_goes_to_the_source()
    {
        SipEndpoint nat = SipEndpoint.Udp(System.Net.IPAddress.Parse("10.0.0.9"), 33333);
        SipRequest request = An.Request(SipMethod.Options).Push(HeaderId.Via, "SIP/2.0/UDP phone.local:5060;rport;branch=z9hG4bKn;x=\"a b\"").Build();
        _net.Send(nat, _bob.Endpoint, request.Bytes);
        Answer(_bob, SipStatus.Ok);
        _net.RunFor(TimeSpan.FromSeconds(1));
        SimulatedDatagram reply = _net.Trace[^1];
        Assert.AreEqual(nat, reply.Destination);
        Assert.AreEqual("SIP/2.0/UDP phone.local:5060;branch=z9hG4bKn;x=\"a b\";received=10.0.0.9;rport=33333", Read<SipResponse>(reply).Value(HeaderId.Via).ToString());
    }

    [TestMethod]
    public void Without_rport_the_response_goes_to_the_port_of_sent_by_at_the_source_address()
    {
        SipEndpoint source = SipEndpoint.Udp(System.Net.IPAddress.Parse("10.0.0.9"), 33333);
        SipRequest request = An.Request(SipMethod.Options).Push(HeaderId.Via, "SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKn;maddr=198.51.100.1").Build();
        _net.Send(source, _bob.Endpoint, request.Bytes);
        Answer(_bob, SipStatus.Ok);
        _net.RunFor(TimeSpan.FromSeconds(1));
        Assert.AreEqual(source with { Port = 5070 }, _net.Trace[^1].Destination);
        Assert.AreEqual("10.0.0.9", Read<SipResponse>(_net.Trace[^1]).TopVia.Received.ToString());
    }

    [TestMethod]
    public void A_client_of_RFC_2543_is_matched_by_the_old_rule()
    {
        SipRequest invite = An.Invite().Received(branch: "1", sentBy: "10.0.0.1:5060").Build();
        _net.Send(_ann.Endpoint, _bob.Endpoint, invite.Bytes);
        _net.Send(_ann.Endpoint, _bob.Endpoint, invite.Bytes);
        Answer(_bob, SipStatus.BusyHere);
        _net.RunFor(TimeSpan.FromMilliseconds(100));
        Assert.HasCount(1, _bob.All<TransactionEffect.RequestReceived>());
        SipRequest ack = An.Request(SipMethod.Ack).Set(HeaderId.To, "<sip:bob@b.example>;tag=peer2").Received(branch: "1").Build();
        _net.Send(_ann.Endpoint, _bob.Endpoint, ack.Bytes);
        _net.RunUntilIdle();
        Assert.IsEmpty(_bob.All<TransactionEffect.AckMissing>());
        Assert.IsEmpty(_bob.All<TransactionEffect.AckReceived>());
    }

    [TestMethod]
    public void The_cookie_alone_is_no_branch_and_merges_nothing()
    {
        foreach (string call in new[] { "call-a", "call-b" })
        {
            SipRequest request = An.Request(SipMethod.Options).Set(HeaderId.CallId, call).Received(branch: "z9hG4bK").Build();
            _net.Send(_ann.Endpoint, _bob.Endpoint, request.Bytes);
        }

        _net.RunFor(TimeSpan.FromSeconds(1));
        Assert.HasCount(2, _bob.All<TransactionEffect.RequestReceived>());
    }

    [TestMethod]
    public void Responses_with_a_foreign_Via_or_several_are_discarded_and_late_ones_are_strays()
    {
        SipRequest foreign = An.Request(SipMethod.Options).Received(sentBy: "192.0.2.1:5060").Build();
        _net.Send(_bob.Endpoint, _ann.Endpoint, An.Response(foreign, SipStatus.Ok).Bytes);
        SipRequest twice = An.Request(SipMethod.Options).Received().Received(branch: "z9hG4bKother").Build();
        _net.Send(_bob.Endpoint, _ann.Endpoint, An.Response(twice, SipStatus.Ok).Bytes);
        SipRequest unknown = An.Request(SipMethod.Options).Received().Build();
        _net.Send(_bob.Endpoint, _ann.Endpoint, An.Response(unknown, SipStatus.Ok).Bytes);
        _net.RunUntilIdle();
        Assert.HasCount(2, _ann.All<TransactionEffect.Discarded>());
        Assert.HasCount(1, _ann.All<TransactionEffect.StrayResponse>());
    }

    [TestMethod]
    public void Beyond_the_limit_of_transactions_requests_get_a_stateless_503()
    {
        SimulatedPeer carol = new(_net, "10.0.0.3", new TransactionLayerOptions { SentBy = default, MaxServerTransactions = 1 });
        _ann.Send(An.Request(SipMethod.Options), carol.Endpoint);
        _ann.Send(An.Request(SipMethod.Options).Set(HeaderId.CallId, "other"), carol.Endpoint);
        _net.RunFor(TimeSpan.FromMilliseconds(30));
        Assert.AreEqual(SipStatus.ServiceUnavailable, _ann.All<TransactionEffect.ResponseReceived>().Single().Response.Status);
        Assert.AreEqual(1, carol.Layer.ServerTransactionCount);
    }

    [TestMethod]
    public void A_transport_failure_ends_a_client_transaction_and_leaves_an_INVITE_server_where_it_is()
    {
        ClientTransaction client = _ann.Send(An.Request(SipMethod.Options), _bob.Endpoint);
        List<TransactionEffect> effects = [];
        _ann.Layer.TransportFailed(client, _net.Now, effects);
        Assert.HasCount(2, effects);
        Assert.IsInstanceOfType<TransactionEffect.TransportFailed>(effects[0]);
        Assert.AreEqual(0, _ann.Layer.ClientTransactionCount);
        _ann.Send(An.Invite().Set(HeaderId.CallId, "x"), _bob.Endpoint);
        _net.RunFor(TimeSpan.FromMilliseconds(50));
        ServerTransaction server = _bob.All<TransactionEffect.RequestReceived>().Last().Transaction;
        _bob.Layer.TransportFailed(server, _net.Now, effects);
        Assert.AreEqual(TransactionState.Proceeding, server.State);
    }

    [TestMethod]
    public void Under_loss_duplication_and_reordering_every_transaction_ends_once_and_nothing_stays_armed()
    {
        for (int seed = 1; seed <= 300; seed++)
        {
            SimulatedNetwork net = new(seed) { Loss = 0.3, Duplication = 0.2, Jitter = TimeSpan.FromMilliseconds(700) };
            SimulatedPeer caller = new(net, "10.0.0.1");
            SimulatedPeer callee = new(net, "10.0.0.2");
            SipStatus final = (seed % 3) switch { 0 => SipStatus.BusyHere, 1 => SipStatus.Ok, _ => SipStatus.MovedTemporarily };
            Answer(callee, final);
            ClientTransaction request = caller.Send(seed % 2 == 0 ? An.Invite() : An.Request(SipMethod.Update), callee.Endpoint);
            net.RunUntilIdle();
            string what = $"seed {seed}\n{string.Join('\n', net.Trace)}";
            Assert.AreEqual(0, caller.Layer.ClientTransactionCount + callee.Layer.ServerTransactionCount, what);
            Assert.IsNull(caller.NextDeadline, what);
            Assert.HasCount(1, caller.All<TransactionEffect.Terminated>(), what);
            Assert.IsLessThanOrEqualTo(1, callee.All<TransactionEffect.RequestReceived>().Count(), what);
            bool timedOut = caller.All<TransactionEffect.TimedOut>().Any();
            int finals = caller.All<TransactionEffect.ResponseReceived>().Count(effect => effect.Response.Status.IsFinal);
            bool many = request is InviteClientTransaction && final.IsSuccess;
            Assert.IsTrue(timedOut ? finals == 0 : many ? finals >= 1 : finals == 1, what);
        }
    }

    private static TMessage Read<TMessage>(SimulatedDatagram datagram)
        where TMessage : SipMessage
    {
        SipMessage.TryRead(datagram.Bytes.Span, SipLimits.Default, out SipMessage? message);
        return (TMessage)message!;
    }

    private static void Answer(SimulatedPeer peer, SipStatus status) => peer.React = effect =>
    {
        if (effect is TransactionEffect.RequestReceived { Transaction: var transaction })
        {
            peer.Respond(transaction, status);
        }
    };

    private void AssertForgotten()
    {
        Assert.AreEqual(0, _ann.Layer.ClientTransactionCount);
        Assert.AreEqual(0, _bob.Layer.ServerTransactionCount);
        Assert.IsNull(_ann.NextDeadline);
        Assert.IsNull(_bob.NextDeadline);
    }
}
