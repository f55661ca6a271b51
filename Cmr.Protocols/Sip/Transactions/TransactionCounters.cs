using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>What a transaction layer has done. Written by its owner only; others may read and see values a moment old.</summary>
public sealed class TransactionCounters
{
    private const int Methods = (int)SipMethodKind.Publish + 1;
    private const int Outcomes = (int)TransactionOutcome.TransportFailed + 1;
    private readonly long[] _server = new long[Methods * Outcomes];
    private readonly long[] _client = new long[Methods * Outcomes];

    /// <summary>Requests and responses that had come before.</summary>
    public long RepetitionsReceived { get; private set; }

    /// <summary>Requests and responses sent once more.</summary>
    public long RepetitionsSent { get; private set; }

    /// <summary>Failure responses to an INVITE that nobody acknowledged.</summary>
    public long AcksMissing { get; private set; }

    /// <summary>Requests received that came out this way.</summary>
    public long Served(SipMethodKind method, TransactionOutcome outcome) => _server[IndexOf(method, outcome)];

    /// <summary>Requests sent that came out this way.</summary>
    public long Sent(SipMethodKind method, TransactionOutcome outcome) => _client[IndexOf(method, outcome)];

    /// <summary>Notes what an input did to a transaction: whether it settled it, or came again.</summary>
    /// <param name="transaction">The transaction, after the step.</param>
    /// <param name="before">Its state before.</param>
    /// <param name="input">The input.</param>
    /// <param name="hasActed">Something was sent or told because of it.</param>
    internal void Count(SipTransaction transaction, TransactionState before, in TransactionInput input, bool hasActed)
    {
        bool wasOpen = IsOpen(before);
        if (wasOpen && !IsOpen(transaction.State)) CountOutcome(transaction, OutcomeOf(input));
        switch (input.Kind)
        {
            case TransactionInputKind.RequestAgain:
                RepetitionsReceived++;
                RepetitionsSent += hasActed ? 1 : 0;
                break;
            case TransactionInputKind.Receive300To699 when !wasOpen:
                RepetitionsReceived++;
                RepetitionsSent += hasActed ? 1 : 0; // the ACK
                break;
            case TransactionInputKind.Receive2xx when !wasOpen:
                RepetitionsReceived++;
                break;
            case TransactionInputKind.Send2xx when before is TransactionState.Accepted:
                RepetitionsSent++;
                break;
            default: break;
        }
    }

    /// <summary>Notes what timers did to a transaction.</summary>
    internal void CountFired(SipTransaction transaction, TransactionState before, int sent)
    {
        bool wasOpen = IsOpen(before);
        if (wasOpen && !IsOpen(transaction.State)) CountOutcome(transaction, TransactionOutcome.TimedOut);
        else if (before is TransactionState.Completed && transaction is InviteServerTransaction { State: TransactionState.Terminated }) AcksMissing++;
        // A server's timer in Proceeding sends a 100, which is the first one
        if (transaction is ClientTransaction || !wasOpen) RepetitionsSent += sent;
    }

    private void CountOutcome(SipTransaction transaction, TransactionOutcome outcome) =>
        (transaction is ServerTransaction ? _server : _client)[IndexOf(transaction.Request.Method.Kind, outcome)]++;

    private static TransactionOutcome OutcomeOf(in TransactionInput input) => input.Message is SipResponse response
        ? (TransactionOutcome)(response.Status.Code / 100 - 2)
        : input.Kind is TransactionInputKind.TransportError ? TransactionOutcome.TransportFailed : TransactionOutcome.TimedOut;

    private static bool IsOpen(TransactionState state) => state is TransactionState.Calling or TransactionState.Trying or TransactionState.Proceeding;

    private static int IndexOf(SipMethodKind method, TransactionOutcome outcome) => (int)method * Outcomes + (int)outcome;
}
