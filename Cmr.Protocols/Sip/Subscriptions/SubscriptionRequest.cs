using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Uris;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Subscriptions;

/// <summary>What is subscribed to.</summary>
public sealed record SubscriptionRequest
{
    /// <summary>Request-URI.</summary>
    public required AnyUri Target { get; init; }

    /// <summary>From without tag.</summary>
    public required Utf8Text From { get; init; }

    /// <summary>Our tag.</summary>
    public required Utf8Text Tag { get; init; }

    /// <summary>To without tag.</summary>
    public required Utf8Text To { get; init; }

    /// <summary>Call-ID.</summary>
    public required Utf8Text CallId { get; init; }

    /// <summary>Our Contact.</summary>
    public required Utf8Text Contact { get; init; }

    /// <summary>Package, and id where there is one.</summary>
    public required EventHeader Event { get; init; }

    /// <summary>Media types that can be read; empty: the default of the package.</summary>
    public Utf8Text Accept { get; init; }

    /// <summary>Time asked for. Default one hour, as most packages have it.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(1);
}
