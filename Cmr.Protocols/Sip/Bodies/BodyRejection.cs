namespace Cmr.Protocols.Sip.Bodies;

/// <summary>Why a body cannot be taken apart; each is answered 400.</summary>
public enum BodyRejection : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A multipart type without a boundary of 1 to 70 legal characters (RFC 2046 §5.1.1).</summary>
    BadBoundary,

    /// <summary>The boundary does not occur.</summary>
    NotStarted,

    /// <summary>The closing boundary is missing.</summary>
    NotEnded,

    /// <summary>More parts than <see cref="BodyLimits.MaxParts"/>.</summary>
    TooManyParts,

    /// <summary>Nested deeper than <see cref="BodyLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>More header lines in a part than <see cref="BodyLimits.MaxHeaderLines"/>.</summary>
    TooManyHeaders,

    /// <summary>A header of a part is malformed, or one that may come once came twice.</summary>
    BadHeader,
}
