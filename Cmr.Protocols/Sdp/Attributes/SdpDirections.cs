using Cmr.Protocols.Sdp.Descriptions;

namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>Reading, writing and answering directions.</summary>
public static class SdpDirections
{
    private static readonly SdpLine SendRecv = SdpLine.Attribute("sendrecv");
    private static readonly SdpLine SendOnly = SdpLine.Attribute("sendonly");
    private static readonly SdpLine RecvOnly = SdpLine.Attribute("recvonly");
    private static readonly SdpLine Inactive = SdpLine.Attribute("inactive");

    /// <summary>The writer sends.</summary>
    public static bool Sends(this SdpDirection direction) => direction is SdpDirection.SendRecv or SdpDirection.SendOnly;

    /// <summary>The writer receives.</summary>
    public static bool Receives(this SdpDirection direction) => direction is SdpDirection.SendRecv or SdpDirection.RecvOnly;

    /// <summary>The same flow of media seen from the other side.</summary>
    public static SdpDirection Reverse(this SdpDirection direction) => direction switch
    {
        SdpDirection.SendOnly => SdpDirection.RecvOnly,
        SdpDirection.RecvOnly => SdpDirection.SendOnly,
        _ => direction,
    };

    /// <summary>What may be answered to <paramref name="offered"/> by one who wants <paramref name="wanted"/> (RFC 3264 §6.1).</summary>
    public static SdpDirection Answer(SdpDirection offered, SdpDirection wanted) =>
        Of(offered.Receives() && wanted.Sends(), offered.Sends() && wanted.Receives());

    /// <summary>The direction with these two flows.</summary>
    public static SdpDirection Of(bool sends, bool receives) => (sends, receives) switch
    {
        (true, true) => SdpDirection.SendRecv,
        (true, false) => SdpDirection.SendOnly,
        (false, true) => SdpDirection.RecvOnly,
        _ => SdpDirection.Inactive,
    };

    /// <summary>The attribute line.</summary>
    public static SdpLine ToLine(this SdpDirection direction) => direction switch
    {
        SdpDirection.SendOnly => SendOnly,
        SdpDirection.RecvOnly => RecvOnly,
        SdpDirection.Inactive => Inactive,
        _ => SendRecv,
    };

    /// <summary>The first direction that one of the lines states; <see langword="null"/> when none does.</summary>
    internal static SdpDirection? Find(SdpLines lines)
    {
        foreach (ref readonly SdpLine line in lines.Span)
        {
            if (TryRead(line) is { } direction)
            {
                return direction;
            }
        }

        return null;
    }

    /// <summary>The direction that an attribute line states; <see langword="null"/> when it states none.</summary>
    public static SdpDirection? TryRead(SdpLine line) =>
        line.IsAttribute("sendrecv"u8) ? SdpDirection.SendRecv
        : line.IsAttribute("sendonly"u8) ? SdpDirection.SendOnly
        : line.IsAttribute("recvonly"u8) ? SdpDirection.RecvOnly
        : line.IsAttribute("inactive"u8) ? SdpDirection.Inactive
        : null;
}
