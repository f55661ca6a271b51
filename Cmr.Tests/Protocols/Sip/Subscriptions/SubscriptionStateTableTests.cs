using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Subscriptions;
using Cmr.Protocols.Sip.Uris;
using Cmr.Tests.Support.Builders;
using static Cmr.Protocols.Sip.Subscriptions.SubscriptionInputKind;
using static Cmr.Protocols.Sip.Subscriptions.SubscriptionState;

namespace Cmr.Tests.Protocols.Sip.Subscriptions;

/// <summary>Every pair of state and input of subscriber and notifier. A pair that is not listed changes and does nothing.</summary>
[TestClass]
public sealed class SubscriptionStateTableTests
{
    private static readonly Dictionary<SubscriptionState, SubscriptionInputKind[]> Ways = new()
    {
        [Idle] = [], [NotifyWait] = [Start], [Pending] = [Start, NotifyPending], [Active] = [Start, NotifyActive],
        [Ending] = [Start, NotifyActive, Unsubscribe], [Terminated] = [Start, NotifyTerminated],
    };

    private static readonly Dictionary<(SubscriptionState, SubscriptionInputKind), (SubscriptionState, string)> Table = new()
    {
        [(Idle, Start)] = (NotifyWait, "Send"),
        [(NotifyWait, IntervalTooBrief)] = (NotifyWait, "Send"),
        [(NotifyWait, Gone)] = (Terminated, "Ended"),
        [(NotifyWait, Failure)] = (Terminated, "Ended"),
        [(NotifyWait, TimedOut)] = (Terminated, "Ended"),
        [(NotifyWait, TimerN)] = (Terminated, "Ended"),
        [(NotifyWait, ExpiryDue)] = (Terminated, "Ended"),
        [(NotifyWait, NotifyActive)] = (Active, "Respond Notified"),
        [(NotifyWait, NotifyPending)] = (Pending, "Respond Notified"),
        [(NotifyWait, NotifyTerminated)] = (Terminated, "Respond Notified Ended"),
        [(NotifyWait, Unsubscribe)] = (Ending, "Send"),
        [(Pending, IntervalTooBrief)] = (Pending, "Send"),
        [(Pending, Gone)] = (Terminated, "Ended"),
        [(Pending, TimerN)] = (Terminated, "Ended"),
        [(Pending, ExpiryDue)] = (Terminated, "Ended"),
        [(Pending, NotifyActive)] = (Active, "Respond Notified"),
        [(Pending, NotifyPending)] = (Pending, "Respond Notified"),
        [(Pending, NotifyTerminated)] = (Terminated, "Respond Notified Ended"),
        [(Pending, RefreshDue)] = (Pending, "Send"),
        [(Pending, Unsubscribe)] = (Ending, "Send"),
        [(Active, IntervalTooBrief)] = (Active, "Send"),
        [(Active, Gone)] = (Terminated, "Ended"),
        [(Active, TimerN)] = (Terminated, "Ended"),
        [(Active, ExpiryDue)] = (Terminated, "Ended"),
        [(Active, NotifyActive)] = (Active, "Respond Notified"),
        [(Active, NotifyPending)] = (Pending, "Respond Notified"),
        [(Active, NotifyTerminated)] = (Terminated, "Respond Notified Ended"),
        [(Active, RefreshDue)] = (Active, "Send"),
        [(Active, Unsubscribe)] = (Ending, "Send"),
        [(Ending, NotifyActive)] = (Ending, "Respond"),
        [(Ending, NotifyPending)] = (Ending, "Respond"),
        [(Ending, NotifyTerminated)] = (Terminated, "Respond Notified Ended"),
        [(Ending, IntervalTooBrief)] = (Terminated, "Ended"),
        [(Ending, Gone)] = (Terminated, "Ended"),
        [(Ending, Failure)] = (Terminated, "Ended"),
        [(Ending, TimedOut)] = (Terminated, "Ended"),
        [(Ending, TimerN)] = (Terminated, "Ended"),
        [(Ending, ExpiryDue)] = (Terminated, "Ended"),
        [(Terminated, NotifyActive)] = (Terminated, "Respond"),
        [(Terminated, NotifyPending)] = (Terminated, "Respond"),
        [(Terminated, NotifyTerminated)] = (Terminated, "Respond"),
    };

