using Cmr.Protocols.Sip.Dialogs;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Legs;

/// <summary>A 2xx of ours to an INVITE, repeated until its ACK comes.</summary>
/// <param name="Transaction">The INVITE.</param>
/// <param name="Success">The 2xx.</param>
/// <param name="Retransmission">When to repeat it.</param>
/// <param name="CarriesOffer">The 2xx made the offer, so the ACK brings the answer (RFC 3261 §13.2.1).</param>
internal sealed record AcceptedInvite(ServerTransaction Transaction, SipResponse Success, SuccessRetransmission Retransmission, bool CarriesOffer)
{
    /// <summary>Whether this ACK acknowledges the 2xx.</summary>
    public bool IsAcknowledgedBy(SipRequest ack) => ack.CSeq.Number == Success.CSeq.Number;
}
