namespace Cmr.Sip.Trust;

/// <summary>Where a message crosses.</summary>
internal enum TrustEdge
{
    /// <summary>It came from outside the trust domain.</summary>
    FromUntrusted,

    /// <summary>It goes on within the trust domain.</summary>
    ToTrusted,

    /// <summary>It leaves the trust domain.</summary>
    ToUntrusted,
}
