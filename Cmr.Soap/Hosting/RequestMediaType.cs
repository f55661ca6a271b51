using Cmr.Soap.Envelope;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cmr.Soap.Hosting;

/// <summary>What a Content-Type announces: a version of SOAP, and perhaps a charset.</summary>
internal readonly record struct RequestMediaType(SoapVersion Version, Charset Charset)
{
    /// <summary>For people.</summary>
    public static string Accepted { get; } = $"{SoapVersion.Soap11.MediaType} (SOAP 1.1) or {SoapVersion.Soap12.MediaType} (SOAP 1.2), in UTF-8 or UTF-16";

    /// <summary>Reads a Content-Type; parameters other than charset, such as the action of SOAP 1.2, say nothing that the body does not.</summary>
    /// <returns><see langword="null"/> when nothing that is served is announced: another type, another charset, a list, or no type at all.</returns>
    public static RequestMediaType? Read(string? contentType) =>
        Spelled(SoapVersion.Soap11, contentType) ?? Spelled(SoapVersion.Soap12, contentType) ?? Parse(contentType);

    /// <summary>The spellings that nearly every request has cost nothing.</summary>
    private static RequestMediaType? Spelled(SoapVersion version, string? contentType) =>
        contentType == version.ContentType ? new(version, Charset.Utf8)
        : contentType == version.MediaType ? new(version, Charset.Unspecified)
        : null;

    private static RequestMediaType? Parse(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed)) return null;
        SoapVersion? version = parsed.MediaType.Equals(SoapVersion.Soap11.MediaType, StringComparison.OrdinalIgnoreCase) ? SoapVersion.Soap11
            : parsed.MediaType.Equals(SoapVersion.Soap12.MediaType, StringComparison.OrdinalIgnoreCase) ? SoapVersion.Soap12
            : null;
        bool isAmbiguous = parsed.Parameters.Count(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)) > 1;
        return version is null || isAmbiguous || CharsetOf(HeaderUtilities.RemoveQuotes(parsed.Charset)) is not { } charset ? null : new(version, charset);
    }

    private static Charset? CharsetOf(StringSegment name) => name.ToString().ToUpperInvariant() switch
    {
        "" => Charset.Unspecified,
        "UTF-8" or "UTF8" or "US-ASCII" => Charset.Utf8,
        "UTF-16" => Charset.Utf16,
        "UTF-16LE" => Charset.Utf16LittleEndian,
        "UTF-16BE" => Charset.Utf16BigEndian,
        _ => null,
    };
}
