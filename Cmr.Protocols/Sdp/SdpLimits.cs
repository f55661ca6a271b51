namespace Cmr.Protocols.Sdp;

/// <summary>Bounds on what one session description may cost its reader.</summary>
public sealed record SdpLimits
{
    /// <summary>The defaults.</summary>
    public static SdpLimits Default { get; } = new();

    /// <summary>Whole description in octets. Default 32 768; WebRTC offers reach 10 000.</summary>
    public int MaxBytes { get; init; } = 32768;

    /// <summary>Lines. Default 1 024.</summary>
    public int MaxLines { get; init; } = 1024;

    /// <summary>Formats of one media line. Default 256; there are 128 payload types.</summary>
    public int MaxFormats { get; init; } = 256;

    /// <summary>Media sections. Default 32.</summary>
    public int MaxMedia { get; init; } = 32;
}
