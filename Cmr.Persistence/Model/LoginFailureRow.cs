namespace Cmr.Persistence.Model;

/// <summary>Failed attempts to log in, counted in a window.</summary>
public sealed class LoginFailureRow
{
    /// <summary>Who was claimed; empty in the sum over all principals.</summary>
    public required string PrincipalId { get; set; }

    /// <summary>From where; empty in the sum over all strangers.</summary>
    public required string Peer { get; set; }

    /// <summary>Failures in the window.</summary>
    public int Failures { get; set; }

    /// <summary>Begin of the window.</summary>
    public DateTimeOffset Since { get; set; }
}
