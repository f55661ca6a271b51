namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>Which part of the path a precondition speaks of, seen from the writer (RFC 3312 §4).</summary>
public enum PreconditionSegment : byte
{
    /// <summary>From one end to the other.</summary>
    EndToEnd,

    /// <summary>The writer's access.</summary>
    Local,

    /// <summary>The peer's access.</summary>
    Remote,
}
