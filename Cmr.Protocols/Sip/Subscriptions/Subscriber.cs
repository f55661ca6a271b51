using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>
/// One SUBSCRIBE and all subscriptions that come of it: a SUBSCRIBE may fork, and each NOTIFY with a new tag makes another subscription (RFC 6665 §4.1.4).
/// </summary>
/// <param name="wanted">What is subscribed to.</param>
/// <param name="timers">For timer N, 64·T1.</param>
/// <param name="forks">Take more than one; packages say whether that makes sense.</param>
public sealed class Subscriber(SubscriptionRequest wanted, SipTimerOptions timers, bool forks = true)
{
    private const int MaxForks = 8;
    private readonly List<Subscription> _subscriptions = [new Subscription(wanted, timers.TimeOut)];

    /// <summary>The subscriptions, those that ended too.</summary>
    public IReadOnlyList<Subscription> Subscriptions => _subscriptions;

    /// <summary>Nothing is left of them.</summary>
    public bool IsOver => _subscriptions.TrueForAll(subscription => subscription.State is SubscriptionState.Terminated);

    /// <summary>When <see cref="Fire"/> has something to do.</summary>
    public TimeSpan? Deadline => _subscriptions.Min(subscription => subscription.Deadline);

    /// <summary>Subscribes.</summary>
    public void Start(TimeSpan now, List<SubscriptionEffect> effects) => _subscriptions[0].Step(new SubscriptionInput(SubscriptionInputKind.Start), now, effects);

    /// <summary>Ends all subscriptions.</summary>
    public void Unsubscribe(TimeSpan now, List<SubscriptionEffect> effects) => Feed(new SubscriptionInput(SubscriptionInputKind.Unsubscribe), now, effects);

    /// <summary>A final response to a SUBSCRIBE. When none comes, feed the sender <see cref="SubscriptionInputKind.TimedOut"/>.</summary>
    public void OnResponse(Subscription sender, SipResponse response, TimeSpan now, List<SubscriptionEffect> effects)
    {
        if (response.Status.IsProvisional)
        {
            return;
        }

        // Null: another fork's NOTIFY was faster, and this one makes itself known by its own
        Subscription? concerned = response.Status.IsSuccess ? Bind(sender, response) : sender;
        concerned?.Step(SubscriptionInput.Of(response), now, effects);
    }

    /// <summary>A NOTIFY; every one gets an answer.</summary>
    public void OnNotify(SipRequest notify, TimeSpan now, List<SubscriptionEffect> effects)
    {
        bool ours = notify.CallId == wanted.CallId && notify.To.Tag == wanted.Tag && notify.Event is { } package && package.Matches(wanted.Event);
        Subscription? subscription = ours ? Bind(notify) : null;
        SipStatus? refusal = subscription?.Dialog is not { } dialog ? SipStatus.CallOrTransactionDoesNotExist
            : notify.SubscriptionState is null ? SipStatus.BadRequest
            : !dialog.TryAdvance(notify) ? SipStatus.ServerInternalError
            : null;
        if (refusal is { } status)
        {
            effects.Add(new SubscriptionEffect.Respond(notify, status));
            return;
        }

        subscription?.Step(SubscriptionInput.Of(notify), now, effects);
    }

    /// <summary>Runs what is due.</summary>
    public void Fire(TimeSpan now, List<SubscriptionEffect> effects)
    {
        foreach (Subscription subscription in _subscriptions.ToArray())
        {
            subscription.Fire(now, effects);
        }
    }

    private void Feed(SubscriptionInput input, TimeSpan now, List<SubscriptionEffect> effects)
    {
        foreach (Subscription subscription in _subscriptions.ToArray())
        {
            subscription.Step(input, now, effects);
        }
    }

    private Subscription? Bind(Subscription sender, SipResponse success)
    {
        if (Find(success.To.Tag) is { } known)
        {
            return known;
        }

        if (sender.Dialog is not null)
        {
            return null;
        }

        sender.Dialog = Dialog.AsClient(success, wanted.Target);
        return sender;
    }

    private Subscription? Bind(SipRequest notify)
    {
        if (Find(notify.From.Tag) is { } known)
        {
            return known;
        }

        Subscription first = _subscriptions[0];
        if (first.Dialog is null)
        {
            first.Dialog = Dialog.AsServer(notify, wanted.Tag, first.Attempts, ordered: false);
            return first;
        }

        if (!forks || _subscriptions.Count >= MaxForks || first.State is SubscriptionState.Ending)
        {
            return null;
        }

        Subscription fork = new(wanted, timers.TimeOut, SubscriptionState.NotifyWait) { Dialog = Dialog.AsServer(notify, wanted.Tag, first.Attempts, ordered: false) };
        _subscriptions.Add(fork);
        return fork;
    }

    private Subscription? Find(Utf8Text remoteTag) => _subscriptions.Find(subscription => subscription.Dialog?.Id.RemoteTag == remoteTag);
}
