using Cmr.Contracts.MediaControl;
using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;
using Cmr.Protocols.Text;
using Cmr.Sip.Calls;
using Cmr.Sip.Overload;
using Cmr.Sip.Trust;

namespace Cmr.Sip.Engine;

/// <summary>
/// All calls of one partition with their transactions: messages in, messages out, no sockets, no clock, no locks.
/// The whole SIP side of the product is this class fed by a host, in the process or in a simulated network.
/// </summary>
internal sealed class CallEngine
{
    private readonly EngineOptions _options;
    private readonly IIdentifierSource _identifiers;
    private readonly TransactionLayer _transactions;
    private readonly RequestRouter _router;
    private readonly OutgoingRequests _outgoing;
    private readonly DeadTargets _dead = new();
    private readonly TrustBoundary _boundary;
    private readonly CallerGate _gate;
    private readonly Admission _admission;
    private readonly LoopDetection _loops;
    private readonly LateAnswers _late;
    private readonly CallSchedule _schedule = new();
    private readonly Dictionary<CallKey, CallEntry> _calls = [];
    private readonly Dictionary<DialogId, (CallEntry Entry, LegSide Side)> _dialogs = [];
    private readonly Dictionary<ServerTransaction, CallEntry> _invites = [];
    private readonly Dictionary<MediaSessionId, CallEntry> _mediaSessions = [];
    private readonly Dictionary<Guid, CallEntry> _presentations = [];
    private readonly Queue<(CallEntry Entry, CallInput Input)> _inputs = new();
    private readonly List<TransactionEffect> _fromTransactions = [];

    // One list for all calls: they hold on to it, and it must hold on to nothing of theirs
    private readonly List<CallEffect> _callEffects = [];
    private List<EngineEffect> _effects = [];
    private TimeSpan _now;
    private long _lastKey;

    public CallEngine(EngineOptions options, IIdentifierSource identifiers, SipTokens tokens)
    {
        _options = options;
        _identifiers = identifiers;
        NextHops hops = new(options.Node, options.OutboundProxy, options.Routes);
        _router = new RequestRouter(options.Node, hops, _dead, query => _effects.Add(new EngineEffect.Resolve(query)));
        _boundary = new TrustBoundary(options.Trust.Peers, options.Trust.Authentication?.Realm);
        _gate = new CallerGate(options.Trust);
        _admission = new Admission(options, hops);
        TransactionLayerOptions layer = new() { SentBy = options.Node.SentBy, OtherNames = options.Node.OtherNames, Timers = options.Timers, MaxUdpRequestBytes = options.MaxUdpRequestBytes, MaxServerTransactions = options.MaxTransactions };
        _transactions = new TransactionLayer(layer, tokens);
        _outgoing = new OutgoingRequests(options, _transactions, _dead);
        _loops = new LoopDetection(_transactions);
        _late = new LateAnswers(_transactions, _router);
    }

    public EngineCounters Counters { get; } = new();

    public int CallCount => _calls.Count;

    /// <summary>What has become of requests, both ways.</summary>
    public TransactionCounters Transactions => _transactions.Counters;

    /// <summary>Transactions with a timer armed.</summary>
    public int ArmedCount => _transactions.ArmedCount;

    /// <summary>Dialogs of calls, early ones included.</summary>
    public int DialogCount => _dialogs.Count;

    /// <summary>Nothing is kept for any call: whatever came in is dealt with.</summary>
    public bool IsEmpty =>
        _calls.Count + _dialogs.Count + _invites.Count + _mediaSessions.Count + _presentations.Count + _inputs.Count + TransactionCount == 0 && _router.IsIdle;

    /// <summary>Transactions alive, both ways.</summary>
    public int TransactionCount => _transactions.ClientTransactionCount + _transactions.ServerTransactionCount;

    /// <summary>When <see cref="EngineInput.Tick"/> is wanted next.</summary>
    public TimeSpan? NextDeadline =>
        _transactions.NextDeadline is { } first && _schedule.Next is { } second ? (first < second ? first : second) : _transactions.NextDeadline ?? _schedule.Next;

