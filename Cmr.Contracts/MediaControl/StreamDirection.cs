namespace Cmr.Contracts.MediaControl;

/// <summary>Direction of a stream (RFC 3264 §5.1), as seen by the side that states it.</summary>
public enum StreamDirection
{
    /// <summary>Sends and receives.</summary>
    SendRecv,

    /// <summary>Only sends.</summary>
    SendOnly,

    /// <summary>Only receives.</summary>
    RecvOnly,

    /// <summary>Neither.</summary>
    Inactive,
}
