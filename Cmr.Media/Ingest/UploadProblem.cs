namespace Cmr.Media.Ingest;

/// <summary>Why an upload was not taken. Each has its status and word in <see cref="UploadProblems"/>.</summary>
internal enum UploadProblem
{
    /// <summary>The ticket is missing or not of this instance.</summary>
    TicketForged,

    /// <summary>The ticket is too old.</summary>
    TicketExpired,

    /// <summary>The ticket was used before.</summary>
    TicketUsed,

    /// <summary>The resource of the ticket is no more.</summary>
    ResourceUnknown,

    /// <summary>There is no body.</summary>
    Empty,

    /// <summary>The body ended before its announced length.</summary>
    Incomplete,

    /// <summary>The file is larger than allowed.</summary>
    TooLarge,

    /// <summary>The file plays longer than allowed.</summary>
    TooLong,

    /// <summary>The kind of file is not taken.</summary>
    UnsupportedType,

    /// <summary>The file is not what its Content-Type says.</summary>
    TypeMismatch,

    /// <summary>The file is broken, or holds no sound.</summary>
    Unreadable,

    /// <summary>Rendering took too long.</summary>
    TooSlow,

    /// <summary>Too many uploads at this moment.</summary>
    Busy,

    /// <summary>ffmpeg is not installed here.</summary>
    RendererMissing,

    /// <summary>No room on the disk.</summary>
    StorageFull,

    /// <summary>The service did not take the content now.</summary>
    ServiceUnavailable,

    /// <summary>The service found fault with the content.</summary>
    ServiceRefused,
}
