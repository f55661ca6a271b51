using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Builders;
using static Cmr.Protocols.Sip.Transactions.TransactionInputKind;
using static Cmr.Protocols.Sip.Transactions.TransactionState;

namespace Cmr.Tests.Protocols.Sip.Transactions;

/// <summary>Every pair of state and input of the four machines: the next state and the effects. A pair that is not listed changes and does nothing.</summary>
[TestClass]
public sealed class TransactionStateTableTests
{
    private static readonly SipEndpoint Peer = SipEndpoint.Udp(IPAddress.Loopback, 5060);
    private static readonly SipTimerOptions Timers = new();
    private static readonly SipRequest Invite = An.Invite().Received().Build();
    private static readonly SipRequest Options = An.Request(SipMethod.Options).Received().Build();

    // How to get into each state, then what each input does there: next state and effects in order.
    private static readonly Dictionary<TransactionState, TransactionInputKind[]> InviteClientStates = new()
    {
        [Calling] = [Start], [Proceeding] = [Start, Receive1xx], [Completed] = [Start, Receive300To699], [Accepted] = [Start, Receive2xx],
    };

    private static readonly Dictionary<(TransactionState, TransactionInputKind), (TransactionState, string)> InviteClient = new()
    {
        [(Calling, Start)] = (Calling, "Send"),
        [(Calling, TimerA)] = (Calling, "Send"),
        [(Calling, TimerB)] = (Terminated, "TimedOut Terminated"),
        [(Calling, TransportError)] = (Terminated, "TransportFailed Terminated"),
        [(Calling, Receive1xx)] = (Proceeding, "ResponseReceived"),
        [(Calling, Receive2xx)] = (Accepted, "ResponseReceived"),
        [(Calling, Receive300To699)] = (Completed, "Send ResponseReceived"),
        [(Proceeding, Receive1xx)] = (Proceeding, "ResponseReceived"),
        [(Proceeding, Receive2xx)] = (Accepted, "ResponseReceived"),
        [(Proceeding, Receive300To699)] = (Completed, "Send ResponseReceived"),
        [(Proceeding, TimerB)] = (Terminated, "TimedOut Terminated"),
        [(Proceeding, TimerC)] = (Proceeding, ""), // the layer cancels it then
        [(Completed, Receive300To699)] = (Completed, "Send"),
        [(Completed, TransportError)] = (Terminated, "TransportFailed Terminated"),
        [(Completed, TimerD)] = (Terminated, "Terminated"),
        [(Accepted, Receive2xx)] = (Accepted, "ResponseReceived"),
        [(Accepted, TimerM)] = (Terminated, "Terminated"),
    };

    private static readonly Dictionary<TransactionState, TransactionInputKind[]> NonInviteClientStates = new()
    {
        [Trying] = [Start], [Proceeding] = [Start, Receive1xx], [Completed] = [Start, Receive2xx],
    };

    private static readonly Dictionary<(TransactionState, TransactionInputKind), (TransactionState, string)> NonInviteClient = new()
    {
        [(Trying, Start)] = (Trying, "Send"),
        [(Trying, TimerE)] = (Trying, "Send"),
        [(Trying, TimerF)] = (Terminated, "TimedOut Terminated"),
        [(Trying, TransportError)] = (Terminated, "TransportFailed Terminated"),
        [(Trying, Receive1xx)] = (Proceeding, "ResponseReceived"),
        [(Trying, Receive2xx)] = (Completed, "ResponseReceived"),
        [(Trying, Receive300To699)] = (Completed, "ResponseReceived"),
        [(Proceeding, TimerE)] = (Proceeding, "Send"),
        [(Proceeding, TimerF)] = (Terminated, "TimedOut Terminated"),
        [(Proceeding, TransportError)] = (Terminated, "TransportFailed Terminated"),
        [(Proceeding, Receive1xx)] = (Proceeding, "ResponseReceived"),
        [(Proceeding, Receive2xx)] = (Completed, "ResponseReceived"),
        [(Proceeding, Receive300To699)] = (Completed, "ResponseReceived"),
        [(Completed, TimerK)] = (Terminated, "Terminated"),
    };

    private static readonly Dictionary<TransactionState, TransactionInputKind[]> InviteServerStates = new()
    {
        [Proceeding] = [Start, Send1xx], [Completed] = [Start, Send300To699], [Confirmed] = [Start, Send300To699, Ack], [Accepted] = [Start, Send2xx],
    };

