using Cmr.Contracts.MediaControl;

namespace Cmr.Media.Ingest;

/// <summary>An upload as it stands in the request line and headers.</summary>
/// <param name="Ticket">The leave to upload.</param>
/// <param name="Signature">The ticket's signature as it came.</param>
/// <param name="DeclaredType">Media type of the Content-Type header, without parameters; <see langword="null"/> without one.</param>
/// <param name="DeclaredLength">Content-Length, when there is one.</param>
internal sealed record UploadRequest(UploadTicket Ticket, string? Signature, string? DeclaredType, long? DeclaredLength);
