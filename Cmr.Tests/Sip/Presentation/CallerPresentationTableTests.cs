using System.Collections.Immutable;
using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;
using Cmr.Sip.Presentation;
using Cmr.Tests.Sip.Simulation;
using Cmr.Tests.Support;
using Cmr.Tests.Support.Builders;

namespace Cmr.Tests.Sip.Presentation;

/// <summary>What the caller hears: each state with each thing that can happen to it.</summary>
[TestClass]
public sealed class CallerPresentationTableTests
{
    private static readonly (string, Action<Bench>)[] Inputs =
    [
        ("chosen", bench => bench.Machine.OnChosen(SimulatedNode.Tone, null)),
        ("nothing chosen", bench => bench.Machine.OnChosen(RingingChoice.None, null)),
        ("choice failed", bench => bench.Machine.OnChosen(null, null)),
        ("choice late", bench => bench.Machine.OnChoosingLate()),
        ("wanted", bench => bench.Machine.Prepare()),
        ("alerting", bench => bench.Machine.Alert()),
        ("acknowledged by the caller", bench => bench.Machine.Arm()),
        ("opened", bench => bench.Tell((id, number) => new MediaOpened(id, number, [new LocalStream(0, "10.0.0.8", 30000, [], StreamDirection.SendRecv, 20)]))),
        ("started", bench => bench.Tell((id, number) => new MediaStarted(id, number))),
        ("ended", bench => bench.Tell((id, number) => new MediaEnded(id, number, 1))),
        ("failed", bench => bench.Tell((id, number) => new MediaFailed(id, number, MediaFailureReason.WorkerError, "x"))),
        ("worker late", bench => bench.Machine.OnOpeningLate()),
        ("stop", bench => bench.Machine.Stop()),
        ("stop for the caller", bench => bench.Machine.StopForCaller([])),
        ("switch for the caller", bench => bench.Machine.StopForCaller(SimulatedNode.Tone.Resources)),
        ("another offer", bench => bench.Machine.Reopen(An.AudioOffer(), session => bench.Note(session is null ? "cannot" : "reopened"))),
        ("end", bench => bench.Machine.End("over")),
    ];

    [TestMethod]
    public void Every_input_in_every_state() => StateTable.AssertIs(
        Enum.GetValues<PresentationState>().Select(state => (state.ToString(), state)),
        Inputs,
        (state, input) =>
        {
            Bench bench = new(state);
            Assert.AreEqual(state, bench.Machine.State);
            input(bench);
            return $"{string.Join(", ", bench.Seen)}; {bench.Machine.State}".TrimStart(';', ' ');
        },
        Expected);