    private static readonly Dictionary<(NotifierState, NotifierInputKind), (NotifierState, string)> NotifierTable = new()
    {
        [(NotifierState.Idle, NotifierInputKind.Subscribe)] = (NotifierState.Pending, "Notify"),
        [(NotifierState.Idle, NotifierInputKind.Fetch)] = (NotifierState.Terminated, "Notify"),
        [(NotifierState.Pending, NotifierInputKind.Subscribe)] = (NotifierState.Pending, "Notify"),
        [(NotifierState.Pending, NotifierInputKind.Fetch)] = (NotifierState.Terminated, "Notify"),
        [(NotifierState.Pending, NotifierInputKind.Approve)] = (NotifierState.Active, "Notify"),
        [(NotifierState.Pending, NotifierInputKind.ExpiryDue)] = (NotifierState.Terminated, "Notify"),
        [(NotifierState.Pending, NotifierInputKind.End)] = (NotifierState.Terminated, "Notify"),
        [(NotifierState.Pending, NotifierInputKind.NotifyFailed)] = (NotifierState.Terminated, ""),
        [(NotifierState.Active, NotifierInputKind.Subscribe)] = (NotifierState.Active, "Notify"),
        [(NotifierState.Active, NotifierInputKind.Fetch)] = (NotifierState.Terminated, "Notify"),
        [(NotifierState.Active, NotifierInputKind.Change)] = (NotifierState.Active, "Notify"),
        [(NotifierState.Active, NotifierInputKind.ExpiryDue)] = (NotifierState.Terminated, "Notify"),
        [(NotifierState.Active, NotifierInputKind.End)] = (NotifierState.Terminated, "Notify"),
        [(NotifierState.Active, NotifierInputKind.NotifyFailed)] = (NotifierState.Terminated, ""),
    };

    private static readonly Dictionary<NotifierState, NotifierInputKind[]> NotifierWays = new()
    {
        [NotifierState.Idle] = [], [NotifierState.Pending] = [NotifierInputKind.Subscribe],
        [NotifierState.Active] = [NotifierInputKind.Subscribe, NotifierInputKind.Approve], [NotifierState.Terminated] = [NotifierInputKind.Fetch],
    };

    private static readonly SipRequest Subscribe = An.Request(SipMethod.Subscribe).Received().Set(HeaderId.Event, "presence").Build();

    [TestMethod]
    public void Subscriber_table()
    {
        foreach ((SubscriptionState state, SubscriptionInputKind[] way) in Ways)
        {
            foreach (SubscriptionInputKind kind in Enum.GetValues<SubscriptionInputKind>())
            {
                Subscription subscription = new(Wanted(), TimeSpan.FromSeconds(32)) { Dialog = Dialog.AsClient(An.Response(Subscribe, SipStatus.Ok), Subscribe.Uri) };
                foreach (SubscriptionInputKind step in way) Feed(subscription, step);
                Assert.AreEqual(state, subscription.State);
                string effects = Feed(subscription, kind);
                Assert.AreEqual(Table.GetValueOrDefault((state, kind), (state, "")), (subscription.State, effects), $"({state}, {kind})");
                Assert.AreEqual(subscription.State is Idle or Terminated, subscription.Deadline is null, $"({state}, {kind})");
            }
        }
    }

