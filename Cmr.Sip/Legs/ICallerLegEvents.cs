using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Sip.Transactions;

namespace Cmr.Sip.Legs;

/// <summary>What the caller's leg tells the call.</summary>
internal interface ICallerLegEvents
{
    /// <summary>A PRACK acknowledged a response; its 200 has left.</summary>
    void OnPrack(ProvisionalAnswer acknowledged, SipRequest prack);

    /// <summary>A PRACK acknowledged a response and makes an offer, which its 2xx has to answer (RFC 3262 §5).</summary>
    void OnPrackOffer(ProvisionalAnswer acknowledged, ServerTransaction transaction, SipRequest prack);

    /// <summary>64·T1 passed without a PRACK.</summary>
    void OnPrackMissing();

    /// <summary>The 2xx left.</summary>
    void OnCallerAccepted(CallerDialog dialog);

    /// <summary>The ACK to the first 2xx arrived.</summary>
    void OnCallerAck(SipRequest ack);

    /// <summary>64·T1 passed without it.</summary>
    void OnCallerAckMissing();
}
