namespace Cmr.Sip.Overload;

/// <summary>What becomes of a message that arrived.</summary>
internal enum Verdict
{
    /// <summary>It waits for its turn.</summary>
    Taken,

    /// <summary>There is no room for it now; it counts nowhere yet.</summary>
    NoRoom,

    /// <summary>It gets a 503.</summary>
    Refused,

    /// <summary>It is over.</summary>
    Dropped,
}
