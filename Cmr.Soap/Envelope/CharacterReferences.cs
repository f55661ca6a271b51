using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cmr.Soap.Envelope;

/// <summary>Looks for references to characters that no XML document may hold, which the framework's fast reader lets pass.</summary>
/// <remarks>XML 1.0 §4.1, WFC Legal Character. A look-alike in a CDATA section or comment is found too; nobody writes one by accident.</remarks>
internal static class CharacterReferences
{
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdefABCDEFx"u8);

    /// <summary>Whether the document refers to a forbidden character, such as <c>&amp;#0;</c> or half a surrogate pair.</summary>
    /// <param name="document">The document.</param>
    /// <param name="encoding">UTF-16; <see langword="null"/> for UTF-8.</param>
    public static bool FindForbidden(ReadOnlySpan<byte> document, Encoding? encoding) =>
        FindForbiddenUtf8(encoding is null ? document : Encoding.Convert(encoding, Encoding.UTF8, document.ToArray()));

    private static bool FindForbiddenUtf8(ReadOnlySpan<byte> document)
    {
        for (int at; (at = document.IndexOf("&#"u8)) >= 0; document = document[(at + 2)..])
        {
            ReadOnlySpan<byte> reference = document[(at + 2)..];
            int end = reference.IndexOfAnyExcept(Digits);
            if (end > 0 ? !IsLegal(reference[..end]) : reference is [(byte)';', ..]) return true;
        }

        return false;
    }

    /// <summary>Char, XML 1.0 §2.2.</summary>
    private static bool IsLegal(ReadOnlySpan<byte> digits)
    {
        bool isNumber = digits[0] == 'x'
            ? int.TryParse(digits[1..].TrimStart((byte)'0'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            : int.TryParse(digits.TrimStart((byte)'0'), NumberStyles.None, CultureInfo.InvariantCulture, out code);
        return isNumber && code is 0x9 or 0xA or 0xD or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);
    }
}
