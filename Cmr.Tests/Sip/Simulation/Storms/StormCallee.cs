using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>The called side of a storm: one phone, or several behind a forking proxy at one address.</summary>
internal sealed class StormCallee(SimulatedNetwork network, string address, SipEndpoint node, CallPlan plan, Weather weather)
    : Party(network, address, node, plan, weather, plan.CalledStreams)
{
    private ServerTransaction? _transaction;
    private SdpDescription? _offer;
    private bool _isFinal;
    private PartyDialog? _waiting;

    protected override void OnOutside(ServerTransaction transaction, SipRequest request)
    {
        if (request.Method != SipMethod.Invite || !request.To.Tag.IsEmpty)
        {
            Respond(transaction, SipResponse.For(request, SipStatus.CallOrTransactionDoesNotExist).Build());
            return;
        }

        if (_transaction is not null)
        {
            Respond(transaction, SipResponse.For(request, SipStatus.BusyHere).WithToTag("again").Build());
            return;
        }

        _transaction = transaction;
        _offer = Described(request);
        Ring(request);
    }

    protected override void OnOther(TransactionEffect effect)
    {
    }

    protected override void OnCancelled(ServerTransaction transaction)
    {
        if (transaction != _transaction)
        {
            base.OnCancelled(transaction);
            return;
        }

        if (!_isFinal) Finish(SipStatus.RequestTerminated);
    }

    // Only the caller may end an early dialog, and a 2xx has to be acknowledged first (RFC 3261 §15)
    protected override void Abandon(PartyDialog dialog)
    {
        if (!dialog.IsConfirmed) Finish(SipStatus.ServerInternalError);
        else if (dialog.Unacknowledged is null) HangUp(dialog);
    }

    protected override void OnPrack(PartyDialog dialog, ServerTransaction transaction, SipRequest prack)
    {
        if (dialog.Reliable is not { } reliable || prack.RAck is not { } rack || !reliable.TryAcknowledge(rack.RSeq, out SipResponse? acknowledged))
        {
            base.OnPrack(dialog, transaction, prack);
            return;
        }

        SipResponseBuilder ok = SipResponse.For(prack, SipStatus.Ok);
        SdpDescription? description = Described(prack);
        if (acknowledged.HasSdp && _offer is null)
        {
            dialog.Session.Remote = description ?? dialog.Session.Remote;
            dialog.Exchange = OfferAnswerState.Stable;
        }
        else if (description is not null)
        {
            ok.WithBody("application/sdp", dialog.Session.Answer(description).ToText());
        }

        if (acknowledged.HasSdp) dialog.IsSettled = true;
        Respond(transaction, ok.Build());
        Repeat(dialog, reliable.SendNext(Now));
        if (acknowledged.HasSdp && Plan.EarlyOffers) After(Plan.Within(0.1, 3), () => OfferEarly(dialog));
        if (_waiting == dialog && !AwaitsSessionPrack(dialog))
        {
            _waiting = null;
            Answer(dialog);
        }
    }

    protected override void OnAck(PartyDialog dialog, SipRequest ack)
    {
        bool first = dialog.Unacknowledged is { } waiting && waiting.Transaction == _transaction;
        SipResponse? success = dialog.Unacknowledged?.Success;
        base.OnAck(dialog, ack);
        if (!first || dialog.IsAcknowledged || dialog.IsOver) return;
        dialog.IsSettled = true;
        Begin(dialog, hangsUp: Plan.HangsUp is 1 or 2);
        if (Plan.RepeatsAnswer && success is not null && _transaction is { } invite) After(Plan.Within(0, 1), () => Respond(invite, success));
    }

    private void Ring(SipRequest invite)
    {
        PartySession session = new(Address, Plan.CalledLines);
        for (int tag = 0; tag < Plan.Tags; tag++)
        {
            PartyDialog dialog = new(Dialog.AsServer(invite, $"b{tag}-{Address}"), session.Fork()) { Now = () => Now };
            if (_offer is not null) dialog.Exchange = OfferAnswerState.RemoteOffer;
            Dialogs.Add(dialog);
            if (Plan.Fate is CallFate.Silent) continue;
            bool reliable = Plan.ReliableRinging && invite.Supported.Contains("100rel"u8);
            if (Plan.Chance(3)) After(Plan.Within(0, 0.3), () => Progress(dialog, 183, reliable, described: Plan.Chance(2)));
            After(Plan.Within(0.05, 0.8), () => Progress(dialog, 180, reliable, described: Plan.Chance(2)));
            if (Plan.Chance(5)) After(Plan.Within(0.5, 5), () => Progress(dialog, Plan.Chance(2) ? 181 : 180, reliable, described: false));
        }

        TimeSpan answer = Plan.Chance(5) ? Plan.Within(0, 0.3) : Plan.Within(0.3, 9);
        PartyDialog chosen = Dialogs[Plan.Random.Next(Dialogs.Count)];
        switch (Plan.Fate)
        {
            case CallFate.Answered: After(answer, () => Answer(chosen)); break;
            case CallFate.AnsweredTwice:
                After(answer, () => Answer(chosen));
                After(answer + Plan.Within(0, 2), () => AnswerToo(Dialogs[^1]));
                break;
            case CallFate.Refused: After(answer, () => Finish(new SipStatus(Plan.RefusalStatus))); break;
            default: break;
        }

        // Whatever became of the node: nobody lets a phone ring for longer
        After(TimeSpan.FromSeconds(200), () => Finish(SipStatus.TemporarilyUnavailable));
    }

    private void Progress(PartyDialog dialog, int status, bool reliable, bool described)
    {
        if (_isFinal || _waiting is not null || _transaction is not { } transaction) return;
        SipResponseBuilder builder = SipResponse.For(transaction.Request, new SipStatus(status)).WithToTag(dialog.Dialog.Id.LocalTag).Set(HeaderId.Contact, Contact)
            .Set(HeaderId.Allow, "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO");
        bool first = dialog.Reliable is null;
        if (!reliable)
        {
            // A preview of the answer; an offer may not travel this way
            if (described && _offer is not null && first) builder.WithBody("application/sdp", Preview(dialog).ToText());
            Respond(transaction, builder.Build());
            return;
        }

        dialog.Reliable ??= new ReliableProvisionals<SipResponse>((uint)Plan.Random.Next(1, 100000), Weather.Timers.T1);
        if (first && _offer is null)
        {
            // The first reliable response must make the offer (RFC 3261 §13.2.1)
            builder.WithBody("application/sdp", dialog.Session.Offer(Plan.Random).ToText());
            dialog.Exchange = OfferAnswerState.LocalOffer;
        }
        else if (described && dialog.Exchange is OfferAnswerState.RemoteOffer && _offer is not null)
        {
            builder.WithBody("application/sdp", Preview(dialog).ToText());
            dialog.Exchange = OfferAnswerState.Stable;
        }

        Repeat(dialog, dialog.Reliable.Add(builder.Build(), mayBeReplaced: false, Now));
    }

    private SdpDescription Preview(PartyDialog dialog) => dialog.Session.Local ?? dialog.Session.Answer(_offer!); // called when there is one

    private void Repeat(PartyDialog dialog, (uint RSeq, SipResponse Item)? due)
    {
        if (_transaction is not { } transaction || dialog.Reliable is not { } reliable) return;
        if (due is { } send) Respond(transaction, send.Item.Edit().Set(HeaderId.Require, "100rel").Set(HeaderId.RSeq, send.RSeq.ToString(System.Globalization.CultureInfo.InvariantCulture)).Build());
        if (reliable.Deadline is not { } deadline) return;
        After(deadline - Now, () =>
        {
            if (reliable.Deadline is not { } now || now > Now || _isFinal) return;
            (uint RSeq, SipResponse Item)? again = reliable.Fire(Now, out bool gaveUp);
            if (gaveUp) Finish(SipStatus.ServerInternalError);
            else Repeat(dialog, again);
        });
    }

    private void OfferEarly(PartyDialog dialog)
    {
        if (!_isFinal && _waiting is null) Offer(dialog, SipMethod.Update);
    }

    private static bool AwaitsSessionPrack(PartyDialog dialog) =>
        dialog.Reliable is { } reliable && ((reliable.Outstanding is { } outstanding && outstanding.Item.HasSdp) || reliable.Waiting.Any(waiting => waiting.HasSdp));

    private void Answer(PartyDialog dialog)
    {
        if (_isFinal) return;
        if (AwaitsSessionPrack(dialog))
        {
            _waiting = dialog;
            return;
        }

        _isFinal = true;
        foreach (PartyDialog other in Dialogs)
        {
            other.Reliable?.Stop();
            if (other != dialog && Plan.Fate is not CallFate.AnsweredTwice) other.End();
        }

        Succeed(dialog);
    }

    private void AnswerToo(PartyDialog dialog)
    {
        if (!_isFinal || dialog.IsConfirmed || dialog.IsOver || _transaction?.State is not TransactionState.Accepted) return;
        Succeed(dialog);
    }

    private void Succeed(PartyDialog dialog)
    {
        if (_transaction is not { } transaction) return;
        SipResponseBuilder ok = SipResponse.For(transaction.Request, SipStatus.Ok).WithToTag(dialog.Dialog.Id.LocalTag).Set(HeaderId.Contact, Contact)
            .Set(HeaderId.Allow, "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, INFO");
        if (_offer is not null && dialog.Exchange is OfferAnswerState.RemoteOffer && !dialog.IsSettled)
        {
            ok.WithBody("application/sdp", Preview(dialog).ToText());
            dialog.Exchange = OfferAnswerState.Stable;
        }
        else if (_offer is null && dialog.Session.Local is null)
        {
            ok.WithBody("application/sdp", dialog.Session.Offer(Plan.Random).ToText());
            dialog.Exchange = OfferAnswerState.LocalOffer;
        }

        SendSuccess(dialog, transaction, ok.Build());
    }

    private void Finish(SipStatus status)
    {
        if (_isFinal || _transaction is not { } transaction) return;
        _isFinal = true;
        foreach (PartyDialog dialog in Dialogs) dialog.End();
        SipResponseBuilder final = SipResponse.For(transaction.Request, status).WithToTag(Dialogs[0].Dialog.Id.LocalTag);
        if (status.IsRedirection) final.Set(HeaderId.Contact, "<sip:elsewhere@example.com>");
        Respond(transaction, final.Build());
    }
}
