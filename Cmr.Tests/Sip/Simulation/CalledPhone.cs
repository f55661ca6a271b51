using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>A called party that rings, answers, refuses or hangs up as told.</summary>
internal sealed class CalledPhone : Phone
{
    private readonly SipEndpoint _node;
    private ReliableProvisionals<SipResponse>? _reliable;
    private SuccessRetransmission? _success;
    private SipResponse? _ok;

    public CalledPhone(SimulatedNetwork network, string address, SipEndpoint node)
        : base(network, address)
    {
        _node = node;
        React = _ => Ring(180, TimeSpan.FromMilliseconds(100));
    }

    /// <summary>What happens when the INVITE comes.</summary>
    public Action<CalledPhone> React { get; set; }

    public string Tag { get; set; } = "bob1";

    public string? Allow { get; set; } = "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO";

    public ServerTransaction? Transaction { get; private set; }

    public SipRequest? Invite => Transaction?.Request;

    public Dialog? Dialog { get; private set; }

    /// <summary>Time until the 2xx to a re-INVITE of its own is acknowledged.</summary>
    public TimeSpan AckDelay { get; set; }

    /// <summary>A re-INVITE without a description is answered with one.</summary>
    public bool OffersWhenAsked { get; set; } = true;

    public bool WasCancelled { get; private set; }

    public bool HasAck => _success is null && _ok is not null;

    public bool SawBye => Requests(SipMethod.Bye).Any();

    public SdpDescription Describe(int version = 1, int port = 50000, string formats = "0")
    {
        string text = $"v=0\r\no=bob 88 {version} IN IP4 {Address}\r\ns=bob\r\nc=IN IP4 {Address}\r\nt=0 0\r\nm=audio {port} RTP/AVP {formats}\r\na=sendrecv\r\n";
        SdpDescription.TryRead(Utf8Text.Of(text), Cmr.Protocols.Sdp.SdpLimits.Default, out SdpDescription? description);
        return description!;
    }

    /// <summary>Sends an 18x after a while.</summary>
    public void Ring(int status, TimeSpan delay, bool reliable = false, SdpDescription? body = null, Func<SipResponseBuilder, SipResponseBuilder>? dress = null) => After(delay, () =>
    {
        SipResponseBuilder builder = Response(status, body);
        SipResponse response = (dress is null ? builder : dress(builder)).Build();
        if (!reliable)
        {
            Respond(Transaction!, response);
            return;
        }

        _reliable ??= new ReliableProvisionals<SipResponse>(51, TimeSpan.FromMilliseconds(500));
        SendReliably(_reliable.Add(response, mayBeReplaced: false, Now));
    });

    public void Answer(TimeSpan delay, SdpDescription? body) => After(delay, () =>
    {
        if (WasCancelled) return;
        _ok = Response(200, body).Set(HeaderId.PEarlyMedia, "sendrecv").Build();
        _success = new SuccessRetransmission(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(4), Now);
        _reliable?.Stop();
        Respond(Transaction!, _ok);
        ArmSuccess();
    });

    public void Refuse(TimeSpan delay, int status, Func<SipResponseBuilder, SipResponseBuilder>? dress = null) => After(delay, () =>
    {
        _reliable?.Stop();
        SipResponseBuilder builder = SipResponse.For(Invite!, new SipStatus(status)).WithToTag(Tag);
        Respond(Transaction!, (dress is null ? builder : dress(builder)).Build());
    });

    public void HangUp() => Request(SipMethod.Bye);

    public ClientTransaction Request(SipMethod method, SdpDescription? body = null, Func<SipRequestBuilder, SipRequestBuilder>? dress = null)
    {
        SipRequestBuilder request = Dialog!.CreateRequest(method).Set(HeaderId.Contact, Contact);
        if (body is not null) request.WithBody("application/sdp", body.ToText());
        return Send(dress is null ? request : dress(request), _node);
    }

    public void RepeatSuccess() => Respond(Transaction!, _ok!);

    protected override void OnEffect(TransactionEffect effect)
    {
        switch (effect)
        {
            case TransactionEffect.RequestReceived { Request: var request } received: OnRequest(received.Transaction, request); break;
            case TransactionEffect.Cancelled cancelled:
                WasCancelled = true;
                _reliable?.Stop();
                Respond(cancelled.Transaction, SipResponse.For(cancelled.Transaction.Request, SipStatus.RequestTerminated).WithToTag(Tag).Build());
                break;
            case TransactionEffect.AckReceived: _success = null; break;
            case TransactionEffect.ResponseReceived { Response: var response, Transaction: var own } when response.CSeq.Method == SipMethod.Invite && response.Status.IsSuccess:
                SipRequestBuilder ack = Dialog!.CreateAck(response.CSeq.Number);
                if (!own.Request.HasSdp && response.HasSdp) ack.WithBody("application/sdp", Describe(4, 57000).ToText());
                After(AckDelay, () => Acknowledge(ack, _node));
                break;
            default: break;
        }
    }

    private void OnRequest(ServerTransaction transaction, SipRequest request)
    {
        if (request.Method == SipMethod.Invite && Transaction is null)
        {
            Transaction = transaction;
            Dialog = Dialog.AsServer(request, Tag);
            React(this);
            return;
        }

        if (request.Method == SipMethod.Prack && !(_reliable is not null && request.RAck is { } rack && _reliable.TryAcknowledge(rack.RSeq, out _)))
        {
            Respond(transaction, SipResponse.For(request, SipStatus.CallOrTransactionDoesNotExist).Build());
            return;
        }

        SipResponseBuilder ok = SipResponse.For(request, SipStatus.Ok).Set(HeaderId.Contact, Contact);
        if (SessionOf(request) is not null) ok.WithBody("application/sdp", Describe(2).ToText());
        else if (request.Method == SipMethod.Invite && OffersWhenAsked) ok.WithBody("application/sdp", Describe(3, 58000).ToText());
        Respond(transaction, ok.Build());
        if (_reliable is not null && request.Method == SipMethod.Prack) SendReliably(_reliable.SendNext(Now));
    }

    private SipResponseBuilder Response(int status, SdpDescription? body)
    {
        SipResponseBuilder builder = SipResponse.For(Invite!, new SipStatus(status)).WithToTag(Tag).Set(HeaderId.Contact, Contact);
        if (Allow is not null) builder.Set(HeaderId.Allow, Allow);
        if (body is not null) builder.WithBody("application/sdp", body.ToText());
        return builder;
    }

    private void SendReliably((uint RSeq, SipResponse Item)? send)
    {
        if (send is not { } due || WasCancelled) return;
        Respond(Transaction!, due.Item.Edit().Set(HeaderId.Require, "100rel").Set(HeaderId.RSeq, due.RSeq.ToString(System.Globalization.CultureInfo.InvariantCulture)).Build());
        if (_reliable!.Deadline is { } deadline) After(deadline - Now, FireReliable);
    }

    private void FireReliable()
    {
        if (_reliable?.Deadline is not { } deadline || deadline > Now) return;
        SendReliably(_reliable.Fire(Now, out _));
    }

    private void ArmSuccess()
    {
        if (_success is { } success) After(success.Deadline - Now, FireSuccess);
    }

    private void FireSuccess()
    {
        if (_success is not { } success || success.Deadline > Now) return;
        if (success.Fire(Now, out bool gaveUp)) Respond(Transaction!, _ok!);
        if (gaveUp) _success = null;
        ArmSuccess();
    }
}
