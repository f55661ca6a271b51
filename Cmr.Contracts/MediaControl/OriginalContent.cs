namespace Cmr.Contracts.MediaControl;

/// <summary>An uploaded file as it came.</summary>
/// <param name="Sha256">SHA-256 of its octets, 64 lower-case hexadecimal digits.</param>
/// <param name="MediaType">What it is found to be: <c>audio/wav</c>, <c>audio/mpeg</c> or <c>audio/mp4</c>.</param>
/// <param name="Bytes">Its length in octets.</param>
public sealed record OriginalContent(string Sha256, string MediaType, long Bytes);
