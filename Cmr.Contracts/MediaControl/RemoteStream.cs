namespace Cmr.Contracts.MediaControl;

/// <summary>One m-line as the peer described it, without the SDP.</summary>
/// <param name="Index">Position of the m-line, from 0.</param>
/// <param name="Media">Its media type.</param>
/// <param name="Address">The IP address literal the peer receives at (RFC 8866 §5.7).</param>
/// <param name="Port">The RTP port the peer receives at; 0 when the peer rejected or disabled the line.</param>
/// <param name="Formats">Payload formats in the peer's order of preference.</param>
/// <param name="PtimeMs">The packet time the peer asked for (<c>a=ptime</c>), in milliseconds, if it did. The worker sends 20 ms packets.</param>
/// <param name="Direction">As the peer sees it (RFC 3264 §5.1).</param>
public sealed record RemoteStream(int Index, MediaKind Media, string Address, int Port, IReadOnlyList<PayloadFormat> Formats, int? PtimeMs, StreamDirection Direction);
