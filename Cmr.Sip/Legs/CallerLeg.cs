using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;

namespace Cmr.Sip.Legs;

/// <summary>The A-leg up to its ACK: user agent server of the INVITE, with reliable provisional responses of its own.</summary>
internal sealed class CallerLeg
{
    private const int LargestFirstRSeq = int.MaxValue / 2;
    private static readonly HeaderId[] Remembered = [HeaderId.Via, HeaderId.From, HeaderId.To, HeaderId.CallId, HeaderId.CSeq, HeaderId.Contact];
    private readonly CallContext _context;
    private readonly ICallerLegEvents _events;
    private readonly ServerTransaction _transaction;
    private readonly ReliableProvisionals<ProvisionalAnswer> _reliable;
    private readonly List<CallerDialog> _dialogs = new(1);
    private (CallerDialog Dialog, SipResponse Success, SessionPart Session)? _held;

    public CallerLeg(CallContext context, ServerTransaction transaction, SipRequest invite, ICallerLegEvents events)
    {
        _context = context;
        _transaction = transaction;
        _events = events;
        Can = CallerCapabilities.Of(invite);
        Timer = new SessionTimer(context.Options.SessionTimer);
        _reliable = new ReliableProvisionals<ProvisionalAnswer>((uint)context.Identifiers.NextNumber(1, LargestFirstRSeq), context.Options.T1);
    }

    public SipRequest Invite => _transaction.Request;

    public CallerCapabilities Can { get; }

    /// <summary>The session timer of the leg.</summary>
    public SessionTimer Timer { get; }

    /// <summary>A final response left or waits for a PRACK.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Status of the final response; 0 before it left.</summary>
    public int FinalStatus { get; private set; }

    /// <summary>The 2xx was acknowledged, or never will be.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>A reliable 18x with a session description waits for its PRACK: no 2xx may leave (RFC 3262 §3).</summary>
    public bool AwaitsSessionPrack => _reliable.Outstanding is { Item.Session: not SessionPart.None };

    public TimeSpan? Deadline => _reliable.Deadline;

    /// <summary>Whether this is the transaction of the INVITE that the call began with.</summary>
    public bool IsAnsweredBy(ServerTransaction transaction) => transaction == _transaction;

    /// <summary>Makes another dialog with a To tag of its own.</summary>
    public CallerDialog OpenDialog()
    {
        Utf8Text tag = _context.NextToken();
        SessionOwnership session = _context.NewSession();
        CallerDialog dialog = new(Dialog.AsServer(Invite, tag), session, Timer) { AllowsUpdate = Can.Update };
        if (Invite.HasSession()) dialog.Exchange.ReceiveOffer();
        _dialogs.Add(dialog);
        _context.Emit(new CallEffect.OwnDialog(dialog.Dialog.Id, LegSide.Caller));
        return dialog;
    }

    public CallerDialog? Find(Utf8Text tag) => _dialogs.Find(dialog => dialog.Dialog.Id.LocalTag == tag);

    /// <summary>Starts a response to the INVITE within a dialog.</summary>
    public SipResponseBuilder Respond(CallerDialog dialog, SipStatus status) =>
        SipResponse.For(Invite, status).WithToTag(dialog.Dialog.Id.LocalTag).Set(HeaderId.Contact, _context.Node.Contact);

    /// <summary>Sends an 18x. It is reliable when wished and possible, and whenever the caller requires it.</summary>
    public void Progress(ProvisionalAnswer answer, bool reliable)
    {
        if (IsFinal) return;
        if (Can.RequiresReliable || (reliable && Can.Reliable))
        {
            answer.Dialog.SessionPromised |= answer.Session is not SessionPart.None;
            SendReliably(_reliable.Add(answer, answer.Session is SessionPart.None, _context.Now));
            return;
        }

        answer.Dialog.SessionShown |= answer.Session is not SessionPart.None;
        _context.Respond(_transaction, answer.Draft);
    }

    /// <summary>No further 18x: the called party answered.</summary>
    public void DropWaiting() => _reliable.DropWaiting();

    /// <summary>Sends the 2xx, or keeps it until the PRACK of a session-bearing 18x came.</summary>
    public void Accept(CallerDialog dialog, SipResponse success, SessionPart session)
    {
        if (IsFinal) return;
        IsFinal = true;
        if (AwaitsSessionPrack)
        {
            _held = (dialog, success, session);
            return;
        }

        SendSuccess(dialog, success, session);
    }

    /// <summary>Sends a final response other than 2xx; it ends the leg.</summary>
    public void Reject(SipResponse response)
    {
        if (IsFinal && _held is null) return;
        IsFinal = true;
        _held = null;
        FinalStatus = response.Status.Code;
        _reliable.Stop();
        _context.Respond(_transaction, response);
        DisownAllBut(null);
    }

    /// <summary>Sends a final response of our own making on the tag the caller knows.</summary>
    public void Reject(SipStatus status, string? reason = null)
    {
        Utf8Text tag = _dialogs.Count > 0 ? _dialogs[0].Dialog.Id.LocalTag : _context.NextToken();
        SipResponseBuilder response = SipResponse.For(Invite, status).WithToTag(tag);
        if (reason is not null) response.Set(HeaderId.Reason, reason);
        Reject(response.Build());
    }

