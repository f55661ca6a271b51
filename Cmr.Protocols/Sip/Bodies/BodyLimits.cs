namespace Cmr.Protocols.Sip.Bodies;

/// <summary>Bounds on what taking a body apart may cost.</summary>
public sealed record BodyLimits
{
    /// <summary>The defaults.</summary>
    public static BodyLimits Default { get; } = new();

    /// <summary>Parts of the whole body, nested ones counted too. Default 16; real calls carry at most five.</summary>
    public int MaxParts { get; init; } = 16;

    /// <summary>Multipart bodies within multipart bodies. Default 3.</summary>
    public int MaxDepth { get; init; } = 3;

    /// <summary>Header lines of one part. Default 16.</summary>
    public int MaxHeaderLines { get; init; } = 16;
}
