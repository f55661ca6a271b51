using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>
/// All transactions of one owner (a partition, a phone, a simulated peer), without sockets, clock or locks.
/// The owner passes in messages, requests to send and the time, and carries out the effects in order.
/// </summary>
/// <param name="options">Settings.</param>
/// <param name="tokens">Source of branches and tags.</param>
public sealed class TransactionLayer(TransactionLayerOptions options, SipTokens tokens)
{
    private const int ShareOfRefused = 10;
    private static readonly Utf8Text TimerCReason = "SIP;cause=408;text=\"Timer C\"";
    private readonly ServerTransactionTable _servers = new();
    private readonly Dictionary<ClientTransactionKey, ClientTransaction> _clients = [];
    private readonly TimerWheel _deadlines = new();
    private StatelessAnswers? _answers;

    /// <summary>The next time at which <see cref="Fire"/> has something to do; <see langword="null"/> when nothing waits.</summary>
    public TimeSpan? NextDeadline => _deadlines.Next;

    /// <summary>What has become of requests.</summary>
    public TransactionCounters Counters { get; } = new();

    /// <summary>Transactions with a timer armed.</summary>
    public int ArmedCount => _deadlines.Count;

    /// <summary>Server transactions alive.</summary>
    public int ServerTransactionCount => _servers.Count;

    /// <summary>Client transactions alive.</summary>
    public int ClientTransactionCount => _clients.Count;

    /// <summary>A message came in.</summary>
    public void Receive(SipMessage message, SipEndpoint source, TimeSpan now, List<TransactionEffect> effects)
    {
        if (message is SipRequest request)
        {
            ReceiveRequest(request, source, now, effects);
        }
        else
        {
            ReceiveResponse((SipResponse)message, source, now, effects);
        }
    }

    /// <summary>Sends a request, not an ACK, in a new transaction. It comes as a builder without Via: the top Via is added here.</summary>
    /// <returns>Handle; its <see cref="SipTransaction.Request"/> is what was sent.</returns>
    public ClientTransaction SendRequest(SipRequestBuilder request, SipEndpoint destination, TimeSpan now, List<TransactionEffect> effects) =>
        SendRequest(request, destination, timeOut: null, now, effects);

    /// <summary>The same with an own patience until the first response, instead of 64·T1: for destinations that another can stand in for.</summary>
    public ClientTransaction SendRequest(SipRequestBuilder request, SipEndpoint destination, TimeSpan? timeOut, TimeSpan now, List<TransactionEffect> effects)
    {
        if (request.Method == SipMethod.Ack)
        {
            throw new ArgumentException("an ACK has no transaction; use SendAck", nameof(request));
        }

        (SipRequest sent, SipEndpoint way) = WithOwnVia(request, destination);
        return Start(sent, way, timeOut, now, effects);
    }

    /// <summary>
    /// Sends the request of a transaction that came to nothing once more, in a new transaction to another place (RFC 3263 §4.3)
    /// or by another transport (RFC 3261 §18.1.1). Its length is no longer looked at.
    /// </summary>
    /// <param name="request">The request of the failed transaction, changed where the new destination asks for it.</param>
    /// <param name="destination">Where it goes now.</param>
    /// <param name="timeOut">Patience until the first response; <see langword="null"/>: 64·T1.</param>
    /// <param name="now">Time.</param>
    /// <param name="effects">Where effects go.</param>
    public ClientTransaction SendElsewhere(SipRequestBuilder request, SipEndpoint destination, TimeSpan? timeOut, TimeSpan now, List<TransactionEffect> effects)
    {
        SipRequest copy = request.ReplaceFirstValue(HeaderId.Via, ViaTowards(destination)).Build();
        return Start(copy, destination, timeOut, now, effects);
    }

    /// <summary>Sends the ACK of a 2xx. It comes as a builder without Via; repeat the ACK returned with <see cref="SendAgain"/> when the 2xx comes again.</summary>
    public SipRequest SendAck(SipRequestBuilder ack, SipEndpoint destination, List<TransactionEffect> effects)
    {
        (SipRequest sent, SipEndpoint way) = WithOwnVia(ack, destination);
        SendAgain(sent, way, effects);
        return sent;
    }

