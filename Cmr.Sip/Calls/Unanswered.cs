namespace Cmr.Sip.Calls;

/// <summary>Why a request of ours got no final response.</summary>
internal enum Unanswered
{
    /// <summary>Timer B or F fired (RFC 3261 §17.1): counts as 408.</summary>
    TimedOut,

    /// <summary>The transport could not deliver it: counts as 503.</summary>
    NotDelivered,

    /// <summary>The next hop's name leads to no address.</summary>
    NoSuchHop,

    /// <summary>The next hop is this node itself: sending would only make a loop.</summary>
    Loop,
}
