using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Subscriptions;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Tests.Support.Simulation;

namespace Cmr.Tests.Protocols.Sip.Subscriptions;

/// <summary>Subscriber and notifiers over a network.</summary>
[TestClass]
public sealed class SubscriberTests
{
    private readonly SimulatedNetwork _net = new(seed: 7);
    private readonly SimulatedPeer _ann;
    private readonly SimulatedPeer _bob;
    private readonly Subscriber _subscriber = new(SubscriptionStateTableTests.Wanted(), new SipTimerOptions());
    private readonly List<SubscriptionEffect> _seen = [];
    private readonly Dictionary<string, Notifier> _notifiers = [];
    private NotifierOptions _options = new() { Contact = "<sip:bob@10.0.0.2:5060>" };

    public SubscriberTests()
    {
        _ann = new SimulatedPeer(_net, "10.0.0.1") { React = OnAnn };
        _bob = new SimulatedPeer(_net, "10.0.0.2") { React = OnBob };
    }

    [TestMethod]
    public void A_subscription_lives_by_refreshes_and_ends_with_a_last_NOTIFY()
    {
        Start();
        Run(7200 * 1.5);
        Assert.AreEqual(SubscriptionState.Active, _subscriber.Subscriptions.Single().State);
        Assert.HasCount(4, Subscribes, "one and a refresh at 80 % of each hour");
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 4 }, Subscribes.Select(request => request.CSeq.Number).ToArray());
        Do(effects => _subscriber.Unsubscribe(_net.Now, effects));
        Run(5);
        Assert.AreEqual(0u, Subscribes[^1].Expires);
        Assert.IsTrue(_subscriber.IsOver);
        Assert.IsNull(_subscriber.Deadline);
        Assert.AreEqual("timeout", Ends.Single().Reason.ToString());
    }

    [TestMethod]
    public void The_NOTIFY_may_come_before_the_2xx()
    {
        _net.Drop = datagram => datagram.FirstLine.StartsWith("SIP/2.0 200", StringComparison.Ordinal) && datagram.Source == _bob.Endpoint && datagram.SentAt < TimeSpan.FromSeconds(3);
        Start();
        Run(2);
        Assert.AreEqual(SubscriptionState.Active, _subscriber.Subscriptions.Single().State);
        Run(5);
        Assert.AreEqual(SubscriptionState.Active, _subscriber.Subscriptions.Single().State);
        Assert.HasCount(1, _subscriber.Subscriptions);
        Do(effects => _subscriber.Unsubscribe(_net.Now, effects));
        Run(5);
        Assert.AreEqual(2u, Subscribes[^1].CSeq.Number, "numbers go on from the SUBSCRIBE");
        Assert.IsTrue(_subscriber.IsOver);
    }

    [TestMethod]
    public void Each_fork_is_a_subscription_of_its_own()
    {
        Start();
        Run(1);
        SipRequest first = Subscribes[0];
        Notifier fork = new(_options, first, "fork2");
        Do(fork, effects => fork.OnSubscribe(first, _net.Now, effects), respond: false);
        Run(1);
        Assert.HasCount(2, _subscriber.Subscriptions);
        Assert.IsTrue(_subscriber.Subscriptions.All(subscription => subscription.State is SubscriptionState.Active));
        Do(effects => _subscriber.Unsubscribe(_net.Now, effects));
        Run(40);
        Assert.IsTrue(_subscriber.IsOver);
    }

    [TestMethod]
    public void A_time_too_short_is_asked_again_and_a_pending_one_becomes_active()
    {
        _options = _options with { Minimum = TimeSpan.FromHours(2), Maximum = TimeSpan.FromHours(4), NeedsConsent = true };
        SubscriptionRequest brief = SubscriptionStateTableTests.Wanted() with { Expires = TimeSpan.FromMinutes(10) };
        Subscriber subscriber = new(brief, new SipTimerOptions());
        List<SubscriptionEffect> effects = [];
        subscriber.Start(TimeSpan.Zero, effects);
        subscriber.OnResponse(subscriber.Subscriptions[0], SipResponse.For(Build(effects), new SipStatus(423)).WithToTag("x").Set(HeaderId.MinExpires, "7200").Build(), TimeSpan.Zero, effects);
        Assert.AreEqual(7200u, Build(effects).Expires);
        Assert.AreEqual(2u, Build(effects).CSeq.Number);
        Start();
        Run(1);
        Assert.AreEqual(SubscriptionState.Pending, _subscriber.Subscriptions.Single().State);
        Notifier notifier = _notifiers.Values.Single();
        Do(notifier, list => notifier.Step(NotifierInputKind.Approve, default, _net.Now, list));
        Run(1);
        Assert.AreEqual(SubscriptionState.Active, _subscriber.Subscriptions.Single().State);
    }

    [TestMethod]
    public void Without_NOTIFY_timer_N_ends_it()
    {
        _net.Drop = datagram => datagram.FirstLine.StartsWith("NOTIFY", StringComparison.Ordinal);
        Start();
        Run(40);
        Assert.AreEqual("unnotified", Ends.Single().Reason.ToString());
        Assert.AreEqual(TimeSpan.Zero, Ends.Single().SubscribeAgainAfter);
    }

    [TestMethod]
    public void A_notifier_that_forgot_ends_it_with_481_and_one_that_is_away_does_not()
    {
        Start();
        Run(1);
        _net.Drop = datagram => datagram.Source == _bob.Endpoint && _net.Now < TimeSpan.FromSeconds(2950);
        Run(2900);
        Assert.AreEqual(SubscriptionState.Active, _subscriber.Subscriptions.Single().State, "what was granted counts");
        _notifiers.Clear();
        Run(800);
        Assert.IsTrue(_subscriber.IsOver);
    }

    [TestMethod]
    [DataRow("Event", "dialog", 481)]
    [DataRow("Call-ID", "other@a.example", 481)]
    [DataRow("To", "<sip:ann@a.example>;tag=other", 481)]
    [DataRow("Subscription-State", "", 400)]
    [DataRow("CSeq", "0 NOTIFY", 500)]
    public void A_NOTIFY_that_does_not_fit_is_refused(string header, string value, int status)
    {
        Start();
        Run(1);
        SipRequest good = _ann.All<TransactionEffect.RequestReceived>().Select(effect => effect.Request).First(request => request.Method == SipMethod.Notify);
        SipRequestBuilder bad = good.Edit().Set(HeaderId.CSeq, "99 NOTIFY");
        if (value.Length == 0) bad.Remove((Cmr.Protocols.Text.Utf8Text)header);
        else bad.Set((Cmr.Protocols.Text.Utf8Text)header, value);
        List<SubscriptionEffect> effects = [];
        _subscriber.OnNotify(bad.Build(), _net.Now, effects);
        Assert.AreEqual(status, effects.OfType<SubscriptionEffect.Respond>().Single().Status.Code);
        Assert.AreEqual(SubscriptionState.Active, _subscriber.Subscriptions[0].State);
    }

    private SipRequest[] Subscribes => [.. _bob.All<TransactionEffect.RequestReceived>().Select(effect => effect.Request)];

    private IEnumerable<SubscriptionEnd> Ends => _seen.OfType<SubscriptionEffect.Ended>().Select(effect => effect.End);

    private static SipRequest Build(List<SubscriptionEffect> effects) =>
        effects.OfType<SubscriptionEffect.Send>().Last().Request.Push(HeaderId.Via, "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKx").Build();

    private void Start() => Do(effects => _subscriber.Start(_net.Now, effects));

    // The machines have no host of their own on the network; between two looks at their deadlines nothing of theirs can become due earlier than timer N
    private void Run(double seconds)
    {
        TimeSpan end = _net.Now + TimeSpan.FromSeconds(seconds);
        while (_net.Now < end)
        {
            TimeSpan next = new[] { _subscriber.Deadline ?? end, end, _net.Now + TimeSpan.FromSeconds(20) }.Concat(_notifiers.Values.Select(notifier => notifier.Deadline ?? end)).Min();
            _net.RunFor(next > _net.Now ? next - _net.Now : TimeSpan.FromMilliseconds(1));
            if (_subscriber.Deadline <= _net.Now) Do(effects => _subscriber.Fire(_net.Now, effects));
            foreach (Notifier notifier in _notifiers.Values) Do(notifier, effects => notifier.Fire(_net.Now, effects));
        }
    }

    private void Do(Action<List<SubscriptionEffect>> action)
    {
        List<SubscriptionEffect> effects = [];
        action(effects);
        foreach (SubscriptionEffect effect in effects)
        {
            _seen.Add(effect);
            if (effect is SubscriptionEffect.Send send) _ann.Send(send.Request, _bob.Endpoint).Tag = send.Sender;
            if (effect is SubscriptionEffect.Respond respond)
                _ann.Respond(_ann.All<TransactionEffect.RequestReceived>().Last(received => received.Request == respond.Notify).Transaction, SipResponse.For(respond.Notify, respond.Status).Build());
        }
    }

    private void Do(Notifier notifier, Action<List<NotifierEffect>> action, bool respond = true)
    {
        List<NotifierEffect> effects = [];
        action(effects);
        foreach (NotifierEffect effect in effects)
        {
            if (effect is NotifierEffect.Notify notify) _bob.Send(notify.Request, _ann.Endpoint).Tag = notifier;
            if (effect is NotifierEffect.Respond answer && respond)
                _bob.Respond(_bob.All<TransactionEffect.RequestReceived>().Last(received => received.Request == answer.Subscribe).Transaction, answer.Response);
        }
    }

    private void OnAnn(TransactionEffect effect)
    {
        if (effect is TransactionEffect.RequestReceived { Request: var notify } && notify.Method == SipMethod.Notify) Do(effects => _subscriber.OnNotify(notify, _net.Now, effects));
        if (effect is TransactionEffect.ResponseReceived { Transaction.Tag: Subscription sender, Response: var response }) Do(effects => _subscriber.OnResponse(sender, response, _net.Now, effects));
        if (effect is TransactionEffect.TimedOut { Transaction.Tag: Subscription silent }) Do(effects => silent.Step(new SubscriptionInput(SubscriptionInputKind.TimedOut), _net.Now, effects));
    }

    private void OnBob(TransactionEffect effect)
    {
        if (effect is TransactionEffect.ResponseReceived { Transaction.Tag: Notifier asked, Response: var response }) Do(asked, effects => asked.OnResponse(response, _net.Now, effects));
        if (effect is not TransactionEffect.RequestReceived { Request: var subscribe, Transaction: var transaction } || subscribe.Method != SipMethod.Subscribe) return;
        string tag = subscribe.To.Tag.IsEmpty ? "bob1" : subscribe.To.Tag.ToString();
        if (!_notifiers.TryGetValue(tag, out Notifier? notifier) && subscribe.To.Tag.IsEmpty) _notifiers[tag] = notifier = new Notifier(_options, subscribe, tag);
        if (notifier is null) _bob.Respond(transaction, SipStatus.CallOrTransactionDoesNotExist);
        else Do(notifier, effects => notifier.OnSubscribe(subscribe, _net.Now, effects));
    }
}
