namespace Cmr.Protocols.Sip.Authentication;

/// <summary>What a request proves about its sender.</summary>
public enum DigestOutcome : byte
{
    /// <summary>Nothing: no credentials for our realm, or by an algorithm that is not offered. Challenge it.</summary>
    None,

    /// <summary>The credentials have not the form we asked for, are there twice, or are for another URI. 400 (RFC 7616 §3.4.6).</summary>
    Malformed,

    /// <summary>Wrong secret, or no such user; the two look alike. Challenge it, and count it.</summary>
    Wrong,

    /// <summary>Right, but the nonce is old or not for this client. Challenge it with <c>stale=true</c>: the client can answer without asking its user.</summary>
    Stale,

    /// <summary>The sender knows the secret; the count still has to be used up.</summary>
    Proven,
}
