using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>How reading a SIP message ended.</summary>
/// <param name="Status">Complete, need more, or malformed.</param>
/// <param name="Reason">What is wrong when malformed.</param>
/// <param name="Offset">Octet at which it was noticed.</param>
public readonly record struct ParseOutcome(ParseStatus Status, SipRejection Reason = SipRejection.None, int Offset = 0)
{
    /// <summary>Read whole.</summary>
    public static ParseOutcome Complete => new(ParseStatus.Complete);

    /// <summary>Well-formed so far; only from a stream.</summary>
    public static ParseOutcome NeedMoreData => new(ParseStatus.NeedMoreData);

    /// <summary>Whether a message came out.</summary>
    public bool IsComplete => Status is ParseStatus.Complete;

    /// <summary>Refused for <paramref name="reason"/>.</summary>
    public static ParseOutcome Malformed(SipRejection reason, int offset = 0) => new(ParseStatus.Malformed, reason, offset);
}
