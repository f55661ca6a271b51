using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>The calling party of a storm.</summary>
internal sealed class StormCaller(SimulatedNetwork network, string address, SipEndpoint node, CallPlan plan, Weather weather)
    : Party(network, address, node, plan, weather, plan.CallerStreams)
{
    private ClientTransaction? _transaction;
    private SdpDescription? _offer;
    private int _ignored;
    private bool _refused;
    private PartySession? _session;
    private SdpDescription? _ackBody;

    public string CallId { get; } = $"a{address}-{network.Seed}";

    /// <summary>Status of every final response that the transaction passed up, in order.</summary>
    public List<int> Finals { get; } = [];

    /// <summary>The INVITE came to its end: a final response, or none in time.</summary>
    public bool IsSettled { get; private set; }

    private SipRequest Invite => _transaction?.Request ?? throw new InvalidOperationException("no call");

    public void Call(string uri)
    {
        SipRequestBuilder invite = SipRequest.Create(SipMethod.Invite, AnyUri.Parse(uri))
            .WithMaxForwards(70)
            .Set(HeaderId.From, $"\"Ann\" <sip:ann@{Address}>;tag={Tokens.NewTag()}")
            .Set(HeaderId.To, $"<{uri}>")
            .Set(HeaderId.CallId, CallId)
            .WithCSeq(1)
            .Set(HeaderId.Contact, Contact)
            .Set(HeaderId.Allow, Plan.SupportsUpdate ? "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO" : "INVITE, ACK, CANCEL, BYE, PRACK, INFO");
        if (Plan.Requires100Rel) invite.Set(HeaderId.Require, "100rel");
        else if (Plan.Supports100Rel) invite.Set(HeaderId.Supported, "100rel");
        if (Plan.EarlyMedia) invite.Set(HeaderId.PEarlyMedia, "supported");
        PartySession session = new(Address, Plan.CallerLines);
        if (!Plan.OffersLate) invite.WithBody("application/sdp", (_offer = session.Offer(Plan.Random)).ToText());
        _session = session;
        _transaction = Send(invite, Node);
        After(Plan.GivesUpAfter, GiveUp);
        if (Plan.PracticesMischief && !Plan.CallerStreams) After(Plan.Within(0, 1), () => SendRaw(Invite.Bytes, Node));
    }

    protected override void OnOther(TransactionEffect effect)
    {
        switch (effect)
        {
            case TransactionEffect.ResponseReceived { Response: var response } received when received.Transaction == _transaction: OnInviteResponse(response); break;
            case TransactionEffect.TimedOut timedOut when timedOut.Transaction == _transaction: Fail(); break;
            case TransactionEffect.TransportFailed failed when failed.Transaction == _transaction: Fail(); break;
            default: break;
        }
    }

    protected override void OnOutside(ServerTransaction transaction, SipRequest request) =>
        Respond(transaction, SipResponse.For(request, SipStatus.CallOrTransactionDoesNotExist).Build());

    protected override void OnOffer(PartyDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        if (request.Method == SipMethod.Update && Plan.RefusesUpdates is { } status && !_refused && !dialog.IsConfirmed)
        {
            _refused = true;
            SipResponseBuilder refusal = SipResponse.For(request, new SipStatus(status));
            Respond(transaction, status == 500 ? refusal.Set(HeaderId.RetryAfter, "1").Build() : refusal.Build());
            return;
        }

        base.OnOffer(dialog, transaction, request);
    }

    private void GiveUp()
    {
        if (!IsSettled && _transaction is not null) Cancel(_transaction, "SIP;cause=487");
    }

    private void Fail()
    {
        IsSettled = true;
        foreach (PartyDialog dialog in Dialogs) dialog.End();
    }

    private void OnInviteResponse(SipResponse response)
    {
        if (response.Status.IsFinal && (Finals.Count == 0 || !response.Status.IsSuccess)) Finals.Add(response.Status.Code);
        if (response.Status.IsSuccess)
        {
            OnAnswered(Open(response), response);
        }
        else if (response.Status.IsFinal)
        {
            Fail();
        }
        else if (response.Status != SipStatus.Trying && !response.To.Tag.IsEmpty && !IsSettled)
        {
            OnProgress(Open(response), response);
        }
    }

    private PartyDialog Open(SipResponse response)
    {
        DialogId id = new(response.CallId, response.From.Tag, response.To.Tag);
        if (Dialogs.Find(known => known.Dialog.Id == id) is { } dialog) return dialog;
        PartyDialog opened = new(Dialog.AsClient(response, Invite.Uri), _session!.Fork()) { Now = () => Now }; // there since the INVITE
        if (_offer is not null) opened.Exchange = OfferAnswerState.LocalOffer;
        Dialogs.Add(opened);
        return opened;
    }

    private void OnProgress(PartyDialog dialog, SipResponse response)
    {
        if (response.RSeq is not { } rSeq || !response.Require.Contains("100rel"u8) || Plan.NeverPracks) return;
        if (dialog.LastRSeq is { } last && rSeq != last + 1)
        {
            return;
        }

        dialog.LastRSeq = rSeq;
        SdpDescription? description = Described(response);
        SdpDescription? answer = null;
        if (description is not null && dialog.Exchange is OfferAnswerState.LocalOffer)
        {
            dialog.Session.Remote = description;
            dialog.Exchange = OfferAnswerState.Stable;
            dialog.IsSettled = true;
            if (Plan.EarlyOffers && Plan.SupportsUpdate) After(Plan.Within(0.1, 3), () => OfferEarly(dialog));
        }
        else if (description is not null && _offer is null && !dialog.IsSettled)
        {
            answer = dialog.Session.Answer(description);
            dialog.IsSettled = true;
        }

        After(Plan.Within(0, 0.2), () => Prack(dialog, response, rSeq, answer));
    }

    private void OfferEarly(PartyDialog dialog)
    {
        if (!IsSettled) Offer(dialog, SipMethod.Update);
    }

    private void Prack(PartyDialog dialog, SipResponse response, uint rSeq, SdpDescription? answer)
    {
        if (dialog.IsOver) return;
        SipRequestBuilder prack = dialog.Dialog.CreateRequest(SipMethod.Prack).Set(HeaderId.RAck, $"{rSeq} {response.CSeq.Number} INVITE");
        bool offers = answer is null && Plan.PracksWithOffer && dialog.IsSettled && dialog.Exchange is OfferAnswerState.Stable;
        if (offers)
        {
            prack.WithBody("application/sdp", dialog.Session.Offer(Plan.Random).ToText());
            dialog.Exchange = OfferAnswerState.LocalOffer;
        }
        else if (answer is not null)
        {
            prack.WithBody("application/sdp", answer.ToText());
        }

        ClientTransaction sent = Send(prack, Node);
        if (offers) sent.Tag = dialog;
    }

    private void OnAnswered(PartyDialog dialog, SipResponse success)
    {
        IsSettled = true;
        if (Plan.NeverAcks || _ignored++ < Plan.IgnoredAnswers) return;
        SipRequestBuilder ack = dialog.Dialog.CreateAck(success.CSeq.Number);
        if (!dialog.IsConfirmed)
        {
            dialog.Dialog.Confirm(success);
            SdpDescription? description = Described(success);
            if (description is not null && dialog.Exchange is OfferAnswerState.LocalOffer) dialog.Session.Remote = description;
            if (description is not null && _offer is null && !dialog.IsSettled) _ackBody = dialog.Session.Answer(description);
            dialog.Exchange = OfferAnswerState.Stable;
            dialog.IsSettled = true;
        }

        if (_ackBody is not null) ack.WithBody("application/sdp", _ackBody.ToText());
        Acknowledge(ack, Node);
        if (dialog.IsAcknowledged) return;
        foreach (PartyDialog other in Dialogs)
        {
            if (other != dialog) other.End();
        }

        Begin(dialog, hangsUp: Plan.HangsUp is 0 or 2);
    }
}
