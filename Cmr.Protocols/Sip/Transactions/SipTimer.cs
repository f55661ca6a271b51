namespace Cmr.Protocols.Sip.Transactions;

/// <summary>The timers of RFC 3261 table 4 and RFC 6026, by their letters.</summary>
public enum SipTimer : byte
{
    /// <summary>INVITE request retransmission, UDP only.</summary>
    A,

    /// <summary>INVITE transaction time-out.</summary>
    B,

    /// <summary>An INVITE that rang for too long without a final response is cancelled (RFC 3261 §16.6, §16.8).</summary>
    C,

    /// <summary>Wait for response retransmissions after a failure.</summary>
    D,

    /// <summary>Non-INVITE request retransmission, UDP only.</summary>
    E,

    /// <summary>Non-INVITE transaction time-out; at a server the moment from which nobody waits for the response (RFC 4320 §4.2).</summary>
    F,

    /// <summary>INVITE response retransmission.</summary>
    G,

    /// <summary>Wait for the ACK of a failure response.</summary>
    H,

    /// <summary>Wait for ACK retransmissions.</summary>
    I,

    /// <summary>Wait for non-INVITE request retransmissions.</summary>
    J,

    /// <summary>Wait for non-INVITE response retransmissions.</summary>
    K,

    /// <summary>Accepted INVITE server transaction: wait for request retransmissions (RFC 6026 §7.1).</summary>
    L,

    /// <summary>Accepted INVITE client transaction: wait for further 2xx (RFC 6026 §7.2).</summary>
    M,

    /// <summary>Send 100 Trying unless the user of the transaction answered by then (RFC 3261 §17.2.1, RFC 4320 §4.1).</summary>
    Trying,
}
