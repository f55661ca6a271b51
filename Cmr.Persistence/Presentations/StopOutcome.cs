namespace Cmr.Persistence.Presentations;

/// <summary>What came of the wish to stop a presentation.</summary>
public enum StopOutcome
{
    /// <summary>It was going on and is stopped.</summary>
    Stopped,

    /// <summary>It was over already.</summary>
    Over,

    /// <summary>No node confirmed it in time; it may still stop.</summary>
    Unconfirmed,
}
