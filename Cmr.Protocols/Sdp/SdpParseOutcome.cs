using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sdp;

/// <summary>How reading a session description ended.</summary>
/// <param name="Status">Complete or malformed.</param>
/// <param name="Reason">What is wrong when malformed.</param>
/// <param name="Offset">Octet at which it was noticed.</param>
public readonly record struct SdpParseOutcome(ParseStatus Status, SdpRejection Reason = SdpRejection.None, int Offset = 0)
{
    /// <summary>Read whole.</summary>
    public static SdpParseOutcome Complete => new(ParseStatus.Complete);

    /// <summary>Whether a description came out.</summary>
    public bool IsComplete => Status is ParseStatus.Complete;

    /// <summary>Refused for <paramref name="reason"/>.</summary>
    public static SdpParseOutcome Malformed(SdpRejection reason, int offset = 0) => new(ParseStatus.Malformed, reason, offset);
}
