namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>How much a precondition matters, weakest first (RFC 3312 §4).</summary>
public enum PreconditionStrength : byte
{
    /// <summary>The sender does not know; only in an answer.</summary>
    Unknown,

    /// <summary>It failed; only in an answer.</summary>
    Failure,

    /// <summary>Not needed.</summary>
    None,

    /// <summary>To be tried; the session goes on without it.</summary>
    Optional,

    /// <summary>The called user must not be alerted before it is met.</summary>
    Mandatory,
}
