namespace Cmr.Protocols.Rtp.Packets;

/// <summary>Why a datagram is no RTP packet.</summary>
public enum RtpRejection
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Shorter than the fixed header.</summary>
    TooShort,

    /// <summary>The version is not 2.</summary>
    BadVersion,

    /// <summary>The list of contributing sources goes beyond the datagram.</summary>
    BadContributors,

    /// <summary>The header extension goes beyond the datagram.</summary>
    BadExtension,

    /// <summary>The padding count is 0 or larger than what is left.</summary>
    BadPadding,

    /// <summary>The payload type is one that RTCP packets would show there (RFC 5761 §4).</summary>
    Rtcp,
}
