using System.IO.Compression;
using Cmr.Soap.Envelope;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cmr.Soap.Hosting;

/// <summary>Content codings of requests and answers (RFC 9110 §8.4): none, or gzip.</summary>
internal static class ContentCoding
{
    public const string Gzip = "gzip";

    /// <summary>Whether a body with this Content-Encoding is packed.</summary>
    /// <returns><see langword="null"/> when it is packed in a way that is not read, or twice.</returns>
    public static bool? IsPacked(StringValues contentEncoding)
    {
        if (contentEncoding.Count == 0) return false;
        string coding = contentEncoding.ToString().Trim();
        if (coding.Length == 0 || coding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return false;
        return coding.Equals(Gzip, StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) ? true : null;
    }

    /// <summary>Whether the client wants gzip, and no less than a plain answer (RFC 9110 §12.5.3).</summary>
    public static bool IsWanted(StringValues acceptEncoding)
    {
        if (acceptEncoding.Count == 0 || !StringWithQualityHeaderValue.TryParseList(acceptEncoding!, out IList<StringWithQualityHeaderValue>? codings)) return false; // null entries do not occur
        double? any = QualityOf(codings, "*");
        double gzip = QualityOf(codings, Gzip) ?? QualityOf(codings, "x-gzip") ?? any ?? 0;
        return gzip > 0 && gzip >= (QualityOf(codings, "identity") ?? 0);
    }

    /// <summary>Packs an answer.</summary>
    public static ReadOnlyMemory<byte> Pack(ReadOnlySpan<byte> content)
    {
        PooledStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.Written;
    }

    private static double? QualityOf(IList<StringWithQualityHeaderValue> codings, string name)
    {
        foreach (StringWithQualityHeaderValue coding in codings)
            if (coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) return coding.Quality ?? 1;
        return null;
    }
}
