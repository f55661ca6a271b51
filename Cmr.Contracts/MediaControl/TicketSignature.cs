using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cmr.Contracts.MediaControl;

/// <summary>Signs the fields of a ticket that travels in a URL.</summary>
internal static class TicketSignature
{
    private const int TextLength = 43; // 32 octets in base64url without padding

    /// <summary>The signature: base64url of HMAC-SHA256 (RFC 2104).</summary>
    public static string Make(ReadOnlyMemory<byte> key, string purpose, params ReadOnlySpan<string> fields) => Base64Url.EncodeToString(Mac(key.Span, purpose, fields));

    /// <summary>Compares in constant time.</summary>
    public static bool IsRight(string? signature, ReadOnlyMemory<byte> key, string purpose, params ReadOnlySpan<string> fields)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature is { Length: TextLength }
            && Base64Url.IsValid(signature, out int length)
            && length == given.Length
            && Base64Url.TryDecodeFromChars(signature, given, out _)
            && CryptographicOperations.FixedTimeEquals(given, Mac(key.Span, purpose, fields));
    }

    // A line feed in a field would let one ticket be read as another, so each field is escaped before it is joined
    private static byte[] Mac(ReadOnlySpan<byte> key, string purpose, ReadOnlySpan<string> fields)
    {
        StringBuilder text = new(purpose);
        foreach (string field in fields)
        {
            text.Append('\n').Append(Uri.EscapeDataString(field));
        }

        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
