namespace Cmr.Media.Ingest;

/// <summary>The one table from problem to HTTP status (RFC 9110 §15, RFC 4918 §11.5) and to the word that programs read.</summary>
internal static class UploadProblems
{
    /// <summary>Status and word of a problem.</summary>
    public static (int Status, string Error) Describe(UploadProblem problem) => problem switch
    {
        UploadProblem.TicketForged => (StatusCodes.Status403Forbidden, "ticket-forged"),
        UploadProblem.TicketExpired => (StatusCodes.Status403Forbidden, "ticket-expired"),
        UploadProblem.TicketUsed => (StatusCodes.Status409Conflict, "ticket-used"),
        UploadProblem.ResourceUnknown => (StatusCodes.Status404NotFound, "resource-unknown"),
        UploadProblem.Empty => (StatusCodes.Status400BadRequest, "empty"),
        UploadProblem.Incomplete => (StatusCodes.Status400BadRequest, "incomplete"),
        UploadProblem.TooLarge => (StatusCodes.Status413PayloadTooLarge, "too-large"),
        UploadProblem.TooLong => (StatusCodes.Status422UnprocessableEntity, "too-long"),
        UploadProblem.UnsupportedType => (StatusCodes.Status415UnsupportedMediaType, "unsupported-type"),
        UploadProblem.TypeMismatch => (StatusCodes.Status415UnsupportedMediaType, "type-mismatch"),
        UploadProblem.Unreadable => (StatusCodes.Status422UnprocessableEntity, "unreadable"),
        UploadProblem.TooSlow => (StatusCodes.Status422UnprocessableEntity, "too-slow"),
        UploadProblem.Busy => (StatusCodes.Status503ServiceUnavailable, "busy"),
        UploadProblem.RendererMissing => (StatusCodes.Status503ServiceUnavailable, "renderer-missing"),
        UploadProblem.StorageFull => (StatusCodes.Status507InsufficientStorage, "storage-full"),
        UploadProblem.ServiceUnavailable => (StatusCodes.Status503ServiceUnavailable, "service-unavailable"),
        UploadProblem.ServiceRefused => (StatusCodes.Status422UnprocessableEntity, "service-refused"),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "Not in the table"),
    };
}
