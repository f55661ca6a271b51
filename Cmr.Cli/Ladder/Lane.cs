namespace Cmr.Cli.Ladder;

/// <summary>A vertical line of the ladder: who takes part in the call, left to right.</summary>
internal enum Lane
{
    /// <summary>The calling phone.</summary>
    UeA,

    /// <summary>The CMR server: SIP process and media worker.</summary>
    Cmr,

    /// <summary>The called phone.</summary>
    UeB,
}
