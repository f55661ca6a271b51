namespace Cmr.Contracts.MediaControl;

/// <summary>One m-line as the worker answers it.</summary>
/// <param name="Index">Position of the m-line, from 0.</param>
/// <param name="Address">The IP address literal the worker sends from and receives at.</param>
/// <param name="Port">The RTP port the worker sends from and receives at, even; RTCP is on the next one. 0 when the line stays rejected.</param>
/// <param name="Formats">Payload formats of the answer with the peer's payload type numbers; the first is what is sent. Empty when the port is 0.</param>
/// <param name="Direction">As the worker sees it: <see cref="StreamDirection.SendRecv"/> or <see cref="StreamDirection.SendOnly"/> where it plays, else <see cref="StreamDirection.Inactive"/>.</param>
/// <param name="PtimeMs">Length of a sent packet in milliseconds.</param>
public sealed record LocalStream(int Index, string Address, int Port, IReadOnlyList<PayloadFormat> Formats, StreamDirection Direction, int PtimeMs);
