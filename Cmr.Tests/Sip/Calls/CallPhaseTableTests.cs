using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Trust;
using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Sip.Calls;

/// <summary>A call as a whole: each of its phases with each input there is.</summary>
[TestClass]
public sealed class CallPhaseTableTests
{
    private static readonly (string Name, Func<Bench, CallInput> Make)[] Inputs =
    [
        ("Start", _ => new CallInput.Start()),
        ("BYE of the caller", bench => bench.FromCaller(SipMethod.Bye)),
        ("INFO of the caller", bench => bench.FromCaller(SipMethod.Info)),
        ("UPDATE of the caller", bench => bench.FromCaller(SipMethod.Update)),
        ("re-INVITE of the caller", bench => bench.FromCaller(SipMethod.Invite)),
        ("PRACK of the caller", bench => bench.FromCaller(SipMethod.Prack)),
        ("ACK of the caller", bench => new CallInput.Ack(LegSide.Caller, bench.CallerRequest(SipMethod.Ack, 1))),
        ("CANCEL", bench => new CallInput.Cancelled(bench.Transaction, An.Request(SipMethod.Cancel).Received().Build())),
        ("180 of the called side", bench => bench.FromCalled(180)),
        ("200 of the called side", bench => bench.FromCalled(200)),
        ("486 of the called side", bench => bench.FromCalled(486)),
        ("no response", _ => new CallInput.Unanswered(new RequestNumber(1), Unanswered.TimedOut)),
        ("no hop", _ => new CallInput.Unanswered(new RequestNumber(1), Unanswered.NoSuchHop)),
        ("the transaction ended", _ => new CallInput.TransactionEnded(new RequestNumber(1))),
        ("choice", _ => new CallInput.Chosen(new ChoiceReply(SimulatedNode.Tone, Subscribed: true))),
        ("no choice", _ => new CallInput.Chosen(null)),
        ("media failed", bench => new CallInput.Media(new MediaFailed(bench.Media, 9, MediaFailureReason.WorkerError, "x"))),
        ("stop of the presentation", _ => new CallInput.StopPresentation(Guid.Empty)),
        ("tick", _ => new CallInput.Tick()),
        ("hang up", _ => new CallInput.HangUp()),
    ];

    [TestMethod]
    public void Every_input_in_every_phase()
    {
        StateTable.AssertIs(
            Enum.GetValues<CallPhase>().Select(phase => (phase.ToString(), phase)),
            Inputs,
            (phase, make) =>
            {
                Bench bench = new(phase);
                Assert.AreEqual(phase, bench.Call.Phase);
                string effects = bench.Step(make(bench));
                return $"{effects}; {bench.Call.Phase}".TrimStart(';', ' ');
            },
            Expected);
        Bench any = new(CallPhase.Ringing);
        Type[] fed = [.. Inputs.Select(input => input.Make(any).GetType()).Distinct()];
        CollectionAssert.AreEquivalent(typeof(CallInput).GetNestedTypes(), fed, "an input without its rows");
    }

