using Cmr.Protocols.Sdp.Attributes;
using Cmr.Protocols.Sdp.Descriptions;
using Cmr.Protocols.Sdp.OfferAnswer;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;
using Cmr.Sip.Relay;

namespace Cmr.Sip.Presentation;

/// <summary>
/// Offers that either party makes while the caller's session points to the media worker: the caller's are answered from the worker,
/// the called party's from what the caller last said. Neither crosses to the other leg before the answer.
/// </summary>
internal sealed class EarlyOffers(CallState call)
{
    /// <summary>An UPDATE or PRACK of the caller with an offer.</summary>
    /// <param name="dialog">Its dialog.</param>
    /// <param name="transaction">The request.</param>
    /// <param name="request">The same.</param>
    public void OnCallerOffer(CallerDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        if (!TryTakeOffer(dialog, transaction, request)) return;
        if (SessionBody.Of(request) is not { } offer || call.Presentation.Offer is not { } known || call.Presentation.State is PresentationState.Off)
        {
            Refuse(dialog, transaction, request);
            return;
        }

        dialog.Dialog.RefreshTarget(request);
        if (MediaStreams.AreSame(offer, known))
        {
            Answer(dialog, transaction, request, MediaStreams.Answer(offer, call.Presentation.Streams));
            return;
        }

        call.Presentation.Reopen(offer, session =>
        {
            if (call.Phase is CallPhase.Ending || session?.Streams is not { } streams)
            {
                Refuse(dialog, transaction, request);
                return;
            }

            call.Presentation.Adopt(offer);
            dialog.PeerSession = offer;
            Answer(dialog, transaction, request, MediaStreams.Answer(offer, streams));
        });
    }

    /// <summary>An UPDATE of the called party with an offer: it is what the caller will be told when the call is answered.</summary>
    public void OnCalledOffer(CalledDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        if (!TryTakeOffer(dialog, transaction, request)) return;
        if (SessionBody.Of(request) is not { } offer || dialog.Session.Current is not { } ours)
        {
            Refuse(dialog, transaction, request);
            return;
        }

        dialog.Dialog.RefreshTarget(request);
        dialog.PeerSession = offer;
        Answer(dialog, transaction, request, AnswerFrom(offer, ours));
    }

    /// <summary>An UPDATE without an offer: it refreshes the target or a session timer of this leg only.</summary>
    public void OnRefresh(LegDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        dialog.Dialog.RefreshTarget(request);
        call.Context.Respond(transaction, Ok(request).Build());
    }

    private static SdpDescription AnswerFrom(SdpDescription offer, SdpDescription ours)
    {
        SdpMediaAnswer?[] answers = new SdpMediaAnswer?[offer.Media.Count];
        for (int i = 0; i < answers.Length && i < ours.Media.Count; i++)
        {
            SdpMedia mine = ours.Media[i];
            IReadOnlyList<SdpCodec> common = SdpAnswer.CommonCodecs(offer.Media[i], mine.Codecs);
            if (!mine.IsRejected && common.Count > 0 && ours.ConnectionOf(mine) is { } connection)
                answers[i] = new SdpMediaAnswer(mine.Port, connection, common, ours.DirectionOf(mine)) { PTime = mine.PTime };
        }

        return SdpAnswer.To(offer, ours.Origin ?? default, answers);
    }

    private bool TryTakeOffer(LegDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        OfferVerdict verdict = dialog.Exchange.ReceiveOffer();
        if (verdict is OfferVerdict.Accepted) return true;
        call.Context.RefuseOffer(transaction, request, verdict);
        return false;
    }

    private void Answer(LegDialog dialog, ServerTransaction transaction, SipRequest request, SdpDescription answer)
    {
        dialog.Exchange.TrySendAnswer();
        call.Context.Respond(transaction, Ok(request).WithSession(dialog.Session.Present(answer)).Build());
    }

    private void Refuse(LegDialog dialog, ServerTransaction transaction, SipRequest request)
    {
        dialog.Exchange.Withdraw();
        call.Context.Respond(transaction, request, SipStatus.NotAcceptableHere);
    }

    private SipResponseBuilder Ok(SipRequest request)
    {
        SipResponseBuilder ok = SipResponse.For(request, SipStatus.Ok);
        return request.Method == SipMethod.Update ? ok.Set(HeaderId.Contact, call.Context.Node.Contact).Set(HeaderId.Allow, EndToEndHeaders.AllowedMethods) : ok;
    }
}
