namespace Cmr.Persistence.Model;

/// <summary>The compact document that the call path reads; rebuilt in the transaction of every change.</summary>
public sealed class RingingProfileRow
{
    /// <summary>Whose profile it is.</summary>
    public required string SubscriberId { get; set; }

    /// <summary>Counts the rebuilds.</summary>
    public long Version { get; set; }

    /// <summary>The profile.</summary>
    public required string Document { get; set; }

    /// <summary>Resources that the profile may lead to.</summary>
    public string[] ResourceIds { get; set; } = [];

    /// <summary>When it was built.</summary>
    public DateTimeOffset BuiltAt { get; set; }
}
