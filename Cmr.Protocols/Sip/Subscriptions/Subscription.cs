using System.Globalization;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using static Cmr.Protocols.Sip.Subscriptions.SubscriptionInputKind;
using static Cmr.Protocols.Sip.Subscriptions.SubscriptionState;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>
/// One subscription, seen by its subscriber: RFC 6665 §4.1. A 2xx and the first NOTIFY may come in either order; the NOTIFY makes the
/// subscription, and what it says about time counts.
/// </summary>
public sealed class Subscription
{
    private const double RefreshShare = 0.8;
    private const uint LongestExpires = 7 * 86_400;
    private readonly SubscriptionRequest _wanted;
    private readonly TimeSpan _timeOut;
    private uint _asked;
    private bool _saidEnd;
    private TimeSpan? _timerNAt;
    private TimeSpan? _refreshAt;
    private TimeSpan? _expiresAt;

    internal Subscription(SubscriptionRequest wanted, TimeSpan timeOut, SubscriptionState initial = Idle)
    {
        _wanted = wanted;
        _timeOut = timeOut;
        _asked = (uint)wanted.Expires.TotalSeconds;
        State = initial;
    }

    /// <summary>State of the machine.</summary>
    public SubscriptionState State { get; private set; }

    /// <summary>The dialog; <see langword="null"/> before the first 2xx or NOTIFY.</summary>
    public Dialog? Dialog { get; internal set; }

    /// <summary>When <see cref="Fire"/> has something to do.</summary>
    public TimeSpan? Deadline => Earlier(_timerNAt, Earlier(_refreshAt, _expiresAt));

    /// <summary>Feeds one input.</summary>
    public void Step(in SubscriptionInput input, TimeSpan now, List<SubscriptionEffect> effects)
    {
        SubscriptionState before = State;
        State = Next(input, now, effects);
        if (State is Terminated && before is not Terminated)
        {
            _timerNAt = _refreshAt = _expiresAt = null;
            effects.Add(new SubscriptionEffect.Ended(this, EndBy(input)));
        }
    }

    /// <summary>Runs what is due.</summary>
    public void Fire(TimeSpan now, List<SubscriptionEffect> effects)
    {
        if (_expiresAt <= now)
        {
            Step(new SubscriptionInput(ExpiryDue), now, effects);
        }
        else if (_timerNAt <= now)
        {
            Step(new SubscriptionInput(TimerN), now, effects);
        }
        else if (_refreshAt <= now)
        {
            Step(new SubscriptionInput(RefreshDue), now, effects);
        }
    }

    private SubscriptionState Next(in SubscriptionInput input, TimeSpan now, List<SubscriptionEffect> effects) => (State, input.Kind) switch
    {
        (Idle, Start) => Subscribe(NotifyWait, now, effects),
        (NotifyWait, Success) => TakeTime((SipResponse)input.Message!, now),           // response inputs carry one
        (NotifyWait, IntervalTooBrief) => AskForMore((SipResponse)input.Message!, now, effects),
        (NotifyWait, Gone or Failure or TimedOut or TimerN) => Terminated,
        (NotifyWait, NotifyActive) => Take(Active, input, now, effects),
        (NotifyWait, NotifyPending) => Take(Pending, input, now, effects),
        (NotifyWait, NotifyTerminated) => Take(Terminated, input, now, effects),
        (NotifyWait, ExpiryDue) => Terminated,
        (NotifyWait, Unsubscribe) => Leave(now, effects),
        (Pending or Active, Success) => TakeTime((SipResponse)input.Message!, now),
        (Pending or Active, IntervalTooBrief) => AskForMore((SipResponse)input.Message!, now, effects),
        (Pending or Active, Gone) => Terminated,                                        // RFC 6665 §4.1.2.2
        (Pending or Active, Failure or TimedOut) => KeepUntilExpiry(now),               // the same: it lives on as long as it was granted
        (Pending or Active, NotifyActive) => Take(Active, input, now, effects),
        (Pending or Active, NotifyPending) => Take(Pending, input, now, effects),
        (Pending or Active, NotifyTerminated) => Take(Terminated, input, now, effects),
        (Pending or Active, TimerN or ExpiryDue) => Terminated,
        (Pending or Active, RefreshDue) => Subscribe(State, now, effects),
        (Pending or Active, Unsubscribe) => Leave(now, effects),
        (Ending, Success) => SayEnd(now, effects),
        (Ending, NotifyActive or NotifyPending) => TakeWhileEnding(input, now, effects),
        (Ending, NotifyTerminated) => Take(Terminated, input, now, effects),
        (Ending, IntervalTooBrief or Gone or Failure or TimedOut or TimerN or ExpiryDue) => Terminated,
        (Terminated, NotifyActive or NotifyPending or NotifyTerminated) => Refuse(input, effects),
        _ => State,
    };

