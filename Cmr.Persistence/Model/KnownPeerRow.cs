namespace Cmr.Persistence.Model;

/// <summary>An address from which a principal has logged in.</summary>
public sealed class KnownPeerRow
{
    /// <summary>Who.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>From where.</summary>
    public required string Peer { get; set; }

    /// <summary>When last, to the day.</summary>
    public DateTimeOffset SeenAt { get; set; }
}