    /// <summary>Takes a PRACK (RFC 3262 §3).</summary>
    public void OnPrack(CallerDialog dialog, ServerTransaction transaction, SipRequest prack)
    {
        bool known = prack.RAck is { } rack
            && rack.Method == SipMethod.Invite && rack.CSeq == Invite.CSeq.Number
            && _reliable.Outstanding is { } outstanding && outstanding.RSeq == rack.RSeq && outstanding.Item.Dialog == dialog;
        if (!known || !_reliable.TryAcknowledge(_reliable.Outstanding!.Value.RSeq, out ProvisionalAnswer? acknowledged)) // known says it is there
        {
            _context.Respond(transaction, prack, SipStatus.CallOrTransactionDoesNotExist);
            return;
        }

        Settle(acknowledged, prack);
        if (prack.HasSession() && acknowledged.Session is not SessionPart.Offer)
        {
            _events.OnPrackOffer(acknowledged, transaction, prack);
        }
        else
        {
            _context.Respond(transaction, prack, SipStatus.Ok);
            _events.OnPrack(acknowledged, prack);
        }

        SendWaiting();
    }

    /// <summary>Takes the ACK to the 2xx.</summary>
    /// <returns>False when it acknowledges something else, such as a re-INVITE.</returns>
    public bool TryAcknowledge(CallerDialog dialog, SipRequest ack)
    {
        if (IsSettled || dialog.Accepted is not { } accepted || !accepted.IsAcknowledgedBy(ack)) return false;
        if (accepted.CarriesOffer) dialog.Exchange.TryReceiveAnswer();
        dialog.Accepted = null;
        IsSettled = true;
        _events.OnCallerAck(ack);
        return true;
    }

    /// <summary>The ACK to the 2xx did not come in time.</summary>
    public void OnAckMissing()
    {
        if (IsSettled) return;
        IsSettled = true;
        _events.OnCallerAckMissing();
    }

    /// <summary>Runs the retransmission of a reliable 18x.</summary>
    public void Fire()
    {
        SendReliably(_reliable.Fire(_context.Now, out bool gaveUp));
        if (gaveUp) _events.OnPrackMissing();
    }

    /// <summary>Nothing is going on: of the INVITE remains who called whom, and the first offer.</summary>
    public void Rest()
    {
        if (!_transaction.IsTerminated || Invite.HeaderCount <= Remembered.Length) return;
        SipRequestBuilder rest = SipRequest.Create(SipMethod.Invite, Invite.Uri);
        foreach (HeaderId id in Remembered) rest.Copy(Invite, id);
        if (Invite.HasSession()) rest.CopyBody(Invite);
        _transaction.Reduce(rest.Build());
    }

    /// <summary>Forgets all dialogs: the leg is over.</summary>
    public void Close() => DisownAllBut(null);

    private static void Settle(ProvisionalAnswer acknowledged, SipRequest prack)
    {
        CallerDialog dialog = acknowledged.Dialog;
        switch (acknowledged.Session)
        {
            case SessionPart.Answer:
                dialog.Exchange.TrySendAnswer();
                dialog.SessionAcknowledged = true;
                break;
            case SessionPart.Offer when prack.HasSession():
                dialog.Exchange.TryReceiveAnswer();
                dialog.SessionAcknowledged = true;
                break;
            default:
                break;
        }
    }

    private void SendWaiting()
    {
        if (_held is { } held && !AwaitsSessionPrack)
        {
            _held = null;
            SendSuccess(held.Dialog, held.Success, held.Session);
            return;
        }

        SendReliably(_reliable.SendNext(_context.Now));
    }

    private void SendSuccess(CallerDialog dialog, SipResponse success, SessionPart session)
    {
        _reliable.Stop();
        FinalStatus = success.Status.Code;
        if (session is SessionPart.Answer) dialog.Exchange.TrySendAnswer();
        if (session is SessionPart.Offer) dialog.Exchange.TrySendOffer();
        SuccessRetransmission retransmission = new(_context.Options.T1, _context.Options.T2, _context.Now);
        dialog.Accepted = new AcceptedInvite(_transaction, success, retransmission, session is SessionPart.Offer);
        dialog.IsConfirmed = true;
        Timer.Agree(Timer.Answer(Invite), _context.Now);
        _context.Respond(_transaction, success);
        DisownAllBut(dialog);
        _events.OnCallerAccepted(dialog);
    }

    private void SendReliably((uint RSeq, ProvisionalAnswer Item)? due)
    {
        if (due is not { } send) return;
        send.Item.Dialog.SessionShown |= send.Item.Session is not SessionPart.None;
        if (send.Item.Session is SessionPart.Offer && send.Item.Dialog.Exchange.State is OfferAnswerState.Stable) send.Item.Dialog.Exchange.TrySendOffer();
        string require = send.Item.Draft.Value(HeaderId.Require) is { IsEmpty: false } other ? $"100rel, {other}" : "100rel";
        _context.Respond(_transaction, send.Item.Draft.Edit()
            .Set(HeaderId.Require, require)
            .Set(HeaderId.RSeq, send.RSeq.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Build());
    }

    private void DisownAllBut(CallerDialog? kept)
    {
        foreach (CallerDialog dialog in _dialogs)
        {
            if (dialog != kept) _context.Emit(new CallEffect.DisownDialog(dialog.Dialog.Id));
        }

        _dialogs.RemoveAll(dialog => dialog != kept);
    }
}
