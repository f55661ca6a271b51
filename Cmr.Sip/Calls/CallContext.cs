using System.Globalization;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Sip.Calls;

/// <summary>What the parts of one call share: the turn's time and effects, deadlines, and who waits for which response.</summary>
internal sealed class CallContext(CallOptions options, LocalNode node, IIdentifierSource identifiers, TimeSpan startedAt)
{
    private static readonly List<CallEffect> NoEffects = [];
    private readonly List<OpenRequest> _open = [];
    private List<CallEffect> _effects = NoEffects;
    private int _lastNumber;

    public CallOptions Options => options;

    public LocalNode Node => node;

    public IIdentifierSource Identifiers => identifiers;

    public CallTimers Timers { get; } = new();

    /// <summary>Time of this turn, monotonic.</summary>
    public TimeSpan Now { get; private set; } = startedAt;

    /// <summary>True while a request of this call may still get responses.</summary>
    public bool HasOpenRequests => _open.Count > 0;

    public void BeginTurn(TimeSpan now, List<CallEffect> effects)
    {
        Now = now;
        _effects = effects;
    }

    public void Emit(CallEffect effect) => _effects.Add(effect);

    public void ArmIn(CallTimer timer, TimeSpan delay) => Timers.Arm(timer, Now + delay);

    /// <summary>Sends a request within a dialog, in a transaction of its own, which adds the Via.</summary>
    public RequestNumber Send(SipRequestBuilder request, Dialog dialog, IResponseHandler handler) =>
        Send(request, new HopWish(dialog.NextHop, IsNewCall: false), handler);

    /// <summary>Sends a request in a transaction of its own, which adds the Via.</summary>
    public RequestNumber Send(SipRequestBuilder request, HopWish hop, IResponseHandler handler)
    {
        RequestNumber number = new(++_lastNumber);
        _open.Add(new OpenRequest(number, handler, request.Method == SipMethod.Invite));
        Emit(new CallEffect.SendRequest(number, request, hop));
        return number;
    }

    /// <summary>Sends an ACK to a 2xx; made anew for each repetition of that 2xx.</summary>
    public void SendAck(SipRequestBuilder ack, Dialog dialog) => Emit(new CallEffect.SendAck(ack, new HopWish(dialog.NextHop, IsNewCall: false)));

    public void Respond(ServerTransaction transaction, SipResponse response) => Emit(new CallEffect.Respond(transaction, response));

    /// <summary>Answers a request with a status and nothing else.</summary>
    public void Respond(ServerTransaction transaction, SipRequest request, SipStatus status) =>
        Respond(transaction, SipResponse.For(request, status).Build());

    /// <summary>Refuses an offer that came at a bad time (RFC 3311 §5.2).</summary>
    public void RefuseOffer(ServerTransaction transaction, SipRequest request, OfferVerdict verdict)
    {
        if (verdict is OfferVerdict.RequestPending) Respond(transaction, request, SipStatus.RequestPending);
        else RespondTryLater(transaction, request);
    }

    /// <summary>500 with a short random Retry-After.</summary>
    public void RespondTryLater(ServerTransaction transaction, SipRequest request) =>
        Respond(transaction, SipResponse.For(request, SipStatus.ServerInternalError)
            .Set(HeaderId.RetryAfter, identifiers.NextNumber(0, 10).ToString(CultureInfo.InvariantCulture)).Build());

    public void Deliver(RequestNumber number, SipResponse response)
    {
        int at = IndexOf(number);
        if (at < 0) return;
        OpenRequest waiting = _open[at];
        // After a 2xx to INVITE more may follow, from other forks or repeated, until the transaction ends
        if (response.Status.IsFinal && !(waiting.IsInvite && response.Status.IsSuccess)) _open.RemoveAt(at);
        waiting.Handler.OnResponse(response);
    }

    public void Fail(RequestNumber number, Unanswered reason)
    {
        int at = IndexOf(number);
        if (at < 0) return;
        OpenRequest waiting = _open[at];
        _open.RemoveAt(at);
        waiting.Handler.OnUnanswered(reason);
    }

    /// <summary>No more responses to this request are wanted or will come.</summary>
    public void Close(RequestNumber number)
    {
        if (IndexOf(number) is >= 0 and int at) _open.RemoveAt(at);
    }

    /// <summary>Gives back room that is not needed for now.</summary>
    public void Rest()
    {
        if (_open.Count == 0) _open.TrimExcess();
        Timers.Rest();
    }

    // A call has one or two requests open, rarely more
    private int IndexOf(RequestNumber number) => _open.FindIndex(open => open.Number == number);

    private readonly record struct OpenRequest(RequestNumber Number, IResponseHandler Handler, bool IsInvite);

    public Utf8Text NextToken() => identifiers.NextToken();

    /// <summary>The descriptions of another dialog.</summary>
    public SessionOwnership NewSession() => new((ulong)identifiers.NextNumber(1, int.MaxValue - 1), node.Address.Address);
}
