namespace Cmr.Protocols.Sip.Transactions;

/// <summary>How a transaction came out, seen from the side that counts it.</summary>
public enum TransactionOutcome : byte
{
    /// <summary>A final response of class 2xx.</summary>
    Success,

    /// <summary>3xx.</summary>
    Redirection,

    /// <summary>4xx.</summary>
    RequestFailure,

    /// <summary>5xx.</summary>
    ServerFailure,

    /// <summary>6xx.</summary>
    GlobalFailure,

    /// <summary>No final response in time.</summary>
    TimedOut,

    /// <summary>The network refused a message.</summary>
    TransportFailed,
}
