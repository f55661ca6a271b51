using Cmr.Soap.Envelope;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cmr.Soap.Hosting;

/// <summary>Decides whether a Content-Type announces an envelope that can be read.</summary>
internal static class ContentTypeCheck
{
    /// <summary>Whether the type is that of the SOAP version, and the charset (if any) UTF-8 or UTF-16.</summary>
    public static bool Accepts(string? contentType, SoapVersion version)
    {
        if (contentType == version.ContentType || contentType == version.MediaType) return true;
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed)) return false;
        return parsed.MediaType.Equals(version.MediaType, StringComparison.OrdinalIgnoreCase) && IsSupported(HeaderUtilities.RemoveQuotes(parsed.Charset));
    }

    private static bool IsSupported(StringSegment charset) =>
        charset.Length == 0
        || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf-16", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
