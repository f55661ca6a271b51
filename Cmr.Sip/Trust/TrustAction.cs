namespace Cmr.Sip.Trust;

/// <summary>What happens to a header field where a message crosses the edge of the trust domain.</summary>
internal enum TrustAction
{
    /// <summary>It passes as it is.</summary>
    Pass,

    /// <summary>It goes, so nothing behind the edge ever sees it.</summary>
    Strip,

    /// <summary>It goes when Privacy asks for <c>id</c>, <c>header</c> or <c>user</c>.</summary>
    StripWhenHidden,

    /// <summary>It goes when Privacy asks for <c>user</c>.</summary>
    StripWhenUserHidden,

    /// <summary>Diversion: the entries that ask for privacy go (RFC 5806 §6).</summary>
    StripPrivateDiversions,

    /// <summary>History-Info: the entries that ask for privacy, or all when Privacy does, become anonymous (RFC 7044 §10.1.2).</summary>
    AnonymizeHistory,

    /// <summary>Values that a phone would fetch from somewhere go; what names a meaning (URN), a part of the message or a user stays.</summary>
    StripWebLinks,

    /// <summary>CMR-Control of a new call: only the wish not to be presented anything stays; it is dropped as well unless the caller authenticates itself.</summary>
    FilterOnly,

    /// <summary>Credentials for our realm go, those for others pass.</summary>
    StripOwnRealm,
}
