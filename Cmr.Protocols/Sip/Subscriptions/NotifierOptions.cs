using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>How a notifier treats subscriptions.</summary>
public sealed record NotifierOptions
{
    /// <summary>Our Contact.</summary>
    public required Utf8Text Contact { get; init; }

    /// <summary>Shortest time granted; shorter ones get 423, unless they are 0 or longer than an hour (RFC 6665 §4.2.1.1). Default 60 s.</summary>
    public TimeSpan Minimum { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time granted, and what a SUBSCRIBE without Expires gets. Default one hour.</summary>
    public TimeSpan Maximum { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Subscriptions wait for <see cref="NotifierInputKind.Approve"/>.</summary>
    public bool NeedsConsent { get; init; }
}
