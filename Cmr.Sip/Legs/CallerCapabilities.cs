using Cmr.Protocols.Sip.Messages;

namespace Cmr.Sip.Legs;

/// <summary>What the caller's INVITE says it can do.</summary>
/// <param name="Reliable">100rel in Supported or Require (RFC 3262).</param>
/// <param name="RequiresReliable">100rel in Require: every 18x must be reliable.</param>
/// <param name="Update">UPDATE in Allow; no Allow counts as no (RFC 3311 §4).</param>
/// <param name="EarlyMedia"><c>P-Early-Media: supported</c> (RFC 5009).</param>
/// <param name="InfoPackages">Recv-Info is there, so the responses must have it too (RFC 6086 §5.2.3).</param>
internal sealed record CallerCapabilities(bool Reliable, bool RequiresReliable, bool Update, bool EarlyMedia, bool InfoPackages)
{
    public static CallerCapabilities Of(SipRequest invite)
    {
        bool required = invite.Require.Contains("100rel"u8);
        return new CallerCapabilities(
            required || invite.Supported.Contains("100rel"u8),
            required,
            invite.Allow.Contains("UPDATE"u8),
            invite.PEarlyMedia is { Supported: true },
            invite.Has(Cmr.Protocols.Sip.Headers.HeaderId.RecvInfo));
    }
}
