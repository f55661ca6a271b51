using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation;

/// <summary>A caller with 100rel, PRACK and UPDATE, each of which can be switched off.</summary>
internal sealed class CallerPhone : Phone
{
    private readonly SipEndpoint _node;
    private readonly Dictionary<Utf8Text, Dialog> _dialogs = [];
    private readonly Dictionary<(Utf8Text Tag, uint RSeq), bool> _pracked = [];
    private SipRequest? _invite;

    public CallerPhone(SimulatedNetwork network, string address, SipEndpoint node)
        : base(network, address)
    {
        _node = node;
        Offer = Describe(1, 40000);
    }

    public string? Supported { get; set; } = "100rel";

    public string? Require { get; set; }

    public string? Allow { get; set; } = "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO";

    public string? EarlyMedia { get; set; } = "supported";

    public SdpDescription? Offer { get; set; }

    public Func<SipRequestBuilder, SipRequestBuilder> Dress { get; set; } = invite => invite;

    /// <summary>Time until a reliable 18x is acknowledged; <see langword="null"/>: never.</summary>
    public TimeSpan? PrackDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Body of the next PRACK.</summary>
    public SdpDescription? PrackBody { get; set; }

    public bool Acknowledges { get; set; } = true;

    /// <summary>What UPDATEs get, one after the other; after the last, 200.</summary>
    public Queue<int> UpdateAnswers { get; } = new();

    /// <summary>What requests with these methods get instead of 200.</summary>
    public Dictionary<SipMethod, int> Refusals { get; } = [];

    /// <summary>The answer to an offer of the node.</summary>
    public Func<SdpDescription, SdpDescription?> Answer { get; set; } = _ => null;