    /// <summary>Feeds one input; what is to be done comes out in order.</summary>
    public void Step(EngineInput input, TimeSpan now, List<EngineEffect> effects)
    {
        _now = now;
        _dead.Now = _late.Now = now;
        _effects = effects;
        switch (input)
        {
            case EngineInput.Message message: Counters.MessagesTaken++; _transactions.Receive(_boundary.Arrive(message.Content, message.Source), message.Source, now, _fromTransactions); break;
            case EngineInput.SendFailed failed: _transactions.TransportFailed(failed.Transaction, now, _fromTransactions); break;
            case EngineInput.Chosen chosen: Enqueue(_calls.GetValueOrDefault(chosen.Call), new CallInput.Chosen(chosen.Reply)); break;
            case EngineInput.Media media: Enqueue(_mediaSessions.GetValueOrDefault(media.Event.SessionId), new CallInput.Media(media.Event)); break;
            case EngineInput.StopPresentation stop: Stop(stop); break;
            case EngineInput.Resolved resolved: _router.Learn(resolved.Query, resolved.Targets); break;
            case EngineInput.VisitCalls visit: VisitCalls(visit.Visit); break;
            case EngineInput.CloseAdmission: _admission.IsClosed = true; break;
            case EngineInput.HangUpAll: HangUpAll(); break;
            default: break;
        }

        Work();
        _transactions.Fire(now, _fromTransactions);
        Work();
        while (_schedule.TryTakeDue(now, out CallEntry? due))
        {
            Enqueue(due, new CallInput.Tick());
            Work();
        }
    }

    private void VisitCalls(Action<SipRequest, Utf8Text> visit)
    {
        foreach (CallEntry entry in _calls.Values) visit(entry.Invite.Request, entry.Call.CalledCallId);
    }

    private void HangUpAll()
    {
        foreach (CallEntry entry in _calls.Values) Enqueue(entry, new CallInput.HangUp());
    }

    private void Enqueue(CallEntry? entry, CallInput input)
    {
        if (entry is not null) _inputs.Enqueue((entry, input));
    }

    private void Work()
    {
        for (int i = 0; i < _fromTransactions.Count || _inputs.Count > 0;)
        {
            if (_inputs.TryDequeue(out (CallEntry Entry, CallInput Input) next))
            {
                StepCall(next.Entry, next.Input);
                continue;
            }

            Take(_fromTransactions[i++]);
        }

        _fromTransactions.Clear();
    }

    private void Take(TransactionEffect effect)
    {
        switch (effect)
        {
            case TransactionEffect.Send send: _effects.Add(new EngineEffect.Send(_boundary.Leave(send.Message, send.Destination), send.Destination, send.Transaction)); break;
            case TransactionEffect.RequestReceived received: OnRequest(received.Transaction, received.Request, received.Source); break;
            case TransactionEffect.AckReceived ack: OnAck(ack.Ack); break;
            case TransactionEffect.Cancelled cancelled: OnCancelled(cancelled.Transaction, cancelled.Cancel); break;
            case TransactionEffect.ResponseReceived response: OnResponse(response.Transaction, response.Response); break;
            case TransactionEffect.TimedOut timedOut: OnUnanswered(timedOut.Transaction, Unanswered.TimedOut); break;
            case TransactionEffect.TransportFailed failed: OnUnanswered(failed.Transaction, Unanswered.NotDelivered); break;
            case TransactionEffect.Terminated { Transaction: var transaction }: OnTerminated(transaction); break;
            case TransactionEffect.StrayResponse stray when _late.TryEnd(stray.Response, _fromTransactions): break;
            case TransactionEffect.StrayResponse: Counters.Dropped.Count(DropReason.StrayResponse); break;
            case TransactionEffect.Discarded: Counters.Dropped.Count(DropReason.ForeignResponse); break;
            default: break;
        }
    }

