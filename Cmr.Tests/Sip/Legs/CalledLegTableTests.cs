using System.Net;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Headers;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;
using Cmr.Sip.Relay;
using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Sip.Legs;

/// <summary>The called side's leg: each state with each thing that can happen to it.</summary>
[TestClass]
public sealed class CalledLegTableTests
{
    private static readonly (string, Action<Bench>)[] Inputs =
    [
        ("180", bench => bench.Respond(180)),
        ("reliable 180", bench => bench.Respond(180, reliable: true)),
        ("200", bench => bench.Respond(200)),
        ("200 of another phone", bench => bench.Respond(200, "carl1")),
        ("486", bench => bench.Respond(486)),
        ("no response", bench => bench.Handler.OnUnanswered(Unanswered.TimedOut)),
        ("acknowledge", bench =>
        {
            if (bench.Leg.Answered is { } answered) bench.Leg.Acknowledge(answered, null);
        }),
        ("hang up", bench => bench.Leg.HangUp("Q.850;cause=16")),
        ("the party hung up", bench => bench.Leg.Leave()),
        ("close", bench => bench.Leg.Close()),
    ];

    [TestMethod]
    public void Every_input_in_every_state() => StateTable.AssertIs(
        Enum.GetValues<CalledLegState>().Select(state => (state.ToString(), state)),
        Inputs,
        (state, input) =>
        {
            Bench bench = new(state);
            Assert.AreEqual(state, bench.Leg.State);
            input(bench);
            return $"{string.Join(", ", bench.Seen)}; {bench.Leg.State}".TrimStart(';', ' ');
        },
        Expected);

    private const string Expected =
        """
        Idle
          180 -> Idle
          reliable 180 -> Idle
          200 -> OwnDialog, SendAck, send BYE; Idle
          200 of another phone -> OwnDialog, SendAck, send BYE; Idle
          486 -> rejected 486; Over
          no response -> no response, TimedOut; Over
          acknowledge -> Idle
          hang up -> Over
          the party hung up -> Over
          close -> Idle
        Inviting
          180 -> OwnDialog, progress 180; Inviting
          reliable 180 -> OwnDialog, send PRACK, progress 180 reliably; Inviting
          200 -> OwnDialog, answered; Answered
          200 of another phone -> OwnDialog, answered; Answered
          486 -> rejected 486; Over
          no response -> no response, TimedOut; Over
          acknowledge -> Inviting
          hang up -> SendCancel; Cancelling
          the party hung up -> Over
          close -> Inviting
        Cancelling
          180 -> Cancelling
          reliable 180 -> Cancelling
          200 -> OwnDialog, SendAck, send BYE; Over
          200 of another phone -> OwnDialog, SendAck, send BYE; Over
          486 -> Over
          no response -> Over
          acknowledge -> Cancelling
          hang up -> Cancelling
          the party hung up -> Over
          close -> Cancelling
        Answered
          180 -> Answered
          reliable 180 -> Answered
          200 -> Answered
          200 of another phone -> OwnDialog, SendAck, send BYE; Answered
          486 -> Answered
          no response -> Answered
          acknowledge -> SendAck; Answered
          hang up -> SendAck, send BYE; HangingUp
          the party hung up -> Over
          close -> DisownDialog; Answered
        HangingUp
          180 -> HangingUp
          reliable 180 -> HangingUp
          200 -> SendAck; HangingUp
          200 of another phone -> OwnDialog, SendAck, send BYE; HangingUp
          486 -> HangingUp
          no response -> HangingUp
          acknowledge -> HangingUp
          hang up -> HangingUp
          the party hung up -> Over
          close -> DisownDialog; HangingUp
        Over
          180 -> Over
          reliable 180 -> Over
          200 -> OwnDialog, SendAck, send BYE; Over
          200 of another phone -> OwnDialog, SendAck, send BYE; Over
          486 -> Over
          no response -> Over
          acknowledge -> Over
          hang up -> Over
          the party hung up -> Over
          close -> Over
        """;

    private sealed class Bench : ICalledLegEvents
    {
        private readonly CallContext _context = new(new CallOptions(), new LocalNode(IPEndPoint.Parse("10.0.0.9:5060")), new SeededIdentifiers(1), TimeSpan.Zero);
        private readonly List<CallEffect> _effects = [];
        private readonly SipRequest _sent;

        public Bench(CalledLegState state)
        {
            SipRequest invite = An.Invite().Received().WithBody("application/sdp", An.AudioOffer().ToText()).Build();
            _context.BeginTurn(TimeSpan.Zero, _effects);
            Leg = new CalledLeg(_context, invite, this) { Identity = new OutgoingIdentity("b-leg", "node1") };
            if (state is not CalledLegState.Idle) Leg.Invite();
            _sent = _effects.OfType<CallEffect.SendRequest>().Select(send => send.Request.Received("z9hG4bKnode").Build()).FirstOrDefault() ?? invite;
            if (state is CalledLegState.Cancelling) Leg.HangUp("");
            if (state is CalledLegState.Answered or CalledLegState.HangingUp) Respond(200);
            if (state is CalledLegState.HangingUp) Leg.HangUp("");
            if (state is CalledLegState.Over) Respond(486);
            _effects.Clear();
            _events.Clear();
        }

        private readonly List<string> _events = [];

        public CalledLeg Leg { get; }

        public IResponseHandler Handler => Leg;

        public IEnumerable<string> Seen => [.. _effects.Select(Describe), .. _events];

        public void Respond(int status, string tag = "bob1", bool reliable = false)
        {
            SipResponseBuilder response = SipResponse.For(_sent, new SipStatus(status)).WithToTag(tag).Set(HeaderId.Contact, "<sip:bob@10.0.0.2>");
            if (reliable) response.Set(HeaderId.Require, "100rel").Set(HeaderId.RSeq, "1");
            Handler.OnResponse(response.Build());
        }

        public void OnProgress(CalledDialog dialog, SipResponse response, bool reliable) => _events.Add($"progress {response.Status}{(reliable ? " reliably" : "")}");

        public void OnAnswered(CalledDialog dialog, SipResponse success) => _events.Add("answered");

        public void OnRejected(SipResponse response) => _events.Add($"rejected {response.Status}");

        public void OnNoResponse(Unanswered reason) => _events.Add($"no response, {reason}");

        private static string Describe(CallEffect effect) => effect is CallEffect.SendRequest send ? $"send {send.Request.Method}" : effect.GetType().Name;
    }
}