    private SubscriptionState Subscribe(SubscriptionState next, TimeSpan now, List<SubscriptionEffect> effects)
    {
        SipRequestBuilder request = Dialog?.CreateRequest(SipMethod.Subscribe) ?? SipRequest.Create(SipMethod.Subscribe, _wanted.Target)
            .WithMaxForwards(70)
            .Set(HeaderId.From, SipText.Concat(_wanted.From, ";tag=", _wanted.Tag))
            .Set(HeaderId.To, _wanted.To)
            .Set(HeaderId.CallId, _wanted.CallId)
            .WithCSeq(++Attempts);
        uint expires = next is Ending ? 0 : _asked;
        request.Set(HeaderId.Contact, _wanted.Contact).Set(HeaderId.Event, _wanted.Event.ToString()).Set(HeaderId.Expires, expires.ToString(CultureInfo.InvariantCulture));
        if (!_wanted.Accept.IsEmpty)
        {
            request.Set(HeaderId.Accept, _wanted.Accept);
        }

        _refreshAt = null;
        _timerNAt = now + _timeOut;
        effects.Add(new SubscriptionEffect.Send(this, request));
        return next;
    }

    /// <summary>CSeq number of the last SUBSCRIBE that was sent outside a dialog.</summary>
    internal uint Attempts { get; private set; }

    private SubscriptionState TakeTime(SipResponse success, TimeSpan now)
    {
        Dialog?.RefreshTarget(success);
        RunFor(success.Expires ?? _asked, now);
        return State;
    }

    private SubscriptionState AskForMore(SipResponse tooBrief, TimeSpan now, List<SubscriptionEffect> effects)
    {
        if (tooBrief.MinExpires is not { } least || least <= _asked || least > LongestExpires)
        {
            return State is NotifyWait ? Terminated : KeepUntilExpiry(now);
        }

        _asked = least;
        return Subscribe(State, now, effects);
    }

    private SubscriptionState KeepUntilExpiry(TimeSpan now)
    {
        _timerNAt = null;
        _refreshAt = _expiresAt is { } end && end > now ? now + ((end - now) / 2) : null;
        return State;
    }

    private SubscriptionState Take(SubscriptionState next, in SubscriptionInput input, TimeSpan now, List<SubscriptionEffect> effects)
    {
        SipRequest notify = (SipRequest)input.Message!; // NOTIFY inputs carry one
        _timerNAt = null;
        Dialog?.RefreshTarget(notify);
        effects.Add(new SubscriptionEffect.Respond(notify, SipStatus.Ok));
        effects.Add(new SubscriptionEffect.Notified(this, notify));
        if (next is not Terminated && notify.SubscriptionState?.Expires is { } expires)
        {
            RunFor(expires, now);
        }
        else if (next is not Terminated && _expiresAt is null)
        {
            RunFor(_asked, now);
        }

        return next;
    }

    private SubscriptionState TakeWhileEnding(in SubscriptionInput input, TimeSpan now, List<SubscriptionEffect> effects)
    {
        effects.Add(new SubscriptionEffect.Respond((SipRequest)input.Message!, SipStatus.Ok));
        return SayEnd(now, effects);
    }

    private SubscriptionState Leave(TimeSpan now, List<SubscriptionEffect> effects)
    {
        _expiresAt = _refreshAt = null;
        _timerNAt ??= now + _timeOut;
        return SayEnd(now, effects);
    }

    // Without a dialog there is nobody to say it to yet; the first 2xx or NOTIFY makes one
    private SubscriptionState SayEnd(TimeSpan now, List<SubscriptionEffect> effects)
    {
        if (Dialog is null || _saidEnd)
        {
            return Ending;
        }

        _saidEnd = true;
        return Subscribe(Ending, now, effects);
    }

    private static SubscriptionState Refuse(in SubscriptionInput input, List<SubscriptionEffect> effects)
    {
        effects.Add(new SubscriptionEffect.Respond((SipRequest)input.Message!, SipStatus.CallOrTransactionDoesNotExist));
        return Terminated;
    }

    private void RunFor(uint seconds, TimeSpan now)
    {
        uint granted = Math.Min(seconds, LongestExpires);
        _expiresAt = now + TimeSpan.FromSeconds(granted);
        _refreshAt = granted == 0 ? null : now + (TimeSpan.FromSeconds(granted) * RefreshShare);
    }

    private static SubscriptionEnd EndBy(in SubscriptionInput input) => input.Kind switch
    {
        NotifyTerminated when ((SipRequest)input.Message!).SubscriptionState is { } state => SubscriptionEnd.Of(state),
        TimedOut => new SubscriptionEnd("unanswered", TimeSpan.Zero),
        TimerN => new SubscriptionEnd("unnotified", TimeSpan.Zero),
        ExpiryDue => new SubscriptionEnd("expired", TimeSpan.Zero),
        _ => new SubscriptionEnd("refused", RetryOf(input.Message)),
    };

    private static TimeSpan? RetryOf(SipMessage? message) =>
        message is SipResponse { Status.Code: 481 } ? TimeSpan.Zero // the notifier lost it; a new one may well work
        : message?.RetryAfter is { } after ? TimeSpan.FromSeconds(Math.Min(after.Seconds, 86_400))
        : null;

    private static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) => left is { } a && right is { } b ? (a < b ? a : b) : left ?? right;
}