    public TimeSpan UpdateDelay { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Hangs up this long after the answer.</summary>
    public TimeSpan? TalkTime { get; set; }

    public ClientTransaction? Transaction { get; private set; }

    /// <summary>The dialog of the 2xx, or the only one.</summary>
    public Dialog? Dialog { get; private set; }

    public SipResponse? Final => Heard.Select(heard => heard.Message).OfType<SipResponse>().FirstOrDefault(response => response.CSeq.Method == SipMethod.Invite && response.CSeq.Number == 1 && response.Status.IsFinal);

    public bool SawBye => Requests(SipMethod.Bye).Any();

    public bool HasHungUp { get; private set; }

    public SdpDescription Describe(int version, int port, params string[] formats)
    {
        string list = formats.Length == 0 ? "0 8" : string.Join(' ', formats);
        string text = $"v=0\r\no=ann 77 {version} IN IP4 {Address}\r\ns=-\r\nc=IN IP4 {Address}\r\nt=0 0\r\nm=audio {port} RTP/AVP {list}\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=sendrecv\r\n";
        SdpDescription.TryRead(Utf8Text.Of(text), Cmr.Protocols.Sdp.SdpLimits.Default, out SdpDescription? description);
        return description!;
    }

    public void Call(string uri)
    {
        SipRequestBuilder invite = SipRequest.Create(SipMethod.Invite, AnyUri.Parse(uri))
            .WithMaxForwards(70)
            .Set(HeaderId.From, $"\"Ann\" <sip:ann@{Address}>;tag={Tokens.NewTag()}")
            .Set(HeaderId.To, $"<{uri}>")
            .Set(HeaderId.CallId, $"{Tokens.NewCallId()}@{Address}")
            .WithCSeq(1)
            .Set(HeaderId.Contact, Contact);
        if (Supported is not null) invite.Set(HeaderId.Supported, Supported);
        if (Require is not null) invite.Set(HeaderId.Require, Require);
        if (Allow is not null) invite.Set(HeaderId.Allow, Allow);
        if (EarlyMedia is not null) invite.Set(HeaderId.PEarlyMedia, EarlyMedia);
        if (Offer is not null) invite.WithBody("application/sdp", Offer.ToText());
        Transaction = Send(Dress(invite), _node);
        _invite = Transaction.Request;
    }

    public void GiveUp(string reason = "") => Cancel(Transaction!, reason);

    public void HangUp()
    {
        if (HasHungUp || Dialog is null) return;
        HasHungUp = true;
        Request(SipMethod.Bye);
    }

    public ClientTransaction Request(SipMethod method, SdpDescription? body = null, Func<SipRequestBuilder, SipRequestBuilder>? dress = null)
    {
        SipRequestBuilder request = Dialog!.CreateRequest(method).Set(HeaderId.Contact, Contact);
        if (body is not null) request.WithBody("application/sdp", body.ToText());
        return Send(dress is null ? request : dress(request), _node);
    }

    public void Prack(SipResponse response, uint rSeq, SdpDescription? body = null)
    {
        SipRequestBuilder prack = _dialogs[response.To.Tag].CreateRequest(SipMethod.Prack).Set(HeaderId.RAck, $"{rSeq} {response.CSeq.Number} INVITE");
        if (body is not null) prack.WithBody("application/sdp", body.ToText());
        Send(prack, _node);
    }

    protected override void OnEffect(TransactionEffect effect)
    {
        switch (effect)
        {
            case TransactionEffect.ResponseReceived response when response.Response.CSeq.Method == SipMethod.Invite: OnInviteResponse(response.Response); break;
            case TransactionEffect.RequestReceived request: OnRequest(request.Transaction, request.Request); break;
            default: break;
        }
    }

    private void OnInviteResponse(SipResponse response)
    {
        if (_invite is null) return;
        if (response.CSeq.Number != _invite.CSeq.Number)
        {
            if (response.Status.IsSuccess) Acknowledge(Dialog!.CreateAck(response.CSeq.Number), _node);
            return;
        }

        if (!response.To.Tag.IsEmpty && response.Status.Code < 300 && response.Status.Code > 100)
        {
            if (!_dialogs.TryGetValue(response.To.Tag, out Dialog? dialog)) _dialogs.Add(response.To.Tag, dialog = Dialog.AsClient(response, _invite.Uri));
            Dialog ??= dialog;
        }

        if (response.Status.IsProvisional && response.RSeq is { } rSeq && _pracked.TryAdd((response.To.Tag, rSeq), true) && PrackDelay is { } delay)
        {
            (SdpDescription? body, PrackBody) = (PrackBody, null);
            After(delay, () => Prack(response, rSeq, body));
        }

        if (response.Status.IsSuccess) OnAnswered(response);
    }

    private void OnAnswered(SipResponse response)
    {
        bool first = Final == response;
        Dialog = _dialogs[response.To.Tag];
        if (!Acknowledges) return;
        SipRequestBuilder ack = Dialog.CreateAck(response.CSeq.Number);
        if (Offer is null && response.HasSdp) ack.WithBody("application/sdp", Describe(1, 40000).ToText());
        Acknowledge(ack, _node);
        if (first && TalkTime is { } time) After(time, HangUp);
    }

    private void OnRequest(ServerTransaction transaction, SipRequest request)
    {
        if ((request.Method == SipMethod.Update && UpdateAnswers.TryDequeue(out int status)) || Refusals.TryGetValue(request.Method, out status))
        {
            Respond(transaction, SipResponse.For(request, new SipStatus(status)).Build());
            return;
        }

        TimeSpan delay = request.Method == SipMethod.Update ? UpdateDelay : TimeSpan.FromMilliseconds(5);
        After(delay, () =>
        {
            SipResponseBuilder ok = SipResponse.For(request, SipStatus.Ok).Set(HeaderId.Contact, Contact);
            if (SessionOf(request) is { } offer) ok.WithBody("application/sdp", (Answer(offer) ?? Describe(2, 40000, [.. offer.Media[0].Formats.Select(format => format.ToString())])).ToText());
            else if (request.Method == SipMethod.Invite) ok.WithBody("application/sdp", Describe(3, 47000, "0").ToText());
            Respond(transaction, ok.Build());
        });
    }
}