    /// <summary>Sends an ACK of a 2xx once more, as it is (RFC 3261 §13.2.2.4).</summary>
    public static void SendAgain(SipRequest ack, SipEndpoint destination, List<TransactionEffect> effects) =>
        effects.Add(new TransactionEffect.Send(ack, destination, null));

    /// <summary>
    /// Cancels an INVITE: at once after a provisional response, with the first one when none has come yet, not at all after a final one.
    /// If no final response follows within 64·T1, the INVITE times out.
    /// </summary>
    /// <param name="transaction">The INVITE.</param>
    /// <param name="reason">Value of the Reason header, or empty.</param>
    /// <param name="now">Time.</param>
    /// <param name="effects">Where effects go. Responses to the CANCEL come up too and need no reaction.</param>
    public void Cancel(InviteClientTransaction transaction, Utf8Text reason, TimeSpan now, List<TransactionEffect> effects)
    {
        if (transaction.State is TransactionState.Calling)
        {
            transaction.PendingCancelReason = reason;
        }
        else if (transaction.State is TransactionState.Proceeding)
        {
            SipRequest cancel = RequestsOfTransaction.Cancel(transaction.Request, reason);
            if (!_clients.ContainsKey(KeyOf(cancel)))
            {
                Start(new NonInviteClientTransaction(cancel, transaction.Destination, options.Timers), now, effects);
                Step(transaction, new TransactionInput(TransactionInputKind.CancelSent), now, effects);
            }
        }
    }

    /// <summary>
    /// Sends a response. After the end of the transaction, and after a final response, nothing is sent;
    /// a 2xx to an INVITE may be sent again until 64·T1 have passed.
    /// </summary>
    public void Respond(ServerTransaction transaction, SipResponse response, TimeSpan now, List<TransactionEffect> effects) =>
        Step(transaction, TransactionInput.Sending(response), now, effects);

    /// <summary>
    /// Refuses a request, or answers one that changes nothing. What belongs to nothing here is forgotten at once, and everything when there are very many
    /// transactions already: a repetition gets the same answer, To tag included, without anything being kept for it (RFC 3261 §8.2.7).
    /// </summary>
    /// <param name="transaction">The request.</param>
    /// <param name="response">The refusal.</param>
    /// <param name="once">Over UDP it is never repeated of our own accord: for strangers, whose address may be forged (RFC 3261 §26.3.2.4).</param>
    /// <param name="now">Time.</param>
    /// <param name="effects">Where effects go.</param>
    public void Refuse(ServerTransaction transaction, SipResponseBuilder response, bool once, TimeSpan now, List<TransactionEffect> effects)
    {
        SipRequest request = transaction.Request;
        _answers ??= new StatelessAnswers(tokens.NewKey());
        Respond(transaction, (request.To.Tag.IsEmpty ? response.WithToTag(_answers.TagOf(request)) : response).Build(), now, effects);
        bool belongsNowhere = request.Method == SipMethod.Cancel || (request.Method != SipMethod.Invite && !request.To.Tag.IsEmpty);
        if (belongsNowhere || (once && !transaction.ResponseDestination.IsReliable) || _servers.Count > options.MaxServerTransactions / ShareOfRefused)
        {
            transaction.Forget(effects);
            Settle(transaction);
        }
    }

    /// <summary>This ACK belongs to a refusal that was forgotten.</summary>
    public bool IsOfRefusal(SipRequest ack) => _answers?.IsOwn(ack) is true;

    /// <summary>The host could not send what this transaction wanted sent.</summary>
    public void TransportFailed(SipTransaction transaction, TimeSpan now, List<TransactionEffect> effects) =>
        Step(transaction, new TransactionInput(TransactionInputKind.TransportError), now, effects);