    private static readonly Dictionary<(TransactionState, TransactionInputKind), (TransactionState, string)> InviteServer = new()
    {
        [(Proceeding, RequestAgain)] = (Proceeding, "Send"),
        [(Proceeding, TimerTrying)] = (Proceeding, "Send"),
        [(Proceeding, Send1xx)] = (Proceeding, "Send"),
        [(Proceeding, Send2xx)] = (Accepted, "Send"),
        [(Proceeding, Send300To699)] = (Completed, "Send"),
        [(Proceeding, TransportError)] = (Proceeding, "TransportFailed"),
        [(Completed, RequestAgain)] = (Completed, "Send"),
        [(Completed, TimerG)] = (Completed, "Send"),
        [(Completed, TimerH)] = (Terminated, "AckMissing Terminated"),
        [(Completed, Ack)] = (Confirmed, ""),
        [(Completed, TransportError)] = (Completed, "TransportFailed"),
        [(Confirmed, TimerI)] = (Terminated, "Terminated"),
        [(Accepted, Send2xx)] = (Accepted, "Send"),
        [(Accepted, Ack)] = (Accepted, "AckReceived"),
        [(Accepted, TimerL)] = (Terminated, "Terminated"),
        [(Accepted, TransportError)] = (Accepted, "TransportFailed"),
    };

    private static readonly Dictionary<TransactionState, TransactionInputKind[]> NonInviteServerStates = new()
    {
        [Trying] = [Start], [Proceeding] = [Start, Send1xx], [Completed] = [Start, Send2xx],
    };

    private static readonly Dictionary<(TransactionState, TransactionInputKind), (TransactionState, string)> NonInviteServer = new()
    {
        [(Trying, TimerTrying)] = (Proceeding, "Send"),
        [(Trying, TimerF)] = (Terminated, "Terminated"),
        [(Proceeding, TimerF)] = (Terminated, "Terminated"),
        [(Trying, Send1xx)] = (Proceeding, "Send"),
        [(Trying, Send2xx)] = (Completed, "Send"),
        [(Trying, Send300To699)] = (Completed, "Send"),
        [(Proceeding, Send1xx)] = (Proceeding, "Send"),
        [(Proceeding, Send2xx)] = (Completed, "Send"),
        [(Proceeding, Send300To699)] = (Completed, "Send"),
        [(Proceeding, RequestAgain)] = (Proceeding, "Send"),
        [(Proceeding, TransportError)] = (Terminated, "TransportFailed Terminated"),
        [(Completed, RequestAgain)] = (Completed, "Send"),
        [(Completed, TransportError)] = (Terminated, "TransportFailed Terminated"),
        [(Completed, TimerJ)] = (Terminated, "Terminated"),
    };

    [TestMethod]
    public void INVITE_client_table_is_RFC_3261_figure_5_with_RFC_6026() =>
        Walk(InviteClientStates, InviteClient, () => new InviteClientTransaction(Invite, Peer, Timers));

    [TestMethod]
    public void Non_INVITE_client_table_is_RFC_3261_figure_6() =>
        Walk(NonInviteClientStates, NonInviteClient, () => new NonInviteClientTransaction(Options, Peer, Timers));

    [TestMethod]
    public void INVITE_server_table_is_RFC_3261_figure_7_with_RFC_6026() =>
        Walk(InviteServerStates, InviteServer, () => new InviteServerTransaction(Invite, Peer, Timers));

    [TestMethod]
    public void Non_INVITE_server_table_is_RFC_3261_figure_8() =>
        Walk(NonInviteServerStates, NonInviteServer, () => new NonInviteServerTransaction(Options, Peer, Timers));

    [TestMethod]
    public void Every_state_and_every_input_has_its_rows()
    {
        HashSet<TransactionState> states = [.. InviteClientStates.Keys, .. NonInviteClientStates.Keys, .. InviteServerStates.Keys, .. NonInviteServerStates.Keys, Terminated];
        CollectionAssert.AreEquivalent(Enum.GetValues<TransactionState>(), states.ToArray());
        HashSet<TransactionInputKind> inputs = [.. InviteClient.Keys.Concat(NonInviteClient.Keys).Concat(InviteServer.Keys).Concat(NonInviteServer.Keys).Select(row => row.Item2)];
        CollectionAssert.AreEquivalent(Array.Empty<TransactionInputKind>(), Enum.GetValues<TransactionInputKind>().Except(inputs).Except([CancelSent]).ToArray(), "only CancelSent does nothing to be seen: it arms a timer");
    }

    [TestMethod]
    public void Nothing_happens_after_the_end()
    {
        foreach (TransactionInputKind kind in Enum.GetValues<TransactionInputKind>())
        {
            NonInviteClientTransaction transaction = new(Options, Peer, Timers);
            Feed(transaction, TransportError);
            Assert.IsEmpty(Feed(transaction, kind), kind.ToString());
            Assert.IsNull(transaction.NextDeadline);
        }
    }

    [TestMethod]
    public void Timer_A_doubles_without_bound_and_timer_E_and_G_stop_at_T2()
    {
        CollectionAssert.AreEqual(new double[] { 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 }, SendTimes(new InviteClientTransaction(Invite, Peer, Timers), []));
        CollectionAssert.AreEqual(new double[] { 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5 }, SendTimes(new NonInviteClientTransaction(Options, Peer, Timers), []));
        CollectionAssert.AreEqual(new double[] { 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5 }, SendTimes(new InviteServerTransaction(Invite, Peer, Timers), [Send300To699]));
        CollectionAssert.AreEqual(new double[] { 0.5, 4.5, 8.5, 12.5, 16.5, 20.5, 24.5, 28.5 }, SendTimes(new NonInviteClientTransaction(Options, Peer, Timers), [Receive1xx]));
    }