    private const string Expected =
        """
        Ringing
          Start -> Choose, send INVITE; Ringing
          BYE of the caller -> 200 BYE, 487 INVITE, DisownDialog, SendCancel, Report; Ending
          INFO of the caller -> send INFO; Ringing
          UPDATE of the caller -> send UPDATE; Ringing
          re-INVITE of the caller -> 500 INVITE; Ringing
          PRACK of the caller -> 481 PRACK; Ringing
          ACK of the caller -> Ringing
          CANCEL -> 487 INVITE, DisownDialog, SendCancel, Report; Ending
          180 of the called side -> 180 INVITE; Ringing
          200 of the called side -> SendAck, 200 INVITE; Connected
          486 of the called side -> DisownDialog, 486 INVITE, DisownDialog, Report, DisownDialog, End; Ending
          no response -> DisownDialog, 408 INVITE, DisownDialog, Report, DisownDialog, End; Ending
          no hop -> DisownDialog, 404 INVITE, DisownDialog, Report, DisownDialog, End; Ending
          the transaction ended -> Ringing
          choice -> Ringing
          no choice -> Ringing
          media failed -> Ringing
          stop of the presentation -> stopped False; Ringing
          tick -> Ringing
          hang up -> 503 INVITE, DisownDialog, SendCancel, Report; Ending
        Answering
          Start -> Choose, send INVITE; Answering
          BYE of the caller -> 200 BYE, ReleaseMedia, 487 INVITE, DisownDialog, send BYE, Report; Ending
          INFO of the caller -> send INFO; Answering
          UPDATE of the caller -> 200 UPDATE; Answering
          re-INVITE of the caller -> 500 INVITE; Answering
          PRACK of the caller -> 481 PRACK; Answering
          ACK of the caller -> Answering
          CANCEL -> ReleaseMedia, 487 INVITE, DisownDialog, send BYE, Report; Ending
          180 of the called side -> Answering
          200 of the called side -> SendAck; Answering
          486 of the called side -> Answering
          no response -> Answering
          no hop -> Answering
          the transaction ended -> Answering
          choice -> Answering
          no choice -> Answering
          media failed -> ReleaseMedia; Answering
          stop of the presentation -> stopped False; Answering
          tick -> Answering
          hang up -> ReleaseMedia, 503 INVITE, DisownDialog, send BYE, Report; Ending
        Connected
          Start -> Choose, send INVITE; Connected
          BYE of the caller -> 200 BYE, send BYE, Report; Ending
          INFO of the caller -> send INFO; Connected
          UPDATE of the caller -> send UPDATE; Connected
          re-INVITE of the caller -> send INVITE; Connected
          PRACK of the caller -> 481 PRACK; Connected
          ACK of the caller -> Connected
          CANCEL -> send BYE, send BYE, Report; Ending
          180 of the called side -> Connected
          200 of the called side -> SendAck; Connected
          486 of the called side -> Connected
          no response -> Connected
          no hop -> Connected
          the transaction ended -> Connected
          choice -> Connected
          no choice -> Connected
          media failed -> Connected
          stop of the presentation -> stopped False; Connected
          tick -> Connected
          hang up -> send BYE, send BYE, Report; Ending
        Ending
          Start -> Choose, send INVITE; Ending
          BYE of the caller -> 481 BYE; Ending
          INFO of the caller -> 481 INFO; Ending
          UPDATE of the caller -> 481 UPDATE; Ending
          re-INVITE of the caller -> 481 INVITE; Ending
          PRACK of the caller -> 481 PRACK; Ending
          ACK of the caller -> Ending
          CANCEL -> Ending
          180 of the called side -> Ending
          200 of the called side -> SendAck, send BYE; Ending
          486 of the called side -> DisownDialog, DisownDialog, End; Ending
          no response -> DisownDialog, DisownDialog, End; Ending
          no hop -> DisownDialog, DisownDialog, End; Ending
          the transaction ended -> Ending
          choice -> Ending
          no choice -> Ending
          media failed -> Ending
          stop of the presentation -> stopped False; Ending
          tick -> Ending
          hang up -> Ending
        """;

    private sealed class Bench
    {
        private readonly List<CallEffect> _effects = [];
        private string _tag = "none";

        public Bench(CallPhase phase)
        {
            SipRequest invite = An.Invite("sip:bob@10.0.0.2").Set(HeaderId.Supported, "100rel").Set(HeaderId.Allow, "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO")
                .Set(HeaderId.PEarlyMedia, "supported").Received().WithBody("application/sdp", An.AudioOffer().ToText()).Build();
            Transaction = new InviteServerTransaction(invite, SipEndpoint.Udp(IPAddress.Parse("10.0.0.1"), 5060), new SipTimerOptions());
            CallContext context = new(new CallOptions(), new LocalNode(IPEndPoint.Parse("10.0.0.9:5060")), new SeededIdentifiers(1), TimeSpan.Zero);
            Call = new RingingCall(context, Transaction, invite, CallerIdentity.Nobody, "b-leg");
            Step(new CallInput.Start());
            Invite = _effects.OfType<CallEffect.SendRequest>().First().Request.Received("z9hG4bKnode").Build();
            switch (phase)
            {
                case CallPhase.Ringing: Step(new CallInput.Chosen(null), FromCalled(180)); break;
                case CallPhase.Answering: Present(); break;
                case CallPhase.Connected: Step(FromCalled(200), new CallInput.Ack(LegSide.Caller, CallerRequest(SipMethod.Ack, 1))); break;
                case CallPhase.Ending: Step(FromCalled(180), new CallInput.Cancelled(Transaction, An.Request(SipMethod.Cancel).Received().Build())); break;
                default: throw new ArgumentOutOfRangeException(nameof(phase), phase, null);
            }
        }

