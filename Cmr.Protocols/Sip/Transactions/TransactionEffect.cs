using Cmr.Protocols.Sip.Messages;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>What the host of the transaction layer has to do, in order.</summary>
public abstract record TransactionEffect
{
    private TransactionEffect()
    {
    }

    /// <summary>Send octets. If that fails and <paramref name="Transaction"/> is set, call <see cref="TransactionLayer.TransportFailed"/>.</summary>
    /// <param name="Message">Complete message.</param>
    /// <param name="Destination">Where to.</param>
    /// <param name="Transaction">Who sends; <see langword="null"/> for an ACK of a 2xx and for stateless replies.</param>
    public sealed record Send(SipMessage Message, SipEndpoint Destination, SipTransaction? Transaction) : TransactionEffect;

    /// <summary>A new request, not an ACK or CANCEL. Answer through <see cref="TransactionLayer.Respond"/>, now or later.</summary>
    /// <param name="Transaction">Handle to answer with.</param>
    /// <param name="Request">The request, <c>received</c> and <c>rport</c> filled in.</param>
    /// <param name="Source">Where it came from.</param>
    public sealed record RequestReceived(ServerTransaction Transaction, SipRequest Request, SipEndpoint Source) : TransactionEffect;

    /// <summary>An INVITE without final response was cancelled; the CANCEL is already answered. Answer the INVITE with 487.</summary>
    /// <param name="Transaction">The INVITE.</param>
    /// <param name="Cancel">The CANCEL, for its Reason header.</param>
    public sealed record Cancelled(ServerTransaction Transaction, SipRequest Cancel) : TransactionEffect;

    /// <summary>An ACK that no failure response was waiting for: that of a 2xx, retransmissions included. Never answer it.</summary>
    /// <param name="Ack">The ACK; match it by dialog and CSeq number.</param>
    /// <param name="Source">Where it came from.</param>
    public sealed record AckReceived(SipRequest Ack, SipEndpoint Source) : TransactionEffect;

    /// <summary>A response to a request sent here; each 2xx to an INVITE comes up, retransmissions and forks included.</summary>
    /// <param name="Transaction">The request it belongs to.</param>
    /// <param name="Response">The response.</param>
    public sealed record ResponseReceived(ClientTransaction Transaction, SipResponse Response) : TransactionEffect;

    /// <summary>A response that fits no transaction, such as a 2xx repeated after 64·T1.</summary>
    /// <param name="Response">The response.</param>
    /// <param name="Source">Where it came from.</param>
    public sealed record StrayResponse(SipResponse Response, SipEndpoint Source) : TransactionEffect;

    /// <summary>No final response came; treat it as 408 (RFC 3261 §8.1.3.1).</summary>
    /// <param name="Transaction">The request.</param>
    public sealed record TimedOut(ClientTransaction Transaction) : TransactionEffect;

    /// <summary>No ACK for a failure response came within 64·T1.</summary>
    /// <param name="Transaction">The INVITE.</param>
    public sealed record AckMissing(ServerTransaction Transaction) : TransactionEffect;

    /// <summary>The network refused a message; treat it as 503 (RFC 3261 §8.1.3.1).</summary>
    /// <param name="Transaction">Client or server.</param>
    public sealed record TransportFailed(SipTransaction Transaction) : TransactionEffect;

    /// <summary>The transaction is over and forgotten; always its last effect.</summary>
    /// <param name="Transaction">Client or server.</param>
    public sealed record Terminated(SipTransaction Transaction) : TransactionEffect;

    /// <summary>A message was dropped: a response with a foreign Via, or more than one.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Source">Where it came from.</param>
    public sealed record Discarded(SipMessage Message, SipEndpoint Source) : TransactionEffect;
}
