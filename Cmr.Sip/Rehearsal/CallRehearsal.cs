using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Engine;

namespace Cmr.Sip.Rehearsal;

/// <summary>
/// One whole call in gateway mode through an engine of its own, in memory, both phones played here. It runs before the socket opens,
/// because the first call through code that was never run takes half a second to be compiled: longer than a choice may take.
/// </summary>
internal sealed class CallRehearsal
{
    private static readonly SipEndpoint Caller = SipEndpoint.Udp(IPEndPoint.Parse("192.0.2.1:5060"));
    private static readonly SipEndpoint Called = SipEndpoint.Udp(IPEndPoint.Parse("192.0.2.2:5060"));
    private readonly CallEngine _engine;
    private readonly Queue<EngineInput> _inputs = new();
    private readonly List<EngineEffect> _effects = [];
    private Dialog? _dialog;
    private SipRequest? _invite;

    public CallRehearsal(IIdentifierSource identifiers, SipTokens tokens)
    {
        LocalNode node = new(IPEndPoint.Parse("192.0.2.9:5060"));
        _engine = new CallEngine(new EngineOptions { Node = node }, identifiers, tokens);
    }

    /// <summary>The call ended as it should.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Runs the call to its end.</summary>
    public void Run()
    {
        From(RehearsalMessages.Invite(), Caller);
        // one instant is enough: nothing is lost here, so no timer is ever due
        for (int step = 0; step < 100 && _inputs.TryDequeue(out EngineInput? input); step++)
        {
            _effects.Clear();
            _engine.Step(input, TimeSpan.Zero, _effects);
            foreach (EngineEffect effect in _effects) Carry(effect);
        }
    }

    private void Carry(EngineEffect effect)
    {
        switch (effect)
        {
            case EngineEffect.Send { Message: SipMessage message, Destination: var destination }:
                if (destination == Caller) OnCaller(message);
                else OnCalled(message);
                break;
            case EngineEffect.Choose choose:
                _inputs.Enqueue(new EngineInput.Chosen(choose.Call, new ChoiceReply(RehearsalMessages.Tone, Subscribed: true)));
                break;
            case EngineEffect.Media { Command: OpenMedia open }:
                LocalStream[] streams = [.. open.Streams.Select(stream => new LocalStream(stream.Index, "192.0.2.8", 30000, stream.Formats, StreamDirection.SendRecv, 20))];
                _inputs.Enqueue(new EngineInput.Media(new MediaOpened(open.SessionId, open.CommandId, streams)));
                break;
            case EngineEffect.Media { Command: PlayMedia play }:
                _inputs.Enqueue(new EngineInput.Media(new MediaStarted(play.SessionId, play.CommandId)));
                break;
            default:
                break;
        }
    }

    private void OnCaller(SipMessage message)
    {
        switch (message)
        {
            case SipRequest update:
                From(SipResponse.For(update, SipStatus.Ok).WithBody(RehearsalMessages.Sdp, RehearsalMessages.Session).Build(), Caller);
                break;
            case SipResponse { RSeq: { } rSeq } ringing:
                _dialog = Dialog.AsClient(ringing, RehearsalMessages.Invite().Uri);
                From(FromCaller(_dialog.CreateRequest(SipMethod.Prack).Set(HeaderId.RAck, $"{rSeq} 1 INVITE")), Caller);
                break;
            case SipResponse { Status.IsSuccess: true } success when success.CSeq.Method == SipMethod.Prack && _invite is not null:
                From(Answer(_invite, SipStatus.Ok).WithBody(RehearsalMessages.Sdp, RehearsalMessages.Session).Build(), Called);
                break;
            case SipResponse { Status.IsSuccess: true } success when success.CSeq.Method == SipMethod.Invite && _dialog is not null:
                From(FromCaller(_dialog.CreateAck(1)), Caller);
                From(FromCaller(_dialog.CreateRequest(SipMethod.Bye)), Caller);
                break;
            case SipResponse { Status.IsSuccess: true } success when success.CSeq.Method == SipMethod.Bye:
                IsComplete = true;
                break;
            default:
                break;
        }
    }

    private void OnCalled(SipMessage message)
    {
        if (message is not SipRequest request || request.Method == SipMethod.Ack) return;
        if (request.Method == SipMethod.Invite)
        {
            _invite = request;
            From(Answer(request, SipStatus.Ringing).Build(), Called);
            return;
        }

        From(SipResponse.For(request, SipStatus.Ok).Build(), Called);
    }

    private static SipResponseBuilder Answer(SipRequest invite, SipStatus status) =>
        SipResponse.For(invite, status).WithToTag("called").Set(HeaderId.Contact, "<sip:192.0.2.2>");

    private SipRequest FromCaller(SipRequestBuilder request) =>
        request.Push(HeaderId.Via, $"SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK{_inputs.Count}-{_dialog?.LocalCSeq}").Build();

    // through octets, so that the reader is rehearsed too
    private void From(SipMessage message, SipEndpoint source)
    {
        if (SipMessage.TryRead(message.Bytes.Span, SipLimits.Default, out SipMessage? read).IsComplete && read is not null)
            _inputs.Enqueue(new EngineInput.Message(read, source));
    }
}
