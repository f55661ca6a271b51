using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;
using Cmr.Sip.Trust;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>
/// Some dozens of calls at once through one node, in a weather and with plans that follow from the seed alone. Whatever happens, in the end nothing is left,
/// and on the way nothing was said that the specifications do not allow. A failure shows the messages of the call that it concerns.
/// </summary>
internal sealed class Storm
{
    /// <summary>Calls of one storm.</summary>
    public const int Calls = 25;

    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(2);
    private readonly SimulatedNetwork _network;
    private readonly SimulatedNode _node;
    private readonly NodeWatch _watch;
    private readonly Weather _weather;
    private readonly int _seed;
    private readonly List<(CallPlan Plan, StormCaller Caller, StormCallee Callee)> _calls = [];
    private readonly List<(IPAddress Host, TimeSpan From, TimeSpan To)> _cuts = [];
    private readonly List<string> _disagreements = [];

    private Storm(int seed)
    {
        _seed = seed;
        _weather = Weather.Of(seed);
        _network = new SimulatedNetwork(seed) { Loss = _weather.Loss, Duplication = _weather.Duplication, Latency = _weather.Latency, Jitter = _weather.Jitter };
        _node = new SimulatedNode(_network, new EngineOptions
        {
            Node = new LocalNode(SimulatedNode.Address),
            Calls = new CallOptions { NoAnswerTimeout = _weather.NoAnswer, T1 = _weather.Timers.T1, T2 = _weather.Timers.T2, RequirePem = seed % 2 == 0 },
            Timers = _weather.Timers,
            Trust = TrustPolicy.Everybody,
        });
        _watch = new NodeWatch(_node.Endpoint, _weather.Timers);
        _network.OnSent = _watch.OnSent;
        _network.OnReceived = datagram => _watch.OnReceived(datagram, _network.Now);
        _network.Drop = datagram => !datagram.Destination.IsReliable && IsCut(datagram);
        _network.IsBroken = (from, to) => IsCut(from) || IsCut(to);
    }

    /// <summary>Runs the storm of a seed.</summary>
    /// <returns>Calls that were answered.</returns>
    /// <exception cref="SimulationFailure">Something happened that must not.</exception>
    public static int Run(int seed)
    {
        Storm storm = new(seed);
        storm.Prepare();
        try
        {
            storm._network.RunUntilIdle(LongestRun);
        }
        catch (Exception exception) when (exception is not SimulationFailure)
        {
            throw new SimulationFailure($"seed {seed}: {exception}");
        }

        storm.Judge();
        return storm._calls.Count(call => call.Caller.Finals is [200]);
    }

    private void Prepare()
    {
        for (int i = 0; i < Calls; i++)
        {
            CallPlan plan = new(_seed, i, _weather);
            StormCaller caller = new(_network, $"10.1.0.{i + 1}", _node.Endpoint, plan, _weather);
            StormCallee callee = new(_network, $"10.2.0.{i + 1}", _node.Endpoint, plan, _weather);
            _calls.Add((plan, caller, callee));
            caller.After(plan.StartsAt, () => caller.Call(UriOf(plan, callee)));
            Cut(plan, caller, callee);
            if (plan.StopsPresentation is { } stop) caller.After(plan.StartsAt + stop, () => StopPresentation(plan));
            if (plan.WorkerDies is { } death) caller.After(plan.StartsAt + death, () => KillMedia(caller));
            if (_weather.IsCalm && !plan.NeverAcks && !plan.NeverPracks) caller.After(plan.StartsAt + plan.Within(1, 30), () => Compare(caller, callee));
        }

        _node.Chooser = question => Choose(question);
        _node.Slowness = command => Slowness(command);
        _node.Media.Judge = open => PlanOf(open) is { } plan && plan.Chance(12) ? MediaFailureReason.NoCapacity : null;
        Schedule();
    }

    private void Schedule()
    {
        StormCaller clock = _calls[0].Caller;
        foreach (TimeSpan at in _weather.Restarts)
        {
            clock.After(at, () =>
            {
                _network.Break(_node.Endpoint.Address);
                _node.Restart();
                _watch.OnRestarted();
            });
        }

        if (_weather.DrainsAt is not { } drain) return;
        clock.After(drain, () => _node.Step(new EngineInput.CloseAdmission()));
        clock.After(drain + TimeSpan.FromSeconds(8), () => _node.Step(new EngineInput.HangUpAll()));
    }