    /// <summary>The request of ours that a Via names; <see langword="null"/> when it is none of ours, or over. For loop detection.</summary>
    /// <param name="via">A Via of a request that arrived.</param>
    /// <param name="method">Method of that request.</param>
    public ClientTransaction? FindSent(ViaHeader via, SipMethod method) =>
        options.IsOurs(via.SentBy) ? _clients.GetValueOrDefault(new ClientTransactionKey(via.Branch, method)) : null;

    /// <summary>Runs all timers that are due.</summary>
    public void Fire(TimeSpan now, List<TransactionEffect> effects)
    {
        while (_deadlines.Next <= now)
        {
            SipTransaction transaction = _deadlines.First;
            TransactionState before = transaction.State;
            int known = effects.Count;
            transaction.Fire(now, effects);
            Counters.CountFired(transaction, before, CountSends(effects, known));
            Settle(transaction);
            if (transaction is InviteClientTransaction { IsOverdue: true, IsTerminated: false } invite)
            {
                Cancel(invite, TimerCReason, now, effects);
            }
        }
    }

    private static bool HasOneVia(SipResponse response)
    {
        int count = 0;
        foreach (Utf8Text _ in response.Values(HeaderId.Via))
        {
            count++;
        }

        return count == 1;
    }

    private static ClientTransactionKey KeyOf(SipMessage message) => new(message.TopVia.Branch, message.CSeq.Method);

    private Utf8Text ViaTowards(SipEndpoint destination) => ViaRouting.Own(destination, options.SentByTowards(destination), tokens.NewBranch());

    private (SipRequest Request, SipEndpoint Way) WithOwnVia(SipRequestBuilder request, SipEndpoint destination)
    {
        SipRequest sent = request.Push(HeaderId.Via, ViaTowards(destination)).Build();
        if (destination.IsReliable || sent.Bytes.Length <= options.MaxUdpRequestBytes)
        {
            return (sent, destination);
        }

        SipEndpoint stream = destination.Over(SipTransport.Tcp);
        return (sent.Edit().ReplaceFirstValue(HeaderId.Via, ViaTowards(stream)).Build(), stream);
    }

    private ClientTransaction Start(SipRequest sent, SipEndpoint destination, TimeSpan? timeOut, TimeSpan now, List<TransactionEffect> effects)
    {
        ClientTransaction transaction = sent.Method == SipMethod.Invite
            ? new InviteClientTransaction(sent, destination, options.Timers, timeOut)
            : new NonInviteClientTransaction(sent, destination, options.Timers, timeOut);
        Start(transaction, now, effects);
        return transaction;
    }

    private void ReceiveRequest(SipRequest request, SipEndpoint source, TimeSpan now, List<TransactionEffect> effects)
    {
        if (_servers.Find(request) is { } known)
        {
            bool acknowledges = request.Method == SipMethod.Ack;
            Step(known, new TransactionInput(acknowledges ? TransactionInputKind.Ack : TransactionInputKind.RequestAgain, request), now, effects);
            return;
        }

        SipRequest received = ViaRouting.WithSource(request, source);
        SipEndpoint destination = ViaRouting.ResponseDestination(request.TopVia, source);
        if (request.Method == SipMethod.Ack)
        {
            effects.Add(new TransactionEffect.AckReceived(received, source));
        }
        else if (_servers.Count >= options.MaxServerTransactions && request.To.Tag.IsEmpty)
        {
            SipResponse busy = SipResponse.For(received, SipStatus.ServiceUnavailable).WithToTag(tokens.NewTag()).Build();
            effects.Add(new TransactionEffect.Send(busy, destination, null));
        }
        else
        {
            Accept(request, received, (source, destination), now, effects);
        }
    }