    private void OnResponse(ClientTransaction transaction, SipResponse response)
    {
        if (response.Status.IsFinal && _outgoing.TryElsewhere(transaction, response, _now, _fromTransactions)) return;
        if (transaction.Tag is CallRequest { Entry.HasEnded: false } request) Enqueue(request.Entry, new CallInput.Response(request.Number, response));
        else _late.End(transaction, response, _fromTransactions);
    }

    private void OnUnanswered(SipTransaction transaction, Unanswered reason)
    {
        if (transaction is ClientTransaction client)
        {
            _late.Expect(client);
            if (_outgoing.NoteSilence(client)) _effects.Add(new EngineEffect.TargetDied(client.Destination, reason));
            if (_outgoing.TryElsewhere(client, _now, _fromTransactions)) return;
        }

        if (transaction.Tag is CallRequest { Entry.HasEnded: false } request) Enqueue(request.Entry, new CallInput.Unanswered(request.Number, reason));
    }

    private void OnTerminated(SipTransaction transaction)
    {
        if (transaction is ServerTransaction server)
        {
            // A call that is talked in lets go of what it kept for repetitions
            if (_invites.Remove(server, out CallEntry? owner)) Enqueue(owner, new CallInput.TransactionEnded(default));
            return;
        }

        // A transaction that failed over has a successor, which goes on for the same request
        if (transaction.Tag is not CallRequest request || request.Entry.Requests.Find(request.Number) != transaction) return;
        if (!request.Entry.HasEnded) Enqueue(request.Entry, new CallInput.TransactionEnded(request.Number));
        request.Entry.Requests.Remove(request.Number);
    }

    private void OnRequest(ServerTransaction transaction, SipRequest request, SipEndpoint source)
    {
        if (!request.To.Tag.IsEmpty) OnInDialog(transaction, request, source);
        else if (request.Method != SipMethod.Invite && request.Method != SipMethod.Options) Refuse(transaction, _admission.Answer(request, _calls.Count));
        else Welcome(transaction, request, _gate.Judge(request, source, _now));
    }

    // RFC 3261 §11.2: OPTIONS is answered as an INVITE would be
    private void Welcome(ServerTransaction transaction, SipRequest request, CallerVerdict verdict)
    {
        switch (verdict)
        {
            case CallerVerdict.Refused refused: Refuse(transaction, refused.Response); break;
            case CallerVerdict.Welcome welcome when request.Method == SipMethod.Invite: OnInvite(transaction, welcome.Request, welcome.Caller); break;
            default: Refuse(transaction, _admission.Answer(request, _calls.Count)); break;
        }
    }

    private void OnInDialog(ServerTransaction transaction, SipRequest request, SipEndpoint source)
    {
        bool known = _dialogs.TryGetValue(DialogId.OfReceived(request), out (CallEntry Entry, LegSide Side) owner);
        if (!known) Refuse(transaction, SipResponse.For(request, SipStatus.CallOrTransactionDoesNotExist));
        else if (request.MaxForwards is 0 && Admission.PassesOn(request)) Refuse(transaction, Admission.AnswerLastHop(request));
        else if (owner.Side is LegSide.Caller && _gate.RefuseInDialog(owner.Entry.Caller, request, source, _now) is { } refusal) Refuse(transaction, refusal);
        else
        {
            if (request.Method == SipMethod.Invite) _invites[transaction] = owner.Entry;
            Enqueue(owner.Entry, new CallInput.Request(owner.Side, transaction, request));
        }
    }

