using System.Text;
using Cmr.Soap.Faults;

namespace Cmr.Soap.Envelope;

/// <summary>Tells in which encoding a document is, and whether its Content-Type says the same.</summary>
/// <remarks>XML 1.0 appendix F, RFC 7303 §3. The XML declaration is compared by the reader itself.</remarks>
internal static class DocumentEncoding
{
    /// <summary>UTF-16 in its byte order; <see langword="null"/> for UTF-8.</summary>
    /// <exception cref="SoapFaultException">The octets are in another encoding than the Content-Type says, or in none that is read.</exception>
    public static Encoding? Determine(ReadOnlySpan<byte> document, Charset charset)
    {
        if (document is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, ..] or [_, 0, 0, 0, ..])
            throw new SoapFaultException("The document is in UTF-32; UTF-8 and UTF-16 are read");
        Encoding? encoding = document switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            [0, _, ..] => Encoding.BigEndianUnicode,
            [_, 0, ..] => Encoding.Unicode,
            _ => null,
        };
        if (!Agrees(encoding, charset)) throw new SoapFaultException($"The Content-Type says {NameOf(charset)}, but the document is in {encoding?.WebName ?? "utf-8"}");
        return encoding;
    }

    private static bool Agrees(Encoding? encoding, Charset charset) => charset switch
    {
        Charset.Utf8 => encoding is null,
        Charset.Utf16 => encoding is not null,
        Charset.Utf16LittleEndian => encoding == Encoding.Unicode,
        Charset.Utf16BigEndian => encoding == Encoding.BigEndianUnicode,
        _ => true,
    };

    private static string NameOf(Charset charset) => charset switch
    {
        Charset.Utf16 => "utf-16",
        Charset.Utf16LittleEndian => "utf-16le",
        Charset.Utf16BigEndian => "utf-16be",
        _ => "utf-8",
    };
}
