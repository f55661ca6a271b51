using System.Net;
using Cmr.Cli.Ladder;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Cli.Phones;

/// <summary>UE-A: calls with 100rel, UPDATE and P-Early-Media, so that it is served in gateway mode; acknowledges, accepts the move to UE-B, hangs up.</summary>
internal sealed class CallingPhone : SipPhone
{
    private const string Allow = "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO, OPTIONS";
    private readonly TaskCompletionSource<int> _final = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _number;
    private readonly SipEndpoint _server;
    private Dialog? _dialog;
    private ClientTransaction? _invite;
    private int _sdpVersion = 1;

    public CallingPhone(string number, IPEndPoint server, CallLadder ladder, TimeProvider clock)
        : base(Lane.UeA, ladder, clock)
    {
        _number = number;
        _server = SipEndpoint.Udp(server);
    }

    /// <summary>Clock timestamp of the first 18x.</summary>
    public long? RingingAt { get; private set; }

    /// <summary>Clock timestamp of the 2xx.</summary>
    public long? AnsweredAt { get; private set; }

    /// <summary>Where the other side now wants RTP.</summary>
    public IPEndPoint? RemoteMedia { get; private set; }

    /// <summary>Calls; completes with the final status.</summary>
    public Task<int> CallAsync(string number, int calledPort)
    {
        Post(() => Invite(number, calledPort));
        return _final.Task;
    }

    /// <summary>Hangs up; completes when the BYE is answered.</summary>
    public Task HangUpAsync()
    {
        Post(() =>
        {
            if (_dialog is { } dialog) Send(dialog.CreateRequest(SipMethod.Bye), _server);
            else _ended.TrySetResult();
        });
        return _ended.Task;
    }

    protected override void OnRequest(ServerTransaction transaction, SipRequest request)
    {
        SipResponseBuilder response = SipResponse.For(request, SipStatus.Ok);
        if (request.Method == SipMethod.Update && request.HasSdp)
        {
            RemoteMedia = PhoneSdp.AudioAddress(request) ?? RemoteMedia;
            response = response.Set(HeaderId.Contact, Contact).WithBody(PhoneSdp.ContentType, PhoneSdp.Audio("ue-a", ++_sdpVersion, Media.Port));
        }

        Respond(transaction, response.Build());
        if (request.Method == SipMethod.Bye) _ended.TrySetResult();
    }

    protected override void OnResponse(ClientTransaction transaction, SipResponse response)
    {
        if (transaction == _invite) OnInviteResponse(response);
        else if (transaction.Request.Method == SipMethod.Bye) _ended.TrySetResult();
    }

    protected override void OnTimeout(ClientTransaction transaction)
    {
        if (transaction == _invite) _final.TrySetResult(SipStatus.RequestTimeout.Code);
        else if (transaction.Request.Method == SipMethod.Bye) _ended.TrySetResult();
    }

    private string Contact => $"<sip:{_number}@127.0.0.1:{Port}>";

    private void Invite(string number, int calledPort)
    {
        AnyUri target = AnyUri.Parse($"sip:{number}@127.0.0.1:{calledPort}");
        SipRequestBuilder invite = SipRequest.Create(SipMethod.Invite, target)
            .WithMaxForwards(70)
            .Set(HeaderId.From, $"<sip:{_number}@127.0.0.1>;tag={Tokens.NewTag()}")
            .Set(HeaderId.To, $"<sip:{number}@127.0.0.1>")
            .Set(HeaderId.CallId, Tokens.NewCallId())
            .WithCSeq(1)
            .Set(HeaderId.Contact, Contact)
            .Set(HeaderId.Supported, "100rel")
            .Set(HeaderId.Allow, Allow)
            .Set(HeaderId.PEarlyMedia, "supported")
            .WithBody(PhoneSdp.ContentType, PhoneSdp.Audio("ue-a", 1, Media.Port));
        _invite = Send(invite, _server);
    }

    private void OnInviteResponse(SipResponse response)
    {
        int code = response.Status.Code;
        if (code == SipStatus.Trying.Code) return;
        if (code < 200)
        {
            RingingAt ??= Clock.GetTimestamp();
            if (response.RSeq is { } rSeq) Acknowledge(response, rSeq);
            return;
        }

        if (code < 300)
        {
            _dialog ??= Dialog.AsClient(response, _invite!.Request.Uri); // set before any response can come
            _dialog.Confirm(response);
            if (response.HasSdp) RemoteMedia = PhoneSdp.AudioAddress(response);
            AnsweredAt ??= Clock.GetTimestamp();
            SendAck(_dialog.CreateAck(_invite!.Request.CSeq.Number), _server);
        }

        _final.TrySetResult(code);
    }

    private void Acknowledge(SipResponse response, uint rSeq)
    {
        _dialog ??= Dialog.AsClient(response, _invite!.Request.Uri); // set before any response can come
        SipRequestBuilder prack = _dialog.CreateRequest(SipMethod.Prack).Set(HeaderId.RAck, $"{rSeq} {response.CSeq.Number} INVITE");
        Send(prack, _server);
    }
}
