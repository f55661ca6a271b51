using System.IO.Compression;

namespace Cmr.Contracts.Client;

/// <summary>The body of an HTTP response, unpacked and bounded.</summary>
internal static class ResponseBody
{
    private const int BlockBytes = 16 * 1024;

    /// <exception cref="HttpRequestException">The body is larger than <paramref name="limit"/>.</exception>
    /// <exception cref="InvalidDataException">The body is not what its Content-Encoding says.</exception>
    public static async Task<MemoryStream> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        Stream source = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        // A handler that unpacks by itself has taken the header away
        bool isPacked = content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);
        await using Stream plain = isPacked ? new GZipStream(source, CompressionMode.Decompress) : source;
        MemoryStream body = new();
        byte[] block = new byte[BlockBytes];
        for (int count; (count = await plain.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + count > limit) throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, $"The answer has more than {limit} octets");
            body.Write(block, 0, count);
        }

        body.Position = 0;
        return body;
    }
}
