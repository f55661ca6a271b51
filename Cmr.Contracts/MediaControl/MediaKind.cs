namespace Cmr.Contracts.MediaControl;

/// <summary>Media type of an m-line (RFC 8866 §5.14).</summary>
public enum MediaKind
{
    /// <summary><c>m=audio</c>.</summary>
    Audio,

    /// <summary><c>m=video</c>.</summary>
    Video,

    /// <summary>Anything else, which the worker leaves at port 0.</summary>
    Other,
}
