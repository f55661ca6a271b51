using System.Globalization;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;
using static Cmr.Protocols.Sip.Subscriptions.NotifierInputKind;
using static Cmr.Protocols.Sip.Subscriptions.NotifierState;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>One subscription, seen by its notifier: RFC 6665 §4.2. Every accepted SUBSCRIBE is followed by a NOTIFY, whatever the state.</summary>
public sealed class Notifier
{
    private readonly NotifierOptions _options;
    private readonly Dialog _dialog;
    private readonly Utf8Text _event;
    private readonly Utf8Text _localTag;
    private TimeSpan? _expiresAt;

    /// <summary>Makes the subscription of a SUBSCRIBE; feed that SUBSCRIBE by <see cref="OnSubscribe"/>.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="subscribe">The first SUBSCRIBE; its package is one of ours, else it is answered 489.</param>
    /// <param name="localTag">To tag of our responses.</param>
    public Notifier(NotifierOptions options, SipRequest subscribe, Utf8Text localTag)
    {
        _options = options;
        _localTag = localTag;
        _event = subscribe.Value(HeaderId.Event).Detach();
        _dialog = Dialog.AsServer(subscribe, localTag, ordered: false);
    }

    /// <summary>State of the machine.</summary>
    public NotifierState State { get; private set; }

    /// <summary>When <see cref="Fire"/> has something to do.</summary>
    public TimeSpan? Deadline => _expiresAt;

    /// <summary>A SUBSCRIBE of this subscription, the first one included.</summary>
    public void OnSubscribe(SipRequest subscribe, TimeSpan now, List<NotifierEffect> effects)
    {
        SipResponse? refusal = !_dialog.TryAdvance(subscribe) ? Refuse(subscribe, SipStatus.ServerInternalError)
            : State is Terminated ? Refuse(subscribe, SipStatus.CallOrTransactionDoesNotExist)
            : IsTooBrief(subscribe) ? SipResponse.For(subscribe, new SipStatus(423)).WithToTag(_localTag).Set(HeaderId.MinExpires, Number(_options.Minimum)).Build()
            : null;
        if (refusal is not null)
        {
            effects.Add(new NotifierEffect.Respond(subscribe, refusal));
            return;
        }

        TimeSpan granted = Granted(subscribe);
        _dialog.RefreshTarget(subscribe);
        effects.Add(new NotifierEffect.Respond(subscribe, SipResponse.For(subscribe, SipStatus.Ok)
            .WithToTag(_localTag).Set(HeaderId.Contact, _options.Contact).Set(HeaderId.Expires, Number(granted)).Build()));
        _expiresAt = now + granted;
        Step(granted == TimeSpan.Zero ? Fetch : Subscribe, default, now, effects);
    }

    /// <summary>A NOTIFY was answered; failures that end a subscription end this one (RFC 6665 §4.2.2).</summary>
    public void OnResponse(SipResponse response, TimeSpan now, List<NotifierEffect> effects)
    {
        if (response.Status.IsFailure && DialogLosses.Of(response.Status) is not DialogLoss.Transaction)
        {
            Step(NotifyFailed, default, now, effects);
        }
    }

    /// <summary>Runs what is due.</summary>
    public void Fire(TimeSpan now, List<NotifierEffect> effects)
    {
        if (_expiresAt <= now)
        {
            Step(ExpiryDue, default, now, effects);
        }
    }

    /// <summary>Feeds one input.</summary>
    /// <param name="input">What happens.</param>
    /// <param name="reason">Reason of an <see cref="End"/>: deactivated, probation, rejected, giveup, noresource or invariant.</param>
    /// <param name="now">Monotonic time.</param>
    /// <param name="effects">Where effects go.</param>
    public void Step(NotifierInputKind input, Utf8Text reason, TimeSpan now, List<NotifierEffect> effects)
    {
        State = (State, input) switch
        {
            (Idle, Subscribe) => Notify(_options.NeedsConsent ? Pending : Active, now, effects),
            (Pending or Active, Subscribe) => Notify(State, now, effects),
            (Idle or Pending or Active, Fetch) => Terminate("timeout", effects),
            (Pending, Approve) => Notify(Active, now, effects),
            (Active, Change) => Notify(Active, now, effects),
            (Pending or Active, ExpiryDue) => Terminate("timeout", effects),
            (Pending or Active, End) => Terminate(reason, effects),
            (Pending or Active, NotifyFailed) => Close(),
            _ => State,
        };
    }

    private NotifierState Notify(NotifierState next, TimeSpan now, List<NotifierEffect> effects)
    {
        TimeSpan left = _expiresAt is { } end && end > now ? end - now : TimeSpan.Zero;
        effects.Add(new NotifierEffect.Notify(Request($"{(next is Pending ? "pending" : "active")};expires={Number(left)}"), next));
        return next;
    }

    private NotifierState Terminate(Utf8Text reason, List<NotifierEffect> effects)
    {
        effects.Add(new NotifierEffect.Notify(Request($"terminated;reason={reason}"), Terminated));
        return Close();
    }

    private NotifierState Close()
    {
        _expiresAt = null;
        return Terminated;
    }

    private SipRequestBuilder Request(string state) => _dialog.CreateRequest(SipMethod.Notify)
        .Set(HeaderId.Contact, _options.Contact)
        .Set(HeaderId.Event, _event)
        .Set(HeaderId.SubscriptionState, state);

    private SipResponse Refuse(SipRequest subscribe, SipStatus status) => SipResponse.For(subscribe, status).WithToTag(_localTag).Build();

    private bool IsTooBrief(SipRequest subscribe) => subscribe.Expires is { } asked && asked > 0 && asked < _options.Minimum.TotalSeconds && asked < 3600;

    private TimeSpan Granted(SipRequest subscribe) =>
        subscribe.Expires is { } asked && asked < _options.Maximum.TotalSeconds ? TimeSpan.FromSeconds(asked) : _options.Maximum;

    private static string Number(TimeSpan time) => ((uint)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
