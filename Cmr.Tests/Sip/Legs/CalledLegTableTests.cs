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

    private const string Expected = "";

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
