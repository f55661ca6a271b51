namespace Cmr.Sip.Trust;

/// <summary>Whom an engine trusts, and what the others may do.</summary>
internal sealed record TrustPolicy
{
    /// <summary>No outside: for networks without strangers, such as simulated ones. The process always sets a policy of its own.</summary>
    public static TrustPolicy Everybody { get; } = new() { Peers = PeerTrust.Everybody };

    public required PeerTrust Peers { get; init; }

    public UntrustedCallers UntrustedCallers { get; init; } = UntrustedCallers.Reject;

    /// <summary>How callers prove who they are; <see langword="null"/>: they cannot.</summary>
    public CallerAuthentication? Authentication { get; init; }

    /// <summary>A trusted peer without P-Asserted-Identity vouches for From.</summary>
    public bool BelieveFrom { get; init; } = true;
}
