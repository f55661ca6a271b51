namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>Direction attribute, RFC 8866 §6.7, seen from the writer of the description.</summary>
public enum SdpDirection : byte
{
    /// <summary>Both; the default when none is written.</summary>
    SendRecv,

    /// <summary>The writer only sends.</summary>
    SendOnly,

    /// <summary>The writer only receives.</summary>
    RecvOnly,

    /// <summary>Neither.</summary>
    Inactive,
}