    private string UriOf(CallPlan plan, StormCallee callee)
    {
        string transport = plan.CalledStreams ? ";transport=tcp" : "";
        if (!plan.FailsOver) return $"sip:bob@{callee.Address}{transport}";
        string name = $"service{NodeWatch.CallOf(callee.Address)}.test";
        byte[] dead = callee.Address.GetAddressBytes();
        dead[1] = 3;
        SipTransport way = plan.CalledStreams ? SipTransport.Tcp : SipTransport.Udp;
        _node.Services[name] = [new SipEndpoint(way, new IPAddress(dead), 5060), new SipEndpoint(way, callee.Address, 5060)];
        return $"sip:bob@{name}{transport}";
    }

    // One of the phones cannot be reached for some seconds, once or twice
    private void Cut(CallPlan plan, StormCaller caller, StormCallee callee)
    {
        if (plan.Random.NextDouble() >= _weather.Cuts) return;
        for (int times = plan.Random.Next(1, 3); times > 0; times--)
        {
            Phone phone = plan.Chance(2) ? caller : callee;
            TimeSpan from = plan.StartsAt + plan.Within(0, 15);
            TimeSpan to = from + (plan.Chance(4) ? plan.Within(10, 50) : plan.Within(0, 6));
            _cuts.Add((phone.Address, from, to));
            phone.After(from, () =>
            {
                _network.Break(phone.Address);
                _watch.OnBroken(NodeWatch.CallOf(phone.Address));
            });
        }
    }

    private bool IsCut(SimulatedDatagram datagram) => IsCut(datagram.Source.Address) || IsCut(datagram.Destination.Address);

    private bool IsCut(IPAddress host)
    {
        foreach ((IPAddress cut, TimeSpan from, TimeSpan to) in _cuts)
        {
            if (cut.Equals(host) && from <= _network.Now && _network.Now < to) return true;
        }

        return false;
    }

    private (TimeSpan? Delay, ChoiceReply? Reply) Choose(ChoiceQuestion question)
    {
        CallPlan plan = _calls.Find(call => question.Caller.Contains($"{call.Caller.Address}", StringComparison.Ordinal) && question.Caller.EndsWith($"@{call.Caller.Address}", StringComparison.Ordinal)).Plan ?? _calls[0].Plan;
        ChoiceReply? reply = plan.Random.Next(10) switch
        {
            0 => null,
            1 => new ChoiceReply(Cmr.Domain.Choosing.RingingChoice.None, Subscribed: false),
            2 => new ChoiceReply(SimulatedNode.Tone, Subscribed: true) { AfterStop = SimulatedNode.Tone.Resources },
            _ => new ChoiceReply(SimulatedNode.Tone, Subscribed: true),
        };
        TimeSpan? delay = plan.Random.Next(10) switch { 0 => null, 1 => plan.Within(0.2, 1), _ => plan.Within(0, 0.05) };
        return (delay, reply);
    }

    private TimeSpan? Slowness(MediaCommand command)
    {
        if (command is not OpenMedia open || PlanOf(open) is not { } plan) return TimeSpan.FromMilliseconds(5);
        return plan.Random.Next(10) switch { 0 => null, 1 => plan.Within(0.3, 1), _ => plan.Within(0, 0.05) };
    }

    private CallPlan? PlanOf(OpenMedia open) => _calls.Find(call => open.Streams.Any(stream => stream.Address == call.Caller.Address.ToString())).Plan;

    private void StopPresentation(CallPlan plan)
    {
        if (_node.Presented.Count > 0) _node.Step(new EngineInput.StopPresentation(_node.Presented.Order().ElementAt(plan.Random.Next(_node.Presented.Count)), new Guid(plan.Random.Next(), 0, 0, new byte[8])));
    }

    private void KillMedia(StormCaller caller)
    {
        OpenMedia? opened = _node.Media.Opened.FindLast(open => open.Streams.Any(stream => stream.Address == caller.Address.ToString()));
        if (opened is not null && _node.Media.Open.Remove(opened.SessionId)) _node.Tell(new MediaFailed(opened.SessionId, 0, MediaFailureReason.Unreachable, "worker died"));
    }

    // Where nothing is lost and nothing changed for a moment, both parties have the same call, and each sends to where the other one listens
    private void Compare(StormCaller caller, StormCallee callee)
    {
        TimeSpan quiet = TimeSpan.FromSeconds(6);
        List<PartyDialog> all = [.. caller.Dialogs, .. callee.Dialogs];
        if (all.Count == 0 || all.Max(dialog => dialog.ChangedAt) + quiet > caller.Now) return;
        if (caller.Up is null != callee.Up is null) _disagreements.Add($"call {NodeWatch.CallOf(caller.Address)}: at {caller.Now} the caller {(caller.Up is null ? "is not" : "is")} in the call, the called party {(callee.Up is null ? "is not" : "is")}");
        if (caller.Up is not { } up || callee.Up is not { } other || up.Exchange is not OfferAnswerState.Stable || other.Exchange is not OfferAnswerState.Stable) return;
        if (PortOf(up.Session.Remote) != PortOf(other.Session.Local) || PortOf(up.Session.Local) != PortOf(other.Session.Remote))
            _disagreements.Add($"call {NodeWatch.CallOf(caller.Address)}: at {caller.Now} the media do not meet: {PortOf(up.Session.Local)} and {PortOf(up.Session.Remote)} here, {PortOf(other.Session.Local)} and {PortOf(other.Session.Remote)} there");
    }