    [TestMethod]
    public void A_non_INVITE_without_response_gets_100_when_its_client_has_slowed_down_and_silence_when_that_has_given_up()
    {
        NonInviteServerTransaction server = new(Options, Peer, Timers);
        CollectionAssert.AreEqual(new[] { 3.5 }, SendTimes(server, []));
        Assert.IsTrue(server.IsTerminated);
    }

    [TestMethod]
    public void A_non_INVITE_never_gets_408()
    {
        foreach (TransactionInputKind[] way in NonInviteServerStates.Values)
        {
            NonInviteServerTransaction server = new(Options, Peer, Timers);
            foreach (TransactionInputKind step in way) Feed(server, step);
            List<TransactionEffect> effects = [];
            TransactionState before = server.State;
            server.Step(TransactionInput.Sending(An.Response(Options, SipStatus.RequestTimeout)), TimeSpan.Zero, effects);
            Assert.IsEmpty(effects);
            Assert.AreEqual(before, server.State);
        }
    }

    [TestMethod]
    public void Timer_C_is_prolonged_by_180_and_not_by_100()
    {
        InviteClientTransaction client = new(Invite, Peer, Timers);
        Feed(client, Start);
        Receive(client, SipStatus.Trying, 1);
        Receive(client, SipStatus.Trying, 50);
        Assert.AreEqual(186, client.NextDeadline!.Value.TotalSeconds);
        Receive(client, SipStatus.Ringing, 100);
        Assert.AreEqual(285, client.NextDeadline!.Value.TotalSeconds);
    }

    private static void Receive(SipTransaction transaction, SipStatus status, int second) =>
        transaction.Step(TransactionInput.Received(An.Response(transaction.Request, status)), TimeSpan.FromSeconds(second), []);

    [TestMethod]
    public void Over_a_reliable_transport_nothing_is_retransmitted_and_the_wait_states_are_over_at_once()
    {
        SipEndpoint tcp = Peer with { Transport = SipTransport.Tcp };
        Assert.IsEmpty(SendTimes(new InviteClientTransaction(Invite, tcp, Timers), []));
        Assert.IsEmpty(SendTimes(new InviteServerTransaction(Invite, tcp, Timers), [Send300To699]));
        NonInviteServerTransaction server = new(Options, tcp, Timers);
        Feed(server, Send2xx);
        List<TransactionEffect> effects = [];
        server.Fire(TimeSpan.Zero, effects);
        Assert.IsTrue(server.IsTerminated);
    }

    private static double[] SendTimes(SipTransaction transaction, TransactionInputKind[] then)
    {
        Feed(transaction, Start);
        foreach (TransactionInputKind kind in then)
        {
            Feed(transaction, kind);
        }

        List<double> times = [];
        while (transaction.NextDeadline is { } deadline)
        {
            List<TransactionEffect> effects = [];
            transaction.Fire(deadline, effects);
            times.AddRange(effects.OfType<TransactionEffect.Send>().Select(_ => deadline.TotalSeconds));
        }

        return [.. times];
    }

    private static void Walk(
        Dictionary<TransactionState, TransactionInputKind[]> states,
        Dictionary<(TransactionState State, TransactionInputKind Kind), (TransactionState Next, string Effects)> table,
        Func<SipTransaction> make)
    {
        foreach ((TransactionState state, TransactionInputKind[] way) in states)
        {
            foreach (TransactionInputKind kind in Enum.GetValues<TransactionInputKind>())
            {
                SipTransaction transaction = make();
                foreach (TransactionInputKind step in way)
                {
                    Feed(transaction, step);
                }

                Assert.AreEqual(state, transaction.State);
                string effects = string.Join(' ', Feed(transaction, kind).Select(effect => effect.GetType().Name));
                (TransactionState next, string expected) = table.GetValueOrDefault((state, kind), (state, ""));
                Assert.AreEqual((next, expected), (transaction.State, effects), $"({state}, {kind})");
            }
        }
    }

    private static List<TransactionEffect> Feed(SipTransaction transaction, TransactionInputKind kind)
    {
        SipMessage? message = kind switch
        {
            Receive1xx or Send1xx => An.Response(transaction.Request, SipStatus.Ringing),
            Receive2xx or Send2xx => An.Response(transaction.Request, SipStatus.Ok),
            Receive300To699 or Send300To699 => An.Response(transaction.Request, SipStatus.BusyHere),
            RequestAgain or Ack => transaction.Request,
            _ => null,
        };
        List<TransactionEffect> effects = [];
        transaction.Step(new TransactionInput(kind, message), TimeSpan.Zero, effects);
        return effects;
    }
}