    private void Accept(SipRequest original, SipRequest received, (SipEndpoint Source, SipEndpoint Reply) where, TimeSpan now, List<TransactionEffect> effects)
    {
        ServerTransaction transaction = received.Method == SipMethod.Invite
            ? new InviteServerTransaction(received, where.Reply, options.Timers)
            : new NonInviteServerTransaction(received, where.Reply, options.Timers);
        bool merged = _servers.IsMerged(original);
        _servers.Add(original, transaction);
        if (merged)
        {
            Refuse(transaction, SipStatus.LoopDetected, now, effects);
        }
        else if (received.Method == SipMethod.Cancel)
        {
            AnswerCancel(original, (transaction, where.Source), now, effects);
        }
        else
        {
            Step(transaction, new TransactionInput(TransactionInputKind.Start), now, effects);
            effects.Add(new TransactionEffect.RequestReceived(transaction, received, where.Source));
        }
    }

    // RFC 3261 §9.2: the CANCEL is answered whatever becomes of the INVITE, with the To tag of the INVITE if there is one.
    // §22.1: it cannot be challenged, so it has to come from where the INVITE came from.
    private void AnswerCancel(SipRequest original, (ServerTransaction Transaction, SipEndpoint Source) received, TimeSpan now, List<TransactionEffect> effects)
    {
        ServerTransaction cancel = received.Transaction;
        if (_servers.FindCancelled(original) is not { } invite || !invite.ResponseDestination.Address.Equals(received.Source.Address))
        {
            Refuse(cancel, SipResponse.For(cancel.Request, SipStatus.CallOrTransactionDoesNotExist), once: false, now, effects);
            return;
        }

        Utf8Text tag = invite.LastResponse?.To.Tag ?? default;
        SipResponse ok = SipResponse.For(cancel.Request, SipStatus.Ok).WithToTag(tag.IsEmpty ? tokens.NewTag() : tag).Build();
        Step(cancel, TransactionInput.Sending(ok), now, effects);
        if (invite.State is TransactionState.Proceeding)
        {
            effects.Add(new TransactionEffect.Cancelled(invite, cancel.Request));
        }
    }

    private void Refuse(ServerTransaction transaction, SipStatus status, TimeSpan now, List<TransactionEffect> effects) =>
        Step(transaction, TransactionInput.Sending(SipResponse.For(transaction.Request, status).WithToTag(tokens.NewTag()).Build()), now, effects);

    private void ReceiveResponse(SipResponse response, SipEndpoint source, TimeSpan now, List<TransactionEffect> effects)
    {
        bool ours = options.IsOurs(response.TopVia.SentBy) && HasOneVia(response); // RFC 3261 §18.1.2, §8.1.3.3
        if (!ours)
        {
            effects.Add(new TransactionEffect.Discarded(response, source));
            return;
        }

        if (!_clients.TryGetValue(KeyOf(response), out ClientTransaction? transaction))
        {
            effects.Add(new TransactionEffect.StrayResponse(response, source));
            return;
        }

        Step(transaction, TransactionInput.Received(response), now, effects);
        if (transaction is InviteClientTransaction { State: TransactionState.Proceeding, PendingCancelReason: { } reason } invite)
        {
            invite.PendingCancelReason = null;
            Cancel(invite, reason, now, effects);
        }
    }

    private void Start(ClientTransaction transaction, TimeSpan now, List<TransactionEffect> effects)
    {
        _clients.Add(KeyOf(transaction.Request), transaction);
        Step(transaction, new TransactionInput(TransactionInputKind.Start), now, effects);
    }

    private void Step(SipTransaction transaction, in TransactionInput input, TimeSpan now, List<TransactionEffect> effects)
    {
        TransactionState before = transaction.State;
        int known = effects.Count;
        transaction.Step(input, now, effects);
        Counters.Count(transaction, before, input, hasActed: effects.Count > known);
        Settle(transaction);
    }

    private static int CountSends(List<TransactionEffect> effects, int from)
    {
        int sends = 0;
        for (int i = from; i < effects.Count; i++) sends += effects[i] is TransactionEffect.Send ? 1 : 0;
        return sends;
    }

    private void Settle(SipTransaction transaction)
    {
        _deadlines.Update(transaction);
        if (!transaction.IsTerminated)
        {
            return;
        }

        if (transaction is ServerTransaction server)
        {
            _servers.Remove(server);
        }
        else
        {
            _clients.Remove(KeyOf(transaction.Request));
        }
    }
}
