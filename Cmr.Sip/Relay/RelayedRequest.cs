using Cmr.Protocols.Sip.Dialogs;
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
    private const int MaxTries = 3;
    private int _tries;

    /// <summary>Answered, and nothing more to expect.</summary>
    public bool IsOver { get; protected set; }

    /// <summary>Method on the other leg, where it is not the same.</summary>
    public SipMethod MethodOfCopy { get; init; } = request.Method;

    /// <summary>Told, with a Reason, when the response means that the call is over for the other party (RFC 5057).</summary>
    public required Action<string> PeerLost { get; init; }

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
        _tries++;
        int hops = (request.MaxForwards ?? DefaultMaxForwards) - 1;
        SipRequestBuilder copy = to.Dialog.CreateRequest(MethodOfCopy)
            .WithMaxForwards(Math.Max(hops, 0))
            .CopyEndToEnd(request)
            .SetRequire(request)
            .SetSupported(request, reliable: false);
        if (request.Has(HeaderId.Allow)) copy.SetAllowOfOther(request);
        if (request.Has(HeaderId.Contact) || MethodOfCopy == SipMethod.Update) copy.Set(HeaderId.Contact, context.Node.Contact);
        if (SetsTimer(MethodOfCopy) && to.IsConfirmed) copy.AskForTimer(to.Timer);
        Number = context.Send(copy.RelayBody(request, to.Session), to.Dialog, this);
        CopyCSeq = to.Dialog.LocalCSeq;
        if (offers) from.PeerSession = SessionBody.Of(request) ?? from.PeerSession;
    }

    public void OnResponse(SipResponse response)
    {
        if (!response.Status.IsFinal) return;
        // The interval of the other leg is no business of the party that asks
        if (response.Status == SipStatus.SessionIntervalTooSmall && !IsOver && _tries < MaxTries && to.Timer.TryRaise(response)) Send();
        else OnFinal(response);
    }

    public virtual void OnUnanswered(Unanswered reason)
    {
        if (IsOver) return;
        if (offers) WithdrawOffers();
        // The transaction layer keeps a 408 from all but re-INVITEs (RFC 4320 §4.2)
        Answer(reason is Unanswered.TimedOut ? SipStatus.RequestTimeout : SipStatus.ServiceUnavailable);
        if (reason is Unanswered.TimedOut) LoseIf(SipStatus.RequestTimeout);
    }

    /// <summary>The call is over: the request gets its final response now.</summary>
    public virtual void End() => Answer(SipStatus.CallOrTransactionDoesNotExist);

    protected virtual void OnFinal(SipResponse response)
    {
        if (IsOver) return;
        IsOver = true;
        if (offers) SettleOffers(response);
        if (response.Status.IsSuccess && RefreshesTarget) to.Dialog.RefreshTarget(response);
        Agree(response);
        context.Respond(transaction, Relayed(response));
        LoseIf(response.Status);
    }

    /// <summary>A 2xx to a re-INVITE or UPDATE restarts the session timers of both legs, each by its own terms.</summary>
    protected void Agree(SipResponse response)
    {
        if (!response.Status.IsSuccess) return;
        if (SetsTimer(MethodOfCopy) && to.IsConfirmed) to.Timer.Agree(to.Timer.Read(response), context.Now);
        if (SetsTimer(request.Method) && from.IsConfirmed) from.Timer.Agree(from.Timer.Answer(request), context.Now);
    }

    protected void LoseIf(SipStatus status)
    {
        if (to.IsConfirmed && DialogLosses.EndsCall(MethodOfCopy, status)) PeerLost($"SIP;cause={status.Code}");
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
        if (response.Status.IsSuccess && SetsTimer(request.Method) && from.IsConfirmed) builder.GrantTimer(from.Timer.Answer(request));
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

    private static bool SetsTimer(SipMethod method) => method.Kind is SipMethodKind.Invite or SipMethodKind.Update;

    private bool RefreshesTarget => request.Method.Kind is SipMethodKind.Invite or SipMethodKind.Update or SipMethodKind.Subscribe or SipMethodKind.Notify or SipMethodKind.Refer;
}
