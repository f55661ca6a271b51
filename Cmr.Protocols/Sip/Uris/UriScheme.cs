namespace Cmr.Protocols.Sip.Uris;

/// <summary>The URI schemes that SIP routing knows.</summary>
public enum UriScheme : byte
{
    /// <summary>Any other scheme; only carried, never routed to.</summary>
    Other,

    /// <summary><c>sip:</c>, RFC 3261 §19.1.</summary>
    Sip,

    /// <summary><c>sips:</c>, RFC 3261 §19.1.</summary>
    Sips,

    /// <summary><c>tel:</c>, RFC 3966.</summary>
    Tel,
}