        public ServerTransaction Transaction { get; }

        public RingingCall Call { get; }

        public MediaSessionId Media { get; private set; }

        private SipRequest Invite { get; }

        public string Step(params CallInput[] inputs)
        {
            int before = _effects.Count;
            foreach (CallInput input in inputs)
            {
                List<CallEffect> effects = [];
                Call.Step(input, TimeSpan.FromSeconds(1), effects);
                _effects.AddRange(effects);
                foreach (CallEffect effect in effects)
                {
                    if (effect is CallEffect.OwnDialog { Side: LegSide.Caller } own) _tag = own.Dialog.LocalTag.ToString();
                    if (effect is CallEffect.Media media) Media = media.Command.SessionId;
                }
            }

            return string.Join(", ", _effects.Skip(before).Select(Describe));
        }

        public CallInput.Response FromCalled(int status) =>
            new(new RequestNumber(1), SipResponse.For(Invite, new SipStatus(status)).WithToTag("bob1").Set(HeaderId.Contact, "<sip:bob@10.0.0.2>")
                .WithBody("application/sdp", An.AudioOffer().ToText()).Build());

        public SipRequest CallerRequest(SipMethod method, uint number)
        {
            SipRequestBuilder request = An.Request(method, "sip:10.0.0.9").Set(HeaderId.To, $"<sip:bob@b.example>;tag={_tag}").WithCSeq(number).Received($"z9hG4bK{method}{number}");
            if (method == SipMethod.Prack) request.Set(HeaderId.RAck, $"{LastRSeq} 1 INVITE");
            return request.Build();
        }

        public CallInput.Request FromCaller(SipMethod method)
        {
            SipRequest request = CallerRequest(method, 20);
            SipEndpoint caller = SipEndpoint.Udp(IPAddress.Parse("10.0.0.1"), 5060);
            ServerTransaction transaction = method == SipMethod.Invite
                ? new InviteServerTransaction(request, caller, new SipTimerOptions())
                : new NonInviteServerTransaction(request, caller, new SipTimerOptions());
            return new(LegSide.Caller, transaction, request);
        }

        private uint LastRSeq => _effects.OfType<CallEffect.Respond>().Select(respond => respond.Response.RSeq).LastOrDefault(rSeq => rSeq is not null) ?? 0;

        // Presented, then answered: the UPDATE to the caller is under way
        private void Present()
        {
            Step(new CallInput.Chosen(new ChoiceReply(SimulatedNode.Tone, Subscribed: true)), FromCalled(180));
            MediaCommand open = _effects.OfType<CallEffect.Media>().Last().Command;
            Step(new CallInput.Media(new MediaOpened(open.SessionId, open.CommandId, [new LocalStream(0, "10.0.0.8", 30000, [new PayloadFormat(0, "PCMU", 8000, 1, null)], StreamDirection.SendRecv, 20)])));
            SipRequest prack = CallerRequest(SipMethod.Prack, 2);
            Step(new CallInput.Request(LegSide.Caller, new NonInviteServerTransaction(prack, SipEndpoint.Udp(IPAddress.Parse("10.0.0.1"), 5060), new SipTimerOptions()), prack));
            Step(FromCalled(200));
        }

        private static string Describe(CallEffect effect) => effect switch
        {
            CallEffect.SendRequest send => $"send {send.Request.Method}",
            CallEffect.Respond respond => $"{respond.Response.Status} {respond.Response.CSeq.Method}",
            CallEffect.Media media => media.Command.GetType().Name,
            CallEffect.StopAnswered stop => $"stopped {stop.Stopped}",
            _ => effect.GetType().Name,
        };
    }
}
