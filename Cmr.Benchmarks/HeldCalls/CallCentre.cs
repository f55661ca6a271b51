using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Cmr.Domain.Choosing;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;

namespace Cmr.Benchmarks.HeldCalls;

/// <summary>One engine with both phones of all its calls, in memory and with a clock that is turned by hand. Every message is read from octets, as from a socket.</summary>
internal sealed class CallCentre
{
    private static readonly SipEndpoint Caller = SipEndpoint.Udp(IPEndPoint.Parse("192.0.2.1:5060"));
    private static readonly SipEndpoint Called = SipEndpoint.Udp(IPEndPoint.Parse("192.0.2.2:5060"));
    private static readonly ChoiceReply Nothing = new(RingingChoice.None, Subscribed: false);
    private readonly CallEngine _engine;
    private readonly Queue<EngineInput> _inputs = new();
    private readonly List<EngineEffect> _effects = [];
    private readonly List<UInt128> _tags = [];
    private long _call;
    private CopiedHeaders _invite;
    private string _tag = "";
    private bool _done;

    public CallCentre(int maxCalls)
    {
        EngineOptions options = new() { Node = new LocalNode(IPEndPoint.Parse("192.0.2.9:5060")), OutboundProxy = Cmr.Sip.Hosting.WrittenHop.Parse("192.0.2.2:5060"), MaxCalls = maxCalls };
        _engine = new CallEngine(options, new RandomIdentifiers(), new SipTokens(RandomNumberGenerator.Fill));
    }

    public TimeSpan Now { get; private set; }

    public int CallCount => _engine.CallCount;

    public int TransactionCount => _engine.TransactionCount;

    /// <summary>Sets up one call, from the INVITE to the ACK of both sides.</summary>
    /// <returns>Its number.</returns>
    public long SetUp()
    {
        (_call, _tag, _done) = (_tags.Count, "", false);
        From(CallTexts.Invite(_call), Caller);
        Run();
        if (!_done) throw new InvalidOperationException("the call was not set up");
        _tags.Add(UInt128.Parse(_tag, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return _call;
    }

    /// <summary>An INFO of the caller goes through to the called party and its 200 back.</summary>
    public void Inform(long call, int cSeq)
    {
        (_call, _done) = (call, false);
        From(CallTexts.InDialog("INFO", call, cSeq, TagOf(call)), Caller);
        Run();
        if (!_done) throw new InvalidOperationException("the INFO was not answered");
    }

    /// <summary>The caller hangs up.</summary>
    public void HangUp(long call)
    {
        (_call, _done) = (call, false);
        From(CallTexts.InDialog("BYE", call, 9999, TagOf(call)), Caller);
        Run();
        if (!_done) throw new InvalidOperationException("the BYE was not answered");
    }

    /// <summary>Time passes, and whatever is due happens.</summary>
    public void Pass(TimeSpan time)
    {
        for (TimeSpan end = Now + time; _engine.NextDeadline is { } next && next <= end;)
        {
            Now = next > Now ? next : Now;
            Step(new EngineInput.Tick());
        }

        Now += time;
    }

    private string TagOf(long call) => _tags[(int)call].ToString("x20", CultureInfo.InvariantCulture);

    private void Run()
    {
        while (_inputs.TryDequeue(out EngineInput? input)) Step(input);
    }

    private void Step(EngineInput input)
    {
        _effects.Clear();
        _engine.Step(input, Now, _effects);
        foreach (EngineEffect effect in _effects)
        {
            if (effect is EngineEffect.Choose choose) _inputs.Enqueue(new EngineInput.Chosen(choose.Call, Nothing));
            else if (effect is EngineEffect.Fault fault) throw new InvalidOperationException("a call failed", fault.Exception);
            else if (effect is EngineEffect.Send { Message: SipRequest request }) OnCalled(request);
            else if (effect is EngineEffect.Send { Message: SipResponse response }) OnCaller(response);
        }
    }

    private void OnCaller(SipResponse response)
    {
        if (response.RSeq is { } rSeq)
        {
            _tag = response.To.Tag.ToString();
            From(CallTexts.Prack(_call, _tag, rSeq), Caller);
        }
        else if (response.Status.IsSuccess && response.CSeq.Method == SipMethod.Invite)
        {
            From(CallTexts.Ack(_call, _tag), Caller);
            _done = true;
        }
        else if (response.Status.IsSuccess)
        {
            _done |= response.CSeq.Method != SipMethod.Prack;
        }
    }

    private void OnCalled(SipRequest request)
    {
        CopiedHeaders copied = CopiedHeaders.Of(request);
        switch (request.Method.Kind)
        {
            case SipMethodKind.Ack: return;
            case SipMethodKind.Invite:
                _invite = copied;
                From(CallTexts.Response("100 Trying", copied, _call), Called);
                From(CallTexts.Response("183 Session Progress", copied, _call, withAnswer: true, "Require: 100rel\r\nRSeq: 7001\r\n"), Called);
                return;
            case SipMethodKind.Prack:
                From(CallTexts.Response("200 OK", copied, _call), Called);
                From(CallTexts.Response("180 Ringing", _invite, _call), Called);
                From(CallTexts.Response("200 OK", _invite, _call), Called);
                return;
            default: From(CallTexts.Response("200 OK", copied, _call), Called); return;
        }
    }

    private void From(byte[] octets, SipEndpoint source)
    {
        ParseOutcome outcome = SipMessage.TryRead(octets, SipLimits.Default, out SipMessage? message);
        if (message is null) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"a message of the benchmark cannot be read: {outcome.Reason}"));
        _inputs.Enqueue(new EngineInput.Message(message, source));
    }
}
