using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>Why a subscription ended, and whether it makes sense to subscribe again (RFC 6665 §4.1.3).</summary>
/// <param name="Reason">Reason of Subscription-State, or a word of ours: <c>expired</c>, <c>refused</c>, <c>unanswered</c>, <c>unnotified</c>.</param>
/// <param name="SubscribeAgainAfter">When to subscribe again; <see langword="null"/>: not at all.</param>
public readonly record struct SubscriptionEnd(Utf8Text Reason, TimeSpan? SubscribeAgainAfter)
{
    private const uint LongestWait = 86_400;

    /// <summary>The end that a NOTIFY announced.</summary>
    public static SubscriptionEnd Of(SubscriptionStateHeader state)
    {
        TimeSpan later = TimeSpan.FromSeconds(Math.Min(state.RetryAfter ?? 0, LongestWait));
        Utf8Text reason = state.Reason;
        bool never = reason.EqualsIgnoreCase("rejected"u8) || reason.EqualsIgnoreCase("noresource"u8) || reason.EqualsIgnoreCase("invariant"u8);
        bool atOnce = reason.EqualsIgnoreCase("deactivated"u8) || reason.EqualsIgnoreCase("timeout"u8);
        return new SubscriptionEnd(reason, never ? null : atOnce ? TimeSpan.Zero : later);
    }
}
