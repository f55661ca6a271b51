using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Sip.Calls;
using Cmr.Sip.Legs;

namespace Cmr.Sip.Relay;

/// <summary>One request on its way through: its transaction on one leg, its copy on the other.</summary>
internal class RelayedRequest(CallContext context, LegDialog from, LegDialog to, ServerTransaction transaction, SipRequest request, bool offers) : IResponseHandler
{
    private const int DefaultMaxForwards = 70;

    /// <summary>Answered, and nothing more to expect.</summary>
    public bool IsOver { get; protected set; }

    /// <summary>Method on the other leg, where it is not the same.</summary>
    public SipMethod MethodOfCopy { get; init; } = request.Method;

    protected CallContext Context => context;

    protected LegDialog From => from;

    protected LegDialog To => to;

    protected ServerTransaction Transaction => transaction;

    protected SipRequest Request => request;

    /// <summary>The number of the copy.</summary>
    protected RequestNumber Number { get; private set; }

    /// <summary>CSeq number of the copy.</summary>
    protected uint CopyCSeq { get; private set; }

    public void Send()
    {
        if (RefreshesTarget) from.Dialog.RefreshTarget(request);
        int hops = (request.MaxForwards ?? DefaultMaxForwards) - 1;
        SipRequestBuilder copy = to.Dialog.CreateRequest(MethodOfCopy)
            .WithMaxForwards(Math.Max(hops, 0))
            .CopyEndToEnd(request)
            .SetRequire(request)
            .SetSupported(request, reliable: false);
        if (request.Has(HeaderId.Allow)) copy.SetAllowOfOther(request);
        if (request.Has(HeaderId.Contact) || MethodOfCopy == SipMethod.Update) copy.Set(HeaderId.Contact, context.Node.Contact);
        Number = context.Send(copy.RelayBody(request, to.Session), to.Dialog, this);
        CopyCSeq = to.Dialog.LocalCSeq;
        if (offers) from.PeerSession = SessionBody.Of(request) ?? from.PeerSession;
    }

    public void OnResponse(SipResponse response)
    {
        if (response.Status.IsFinal) OnFinal(response);
    }

    public virtual void OnUnanswered(Unanswered reason)
    {
        if (IsOver) return;
        if (offers) WithdrawOffers();
        Answer(reason is Unanswered.TimedOut ? SipStatus.RequestTimeout : SipStatus.ServiceUnavailable);
    }

    /// <summary>The call is over: the request gets its final response now.</summary>
    public virtual void End() => Answer(SipStatus.CallOrTransactionDoesNotExist);

    protected virtual void OnFinal(SipResponse response)
    {
        if (IsOver) return;
        IsOver = true;
        if (offers) SettleOffers(response);
        if (response.Status.IsSuccess && RefreshesTarget) to.Dialog.RefreshTarget(response);
        context.Respond(transaction, Relayed(response));
    }

    protected SipResponse Relayed(SipResponse response)
    {
        SipResponseBuilder builder = SipResponse.For(request, response.Status)
            .WithReason(response.ReasonPhrase)
            .CopyEndToEnd(response)
            .SetRequire(response)
            .SetSupported(response, reliable: false);
        if (response.Has(HeaderId.Allow)) builder.SetAllowOfOther(response);
        if (response.Status.IsSuccess && response.Has(HeaderId.Contact)) builder.Set(HeaderId.Contact, context.Node.Contact);
        return builder.RelayBody(response, from.Session).Build();
    }

    protected void SettleOffers(SipResponse response)
    {
        if (!response.Status.IsSuccess || !response.HasSession())
        {
            WithdrawOffers();
            return;
        }

        to.Exchange.TryReceiveAnswer();
        from.Exchange.TrySendAnswer();
        to.PeerSession = SessionBody.Of(response) ?? to.PeerSession;
    }

    protected void WithdrawOffers()
    {
        to.Exchange.Withdraw();
        from.Exchange.Withdraw();
    }

    protected void Answer(SipStatus status)
    {
        if (IsOver) return;
        IsOver = true;
        context.Respond(transaction, request, status);
    }

    private bool RefreshesTarget => request.Method.Kind is SipMethodKind.Invite or SipMethodKind.Update or SipMethodKind.Subscribe or SipMethodKind.Notify or SipMethodKind.Refer;
}
