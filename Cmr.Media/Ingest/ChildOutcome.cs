namespace Cmr.Media.Ingest;

/// <summary>How a program ended.</summary>
internal enum ChildOutcome
{
    /// <summary>Exit code 0.</summary>
    Succeeded,

    /// <summary>Another exit code.</summary>
    Failed,

    /// <summary>It was killed at its time limit.</summary>
    TimedOut,

    /// <summary>There is no such program.</summary>
    NotFound,
}