    private void OnInvite(ServerTransaction transaction, SipRequest invite, CallerIdentity caller)
    {
        if ((_admission.Refuse(invite, _calls.Count) ?? (_loops.HasLooped(invite) ? SipResponse.For(invite, SipStatus.LoopDetected) : null)) is { } refusal)
        {
            Counters.CallsRefused.Count(refusal.Status);
            Refuse(transaction, refusal);
            return;
        }

        _transactions.Respond(transaction, SipResponse.For(invite, SipStatus.Trying).Build(), _now, _fromTransactions);
        CallContext context = new(_options.Calls, _options.Node, _identifiers, _now);
        RingingCall call = new(context, transaction, invite, caller, CallIds.Mint(_options.Partition, _identifiers.NextToken(), _options.Node.Host));
        CallEntry entry = new(new CallKey(++_lastKey), call, transaction) { Caller = caller };
        _calls.Add(entry.Key, entry);
        _invites.Add(transaction, entry);
        Counters.CallsStarted++;
        Counters.CallsActive++;
        Enqueue(entry, new CallInput.Start());
    }

    private void Refuse(ServerTransaction transaction, SipResponseBuilder response)
    {
        Counters.RequestsRefused.Count(response.Status);
        bool isStranger = _options.Trust.Peers.Of(transaction.ResponseDestination) is null;
        _transactions.Refuse(transaction, response, once: isStranger, _now, _fromTransactions);
    }

    private void OnAck(SipRequest ack)
    {
        if (_dialogs.TryGetValue(DialogId.OfReceived(ack), out (CallEntry Entry, LegSide Side) owner)) Enqueue(owner.Entry, new CallInput.Ack(owner.Side, ack));
        else Counters.Dropped.Count(_transactions.IsOfRefusal(ack) ? DropReason.AckOfRefusal : DropReason.AckWithoutDialog);
    }

    private void OnCancelled(ServerTransaction invite, SipRequest cancel) =>
        Enqueue(_invites.GetValueOrDefault(invite), new CallInput.Cancelled(invite, cancel));

    private void StepCall(CallEntry entry, CallInput input)
    {
        if (entry.HasEnded) return;
        _callEffects.Clear();
        try
        {
            entry.Call.Step(input, _now, _callEffects);
            foreach (CallEffect effect in _callEffects) Execute(entry, effect);
        }
        // A bulkhead: whatever a bug does to one call, the others of this engine go on
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Abandon(entry, exception);
        }

