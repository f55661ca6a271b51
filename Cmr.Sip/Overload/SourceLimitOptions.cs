using System.ComponentModel.DataAnnotations;

namespace Cmr.Sip.Overload;

/// <summary>
/// Section <c>Sip:Sources</c>: what one source may send before the rest of it is dropped. A source is an IPv4 address or an IPv6 network of /64.
/// Peers of <c>Sip:Trust</c> have limits of their own. 0 is no limit.
/// </summary>
internal sealed class SourceLimitOptions
{
    /// <summary>Messages per second of an untrusted source. Default 1000: a busy office, and 1 % of what a core can read.</summary>
    [Range(0, 1_000_000)]
    public int MessagesPerSecond { get; init; } = 1000;

    /// <summary>Requests outside dialogs per second of an untrusted source. Default 50.</summary>
    [Range(0, 1_000_000)]
    public int NewRequestsPerSecond { get; init; } = 50;

    /// <summary>Messages per second of a trusted source. Default no limit: overload control protects from proxies that carry too much.</summary>
    [Range(0, 1_000_000)]
    public int TrustedMessagesPerSecond { get; init; }

    /// <summary>Requests outside dialogs per second of a trusted source. Default no limit.</summary>
    [Range(0, 1_000_000)]
    public int TrustedNewRequestsPerSecond { get; init; }

    /// <summary>How much of its rate a source may send at once after silence. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Messages that a malformed one counts as. Default 10.</summary>
    [Range(1, 1000)]
    public int MalformedCost { get; init; } = 10;

    /// <summary>Untrusted sources known at once, 16 octets each. Default 65536.</summary>
    [Range(256, 1 << 22)]
    public int Capacity { get; init; } = 65_536;
}
