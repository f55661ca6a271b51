namespace Cmr.Sip.Transport.Streams;

/// <summary>Why a connection ended.</summary>
internal enum CloseReason
{
    /// <summary>The peer closed or reset it.</summary>
    ByPeer,

    /// <summary>Nobody answered at the other end, or refused.</summary>
    NotConnected,

    /// <summary>The peer's certificate is not acceptable, or ours to it.</summary>
    TlsFailed,

    /// <summary>What came cannot be cut into messages.</summary>
    Malformed,

    /// <summary>A message, or the first one, took too long to arrive.</summary>
    SlowSender,

    /// <summary>The peer did not take what was sent to it.</summary>
    SlowReceiver,

    /// <summary>Silent for too long.</summary>
    Idle,

    /// <summary>The process stops.</summary>
    Stopping,
}