        _schedule.Update(entry);
    }

    private void Abandon(CallEntry entry, Exception exception)
    {
        Counters.CallsActive -= entry.Call.IsReported ? 0 : 1;
        _effects.Add(new EngineEffect.Fault(entry.Invite.Request.CallId.ToString(), exception));
        _transactions.Respond(entry.Invite, SipResponse.For(entry.Invite.Request, SipStatus.ServerInternalError).WithToTag(_identifiers.NextToken()).Build(), _now, _fromTransactions);
        foreach (ClientTransaction request in entry.Requests.Transactions)
        {
            if (request is InviteClientTransaction invite) _transactions.Cancel(invite, default, _now, _fromTransactions);
        }

        End(entry);
    }

    private void Execute(CallEntry entry, CallEffect effect)
    {
        switch (effect)
        {
            case CallEffect.SendRequest send: Send(entry, send); break;
            case CallEffect.SendAck send: _router.WhenRouted(send.Hop, ListenerOf(entry, send.Ack), (targets, _) => Acknowledge(send.Ack, targets)); break;
            case CallEffect.SendCancel cancel: Cancel(entry, cancel); break;
            case CallEffect.Respond respond: Respond(respond.Transaction, respond.Response); break;
            case CallEffect.OwnDialog own: Own(entry, own); break;
            case CallEffect.DisownDialog disown when entry.Dialogs.Remove(disown.Dialog): _dialogs.Remove(disown.Dialog); break;
            case CallEffect.Choose choose: _effects.Add(new EngineEffect.Choose(entry.Key, choose.Question)); break;
            case CallEffect.Media media: Command(entry, media.Command); break;
            case CallEffect.PresentationBegan began: Begin(entry, began.News); break;
            case CallEffect.PresentationEnded ended when entry.Presentations?.Remove(ended.Presentation) is true: End(ended.Presentation); break;
            case CallEffect.StopAnswered answered: _effects.Add(new EngineEffect.StopAnswered(answered.Request, answered.Stopped)); break;
            case CallEffect.Report report: Report(report.Summary); break;
            case CallEffect.End: End(entry); break;
            default: break;
        }
    }

    private void Own(CallEntry entry, CallEffect.OwnDialog own)
    {
        if (entry.Dialogs.Contains(own.Dialog)) return;
        entry.Dialogs.Add(own.Dialog);
        _dialogs[own.Dialog] = (entry, own.Side);
    }

    private void Send(CallEntry entry, CallEffect.SendRequest send)
    {
        RequestNumber number = send.Number;
        entry.Parked.Add(number);
        _router.WhenRouted(send.Hop, ListenerOf(entry, send.Request), (targets, failure) =>
        {
            if (!entry.Parked.Remove(number) || entry.HasEnded) return;
            if (targets.Count == 0) Enqueue(entry, new CallInput.Unanswered(number, failure));
            else _outgoing.Send(entry, send, targets, _now, _fromTransactions);
        });
    }

    private byte? ListenerOf(CallEntry entry, SipRequestBuilder request) => _options.Node.HasSeveralAddresses ? entry.ListenerOf(request.ValueOf(HeaderId.CallId)) : null;

    private void Acknowledge(SipRequestBuilder ack, IReadOnlyList<SipEndpoint> targets)
    {
        if (targets.Count > 0) _transactions.SendAck(ack, targets[0], _fromTransactions);
    }

    private void Respond(ServerTransaction transaction, SipResponse response) =>
        _transactions.Respond(transaction, Contacts.Localize(response, _options.Node, transaction), _now, _fromTransactions);

    private void Cancel(CallEntry entry, CallEffect.SendCancel cancel)
    {
        if (entry.Parked.Remove(cancel.Number)) Enqueue(entry, new CallInput.Unanswered(cancel.Number, Unanswered.TimedOut));
        else if (entry.Requests.Find(cancel.Number) is InviteClientTransaction invite) _outgoing.Cancel(invite, cancel.Reason, _now, _fromTransactions);
    }

    private void Command(CallEntry entry, MediaCommand command)
    {
        if (command is OpenMedia && _mediaSessions.TryAdd(command.SessionId, entry)) (entry.MediaSessions ??= []).Add(command.SessionId);
        _effects.Add(new EngineEffect.Media(command));
    }

    private void Stop(EngineInput.StopPresentation stop)
    {
        if (_presentations.TryGetValue(stop.Presentation, out CallEntry? entry)) Enqueue(entry, new CallInput.StopPresentation(stop.Request));
        else _effects.Add(new EngineEffect.StopAnswered(stop.Request, Stopped: false));
    }

    private void Begin(CallEntry entry, PresentationNews news)
    {
        (entry.Presentations ??= []).Add(news.Id);
        _presentations[news.Id] = entry;
        _effects.Add(new EngineEffect.PresentationBegan(news));
    }

    private void End(Guid presentation)
    {
        _presentations.Remove(presentation);
        _effects.Add(new EngineEffect.PresentationEnded(presentation));
    }

    private void Report(CallSummary summary)
    {
        Counters.CountEnded(summary.PresentedAt is not null, summary.Outcome);
        if (summary.AnsweredAt is not null) Counters.CallsAnswered++;
        if (summary.PresentedAt is not null) Counters.CallsPresented++;
        Counters.CallsActive--;
        _effects.Add(new EngineEffect.Report(summary));
    }

    private void End(CallEntry entry)
    {
        entry.HasEnded = true;
        foreach (DialogId dialog in entry.Dialogs) _dialogs.Remove(dialog);
        foreach (MediaSessionId session in entry.MediaSessions ?? []) _mediaSessions.Remove(session);
        foreach (Guid presentation in entry.Presentations ?? []) End(presentation);
        _invites.Remove(entry.Invite);
        _calls.Remove(entry.Key);
    }
}
