namespace Cmr.Media.Ingest;

/// <summary>A file that came in.</summary>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Its octets.</param>
/// <param name="Format">What its first octets show, which is also what it was declared as.</param>
internal sealed record ReceivedFile(string Sha256, long Length, AudioFormat Format);
