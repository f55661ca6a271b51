namespace Cmr.Protocols.Sdp;

/// <summary>Why octets are no acceptable session description.</summary>
public enum SdpRejection : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>No line at all.</summary>
    Empty,

    /// <summary>Longer than <see cref="SdpLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>More lines than <see cref="SdpLimits.MaxLines"/>.</summary>
    TooManyLines,

    /// <summary>More media lines than <see cref="SdpLimits.MaxMedia"/>.</summary>
    TooManyMedia,

    /// <summary>More formats in a media line than <see cref="SdpLimits.MaxFormats"/>.</summary>
    TooManyFormats,

    /// <summary>A line that is not <c>letter=value</c>.</summary>
    BadLine,

    /// <summary>The first line is not <c>v=0</c>.</summary>
    BadVersion,

    /// <summary>Malformed <c>o=</c>.</summary>
    BadOrigin,

    /// <summary>Malformed <c>c=</c>.</summary>
    BadConnection,

    /// <summary>Malformed <c>m=</c>.</summary>
    BadMedia,
}
