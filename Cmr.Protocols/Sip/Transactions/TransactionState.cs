namespace Cmr.Protocols.Sip.Transactions;

/// <summary>States of the four machines; each uses some of them.</summary>
public enum TransactionState : byte
{
    /// <summary>INVITE client: request sent, nothing heard.</summary>
    Calling,

    /// <summary>Non-INVITE: nothing answered yet.</summary>
    Trying,

    /// <summary>A provisional response went by; an INVITE server starts here.</summary>
    Proceeding,

    /// <summary>A final response went by (INVITE: 300–699).</summary>
    Completed,

    /// <summary>INVITE server: the failure response was acknowledged.</summary>
    Confirmed,

    /// <summary>INVITE: a 2xx went by (RFC 6026).</summary>
    Accepted,

    /// <summary>Over.</summary>
    Terminated,
}
