using Cmr.Protocols.Sip.Dialogs;
using Cmr.Tests.Support;

namespace Cmr.Tests.Protocols.Sip.Dialogs;

/// <summary>The small machines of a dialog: each of their states with each of their inputs.</summary>
[TestClass]
public sealed class DialogStateTableTests
{
    private static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);

    [TestMethod]
    public void Offer_and_answer()
    {
        (string, Func<OfferAnswerExchange, string>)[] inputs =
        [
            ("offer received", exchange => exchange.ReceiveOffer().ToString()),
            ("offer sent", exchange => exchange.TrySendOffer().ToString()),
            ("answer sent", exchange => exchange.TrySendAnswer().ToString()),
            ("answer received", exchange => exchange.TryReceiveAnswer().ToString()),
            ("offer refused", exchange =>
            {
                exchange.Withdraw();
                return "";
            }),
        ];
        StateTable.AssertIs(
            Enum.GetValues<OfferAnswerState>().Select(state => (state.ToString(), state)),
            inputs,
            (state, input) =>
            {
                OfferAnswerExchange exchange = new();
                if (state is OfferAnswerState.LocalOffer) exchange.TrySendOffer();
                if (state is OfferAnswerState.RemoteOffer) exchange.ReceiveOffer();
                string result = input(exchange);
                return $"{result} {exchange.State}{(exchange.WasAnswered ? ", answered" : "")}".TrimStart();
            },
            """
            Stable
              offer received -> Accepted RemoteOffer
              offer sent -> True LocalOffer
              answer sent -> False Stable
              answer received -> False Stable
              offer refused -> Stable
            LocalOffer
              offer received -> RequestPending LocalOffer
              offer sent -> False LocalOffer
              answer sent -> False LocalOffer
              answer received -> True Stable, answered
              offer refused -> Stable
            RemoteOffer
              offer received -> TryLater RemoteOffer
              offer sent -> False RemoteOffer
              answer sent -> True Stable, answered
              answer received -> False RemoteOffer
              offer refused -> Stable
            """);
    }

    [TestMethod]
    public void Reliable_provisional_responses_of_ours()
    {
        (string, Action<ReliableProvisionals<string>>)[] states =
        [
            ("nothing sent", _ => { }),
            ("one sent", machine => machine.Add("a", false, TimeSpan.Zero)),
            ("one sent, a state waits", machine =>
            {
                machine.Add("a", false, TimeSpan.Zero);
                machine.Add("w", true, TimeSpan.Zero);
            }),
            ("acknowledged, one waits", machine =>
            {
                machine.Add("a", false, TimeSpan.Zero);
                machine.Add("w", false, TimeSpan.Zero);
                machine.TryAcknowledge(7, out _);
            }),
        ];
        (string, Func<ReliableProvisionals<string>, string>)[] inputs =
        [
            ("add", machine => Sent(machine.Add("x", false, TimeSpan.Zero))),
            ("add a state", machine => Sent(machine.Add("s", true, TimeSpan.Zero))),
            ("PRACK", machine => machine.TryAcknowledge(7, out string? item) ? $"acknowledged {item}" : "481"),
            ("PRACK of another", machine => machine.TryAcknowledge(99, out _) ? "acknowledged" : "481"),
            ("next", machine => Sent(machine.SendNext(TimeSpan.Zero))),
            ("before T1", machine => Fired(machine, T1 / 2)),
            ("T1", machine => Fired(machine, T1)),
            ("64 T1", machine => Fired(machine, 64 * T1)),
            ("drop what waits", machine =>
            {
                machine.DropWaiting();
                return "";
            }),
            ("stop", machine =>
            {
                machine.Stop();
                return "";
            }),
        ];
        StateTable.AssertIs(
            states,
            inputs,
            (enter, input) =>
            {
                ReliableProvisionals<string> machine = new(7, T1);
                enter(machine);
                string result = input(machine);
                return $"{result}; {machine.Outstanding?.Item ?? "-"} open, {machine.Waiting.Count()} wait".TrimStart(';', ' ');
            },
            """
            nothing sent
              add -> 7 x; x open, 0 wait
              add a state -> 7 s; s open, 0 wait
              PRACK -> 481; - open, 0 wait
              PRACK of another -> 481; - open, 0 wait
              next -> nothing; - open, 0 wait
              before T1 -> nothing; - open, 0 wait
              T1 -> nothing; - open, 0 wait
              64 T1 -> nothing; - open, 0 wait
              drop what waits -> - open, 0 wait
              stop -> - open, 0 wait
            one sent
              add -> nothing; a open, 1 wait
              add a state -> nothing; a open, 1 wait
              PRACK -> acknowledged a; - open, 0 wait
              PRACK of another -> 481; a open, 0 wait
              next -> nothing; a open, 0 wait
              before T1 -> nothing; a open, 0 wait
              T1 -> 7 a; a open, 0 wait
              64 T1 -> gives up; - open, 0 wait
              drop what waits -> a open, 0 wait
              stop -> - open, 0 wait
            one sent, a state waits
              add -> nothing; a open, 2 wait
              add a state -> nothing; a open, 1 wait
              PRACK -> acknowledged a; - open, 1 wait
              PRACK of another -> 481; a open, 1 wait
              next -> nothing; a open, 1 wait
              before T1 -> nothing; a open, 1 wait
              T1 -> 7 a; a open, 1 wait
              64 T1 -> gives up; - open, 0 wait
              drop what waits -> a open, 0 wait
              stop -> - open, 0 wait
            acknowledged, one waits
              add -> 8 x; x open, 1 wait
              add a state -> 8 s; s open, 1 wait
              PRACK -> 481; - open, 1 wait
              PRACK of another -> 481; - open, 1 wait
              next -> 8 w; w open, 0 wait
              before T1 -> nothing; - open, 1 wait
              T1 -> nothing; - open, 1 wait
              64 T1 -> nothing; - open, 1 wait
              drop what waits -> - open, 0 wait
              stop -> - open, 0 wait
            """);
    }

    [TestMethod]
    public void Reliable_provisional_responses_of_the_peer() => StateTable.AssertIs<uint?, uint>(
        [("none yet", null), ("41 was the last", 41)],
        [("40", 40), ("41", 41), ("42", 42), ("43", 43)],
        (last, next) =>
        {
            ReliableReceiver machine = new();
            if (last is { } before) machine.Receive(before);
            return machine.Receive(next).ToString();
        },
        """
        none yet
          40 -> InOrder
          41 -> InOrder
          42 -> InOrder
          43 -> InOrder
        41 was the last
          40 -> Repeated
          41 -> Repeated
          42 -> InOrder
          43 -> OutOfOrder
        """);

    [TestMethod]
    public void A_2xx_until_its_ACK() => StateTable.AssertIs<double, double>(
        [("just sent", 0), ("repeated once", 1), ("repeated up to T2", 15)],
        [("half of T1 later", 0.5), ("T1 later", 1), ("2 T1 later", 2), ("T2 later", 8), ("64 T1 after the first", 64)],
        (entered, later) =>
        {
            SuccessRetransmission machine = new(T1, 8 * T1, TimeSpan.Zero);
            while (machine.Deadline <= entered * T1) machine.Fire(machine.Deadline, out _);
            bool again = machine.Fire((later >= 64 ? later : entered + later) * T1, out bool gaveUp);
            return again ? "again" : gaveUp ? "gives up" : "nothing";
        },
        """
        just sent
          half of T1 later -> nothing
          T1 later -> again
          2 T1 later -> again
          T2 later -> again
          64 T1 after the first -> gives up
        repeated once
          half of T1 later -> nothing
          T1 later -> nothing
          2 T1 later -> again
          T2 later -> again
          64 T1 after the first -> gives up
        repeated up to T2
          half of T1 later -> nothing
          T1 later -> nothing
          2 T1 later -> nothing
          T2 later -> again
          64 T1 after the first -> gives up
        """);

    private static string Sent((uint RSeq, string Item)? due) => due is { } send ? $"{send.RSeq} {send.Item}" : "nothing";

    private static string Fired(ReliableProvisionals<string> machine, TimeSpan now)
    {
        string sent = Sent(machine.Fire(now, out bool gaveUp));
        return gaveUp ? "gives up" : sent;
    }
}
