namespace Cmr.Protocols.Sip.Bodies;

/// <summary>One boundary line.</summary>
/// <param name="Start">First octet of the line end before it, which belongs to it.</param>
/// <param name="End">First octet of the next line.</param>
/// <param name="IsLast">It closes the body.</param>
internal readonly record struct MultipartDelimiter(int Start, int End, bool IsLast);