    private static string PortOf(Cmr.Protocols.Sdp.Descriptions.SdpDescription? description) =>
        description is null ? "nothing" : $"{description.ConnectionOf(description.Media[0])?.Address}:{description.Media[0].Port}";

    private void Judge()
    {
        _watch.Finish();
        if (_watch.Problems.Count > 0) Fail(_watch.Problems[0].Call, $"{_watch.Problems[0].What} ({_watch.Problems.Count} problems: {string.Join(", ", _watch.Problems.Select(problem => problem.Call).Distinct().Take(8))})");
        if (_disagreements.Count > 0) Fail(int.Parse(_disagreements[0][5.._disagreements[0].IndexOf(':', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture), _disagreements[0]);
        SimulationFailure.Unless(_node.Faults.Count == 0, $"seed {_seed}: {string.Join('\n', _node.Faults)}");
        SimulationFailure.Unless(_node.Engine.CallCount == 0, $"seed {_seed}: {_node.Engine.CallCount} calls left");
        SimulationFailure.Unless(_node.Engine.TransactionCount == 0, $"seed {_seed}: transactions left");
        SimulationFailure.Unless(_node.Engine.IsEmpty, $"seed {_seed}: something is left in a table of the engine");
        SimulationFailure.Unless(_node.Engine.NextDeadline is null, $"seed {_seed}: a timer is armed");
        SimulationFailure.Unless(_node.Media.Open.Count == 0, $"seed {_seed}: {_node.Media.Open.Count} media sessions left");
        SimulationFailure.Unless(_node.Presented.Count == 0, $"seed {_seed}: presentations left");
        foreach ((_, StormCaller caller, StormCallee callee) in _calls) JudgeParties(caller, callee);
        JudgeRecords();
    }

    private void JudgeParties(StormCaller caller, StormCallee callee)
    {
        int call = NodeWatch.CallOf(caller.Address);
        if (caller.Finals.Count > 1) Fail(call, $"the caller got several final responses: {string.Join(", ", caller.Finals)}");
        if (!caller.IsSettled) Fail(call, "the caller still waits");
        if (caller.TransactionCount + callee.TransactionCount > 0) Fail(call, "transactions of a phone are left");
        if (caller.Up is not null || callee.Up is not null) Fail(call, "a party thinks that the call is up");
    }

    // One record for each call, and after a restart none twice
    private void JudgeRecords()
    {
        if (_weather.Restarts.Count == 0) SimulationFailure.Unless(_node.Engine.Counters.CallsStarted == _node.Reports.Count, $"seed {_seed}: {_node.Engine.Counters.CallsStarted} calls, {_node.Reports.Count} records");
        foreach (IGrouping<string, CallSummary> records in _node.Reports.GroupBy(report => report.CallId))
        {
            if (_weather.Restarts.Count == 0 && records.Count() > 1) SimulationFailure.Unless(false, $"seed {_seed}: {records.Count()} records of {records.Key}");
        }
    }

    private static string Rung(SimulatedDatagram datagram)
    {
        SipMessage.TryRead(datagram.Bytes.Span, SipLimits.Default, out SipMessage? message);
        string rung = $"{datagram} {message?.CSeq} {message?.From.Tag}/{message?.To.Tag}";
        if (message is null || !message.HasSdp || PartySession.Read(message.Body) is not { } description) return rung;
        return $"{rung} [v{description.Origin?.Version} {string.Join(", ", description.Media.Select(media => $"{media.Port} {description.DirectionOf(media)}"))}]";
    }

    private void Fail(int call, string what)
    {
        IEnumerable<string> ladder = _network.Trace
            .Where(datagram => NodeWatch.CallOf(datagram.Source.Address.Equals(_node.Endpoint.Address) ? datagram.Destination.Address : datagram.Source.Address) == call)
            .Select(Rung);
        throw new SimulationFailure($"seed {_seed}, call {call}: {what}\n{_weather}\n{_calls[call].Plan}\n{string.Join('\n', ladder)}");
    }
}