    private const string Expected =
        """
        Choosing
          chosen -> Chosen
          nothing chosen -> unavailable; Off
          choice failed -> unavailable; Off
          choice late -> unavailable; Off
          wanted -> Choosing
          alerting -> Choosing
          acknowledged by the caller -> Choosing
          opened -> Choosing
          started -> Choosing
          ended -> Choosing
          failed -> Choosing
          worker late -> Choosing
          stop -> Choosing
          stop for the caller -> Choosing
          switch for the caller -> Choosing
          another offer -> cannot; Choosing
          end -> Off
        Chosen
          chosen -> Chosen
          nothing chosen -> Chosen
          choice failed -> Chosen
          choice late -> Chosen
          wanted -> OpenMedia; Opening
          alerting -> Chosen
          acknowledged by the caller -> Chosen
          opened -> Chosen
          started -> Chosen
          ended -> Chosen
          failed -> Chosen
          worker late -> Chosen
          stop -> Chosen
          stop for the caller -> Chosen
          switch for the caller -> Chosen
          another offer -> cannot; Chosen
          end -> Off
        Opening
          chosen -> Opening
          nothing chosen -> Opening
          choice failed -> Opening
          choice late -> Opening
          wanted -> Opening
          alerting -> Opening
          acknowledged by the caller -> Opening
          opened -> ready; Open
          started -> Opening
          ended -> Opening
          failed -> ReleaseMedia, unavailable; Off
          worker late -> ReleaseMedia, unavailable; Off
          stop -> Opening
          stop for the caller -> Opening
          switch for the caller -> Opening
          another offer -> OpenMedia; Opening
          end -> ReleaseMedia; Off
        Open
          chosen -> Open
          nothing chosen -> Open
          choice failed -> Open
          choice late -> Open
          wanted -> Open
          alerting -> Open
          acknowledged by the caller -> Open
          opened -> Open
          started -> Open
          ended -> Open
          failed -> ReleaseMedia, broken; Off
          worker late -> Open
          stop -> Open
          stop for the caller -> Open
          switch for the caller -> Open
          another offer -> OpenMedia; Open
          end -> ReleaseMedia; Off
        Playing
          chosen -> Playing
          nothing chosen -> Playing
          choice failed -> Playing
          choice late -> Playing
          wanted -> Playing
          alerting -> Playing
          acknowledged by the caller -> Playing
          opened -> Playing
          started -> Playing
          ended -> Playing
          failed -> ReleaseMedia, ended, broken; Off
          worker late -> Playing
          stop -> StopMedia, ended; Open
          stop for the caller -> StopMedia, ended; Open
          switch for the caller -> StopMedia, SwitchMedia, ended; Playing
          another offer -> OpenMedia; Playing
          end -> ReleaseMedia, ended; Off
        Off
          chosen -> Off
          nothing chosen -> Off
          choice failed -> Off
          choice late -> Off
          wanted -> Off
          alerting -> Off
          acknowledged by the caller -> Off
          opened -> Off
          started -> Off
          ended -> Off
          failed -> Off
          worker late -> Off
          stop -> Off
          stop for the caller -> Off
          switch for the caller -> Off
          another offer -> cannot; Off
          end -> Off
        """;

    private sealed class Bench : IPresentationEvents
    {
        private readonly CallContext _context = new(new CallOptions(), new LocalNode(IPEndPoint.Parse("10.0.0.9:5060")), new SeededIdentifiers(1), TimeSpan.Zero);
        private readonly List<CallEffect> _effects = [];
        private readonly List<string> _events = [];
        private MediaCommand? _last;

        public Bench(PresentationState state)
        {
            _context.BeginTurn(TimeSpan.Zero, _effects);
            SdpDescription offer = An.AudioOffer();
            Machine = new CallerPresentation(_context, new GatewayEligibility(offer, [TrackEncoding.Pcmu], null), this);
            Machine.AwaitChoice();
            if (state is PresentationState.Off) Machine.End();
            if (state >= PresentationState.Chosen) Machine.OnChosen(SimulatedNode.Tone, null);
            if (state >= PresentationState.Opening) Machine.Prepare();
            if (state is PresentationState.Open or PresentationState.Playing)
            {
                Remember();
                Tell((id, number) => new MediaOpened(id, number, [new LocalStream(0, "10.0.0.8", 30000, [], StreamDirection.SendRecv, 20)]));
                Machine.Show(new CallerDialog(Dialog.AsServer(An.Invite().Received().Build(), "node1"), _context.NewSession(), new SessionTimer(_context.Options.SessionTimer)));
            }

            if (state is PresentationState.Playing)
            {
                Machine.Arm();
                Machine.Alert();
                Tell((id, number) => new MediaStarted(id, number));
            }

            Remember();
            _effects.Clear();
            _events.Clear();
        }

        public CallerPresentation Machine { get; }

        public IEnumerable<string> Seen => [.. _effects.Select(Describe), .. _events];

        public void Tell(Func<MediaSessionId, long, MediaEvent> news)
        {
            if (_last is { } command) Machine.OnMedia(news(command.SessionId, command.CommandId));
        }

        public void Note(string what) => _events.Add(what);

        public void OnPresentationReady() => Note("ready");

        public void OnPresentationUnavailable() => Note("unavailable");

        public void OnPresentationBegan(Guid id, ChoiceOrigin origin, ImmutableArray<RingingResource> resources) => Note("began");

        public void OnPresentationEnded(Guid id) => Note("ended");

        public void OnPresentationBroken() => Note("broken");

        private void Remember() => _last = _effects.OfType<CallEffect.Media>().LastOrDefault()?.Command ?? _last;

        private static string Describe(CallEffect effect) => effect is CallEffect.Media media ? media.Command.GetType().Name : effect.GetType().Name;
    }
}