    [TestMethod]
    public void Notifier_table()
    {
        foreach ((NotifierState state, NotifierInputKind[] way) in NotifierWays)
        {
            foreach (NotifierInputKind kind in Enum.GetValues<NotifierInputKind>())
            {
                Notifier notifier = new(new NotifierOptions { Contact = "<sip:n@10.0.0.2>", NeedsConsent = true }, Subscribe, "n1");
                List<NotifierEffect> effects = [];
                foreach (NotifierInputKind step in way) notifier.Step(step, "giveup", TimeSpan.Zero, effects);
                effects.Clear();
                notifier.Step(kind, "giveup", TimeSpan.Zero, effects);
                string names = string.Join(' ', effects.Select(effect => effect.GetType().Name));
                Assert.AreEqual(NotifierTable.GetValueOrDefault((state, kind), (state, "")), (notifier.State, names), $"({state}, {kind})");
            }
        }
    }

    [TestMethod]
    [DataRow("deactivated", null, 0)]
    [DataRow("timeout", null, 0)]
    [DataRow("probation", 30u, 30)]
    [DataRow("giveup", 60u, 60)]
    [DataRow("giveup", null, 0)]
    [DataRow("rejected", 30u, -1)]
    [DataRow("noresource", null, -1)]
    [DataRow("invariant", null, -1)]
    [DataRow("news", 10u, 10)]
    public void The_reason_of_the_end_says_whether_to_subscribe_again(string reason, uint? retryAfter, int seconds)
    {
        Assert.IsTrue(SubscriptionStateHeader.TryRead($"terminated;reason={reason}{(retryAfter is { } after ? $";retry-after={after}" : "")}", out SubscriptionStateHeader header));
        Assert.AreEqual(seconds < 0 ? null : TimeSpan.FromSeconds(seconds), SubscriptionEnd.Of(header).SubscribeAgainAfter);
    }

    [TestMethod]
    [DataRow(404, Gone)]
    [DataRow(481, Gone)]
    [DataRow(489, Gone)]
    [DataRow(604, Gone)]
    [DataRow(408, Failure)]
    [DataRow(500, Failure)]
    [DataRow(503, Failure)]
    [DataRow(423, IntervalTooBrief)]
    [DataRow(202, Success)]
    public void A_response_ends_a_subscription_as_RFC_6665_has_it(int status, SubscriptionInputKind kind) =>
        Assert.AreEqual(kind, SubscriptionInput.Of(An.Response(Subscribe, new SipStatus(status))).Kind);

    internal static SubscriptionRequest Wanted() => new()
    {
        Target = AnyUri.Parse("sip:bob@10.0.0.2"),
        From = "<sip:ann@a.example>",
        Tag = "ann1",
        To = "<sip:bob@b.example>",
        CallId = "sub-1@a.example",
        Contact = "<sip:ann@10.0.0.1:5060>",
        Event = EventHeader.TryRead("presence", out EventHeader package) ? package : default,
        Accept = "application/pidf+xml",
    };

    private static string Feed(Subscription subscription, SubscriptionInputKind kind)
    {
        SipMessage? message = kind switch
        {
            Success => An.Response(Subscribe, SipStatus.Ok),
            IntervalTooBrief => SipResponse.For(Subscribe, new SipStatus(423)).Set(HeaderId.MinExpires, "7200").Build(),
            Gone => An.Response(Subscribe, SipStatus.CallOrTransactionDoesNotExist),
            Failure => An.Response(Subscribe, SipStatus.ServerInternalError),
            NotifyActive => Notify("active;expires=600"),
            NotifyPending => Notify("pending;expires=600"),
            NotifyTerminated => Notify("terminated;reason=timeout"),
            _ => null,
        };
        List<SubscriptionEffect> effects = [];
        subscription.Step(new SubscriptionInput(kind, message), TimeSpan.Zero, effects);
        return string.Join(' ', effects.Select(effect => effect.GetType().Name));
    }

    private static SipRequest Notify(string state) =>
        An.Request(SipMethod.Notify).Received().Set(HeaderId.Event, "presence").Set(HeaderId.SubscriptionState, state).Build();
}
