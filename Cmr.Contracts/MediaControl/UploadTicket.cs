using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cmr.Contracts.MediaControl;

/// <summary>Leave to upload the content of one resource once, carried in the upload URL and signed with the instance's upload key.</summary>
/// <param name="ResourceId">The resource the content is for.</param>
/// <param name="UploadId">Names this one upload; a second use is refused where the content is bound.</param>
/// <param name="Expires">First second at which the ticket is void, in seconds since 1970-01-01T00:00:00Z.</param>
public readonly record struct UploadTicket(string ResourceId, string UploadId, long Expires)
{
    /// <summary>How long a ticket is good, counted from when it is made: 15 minutes.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Makes a ticket with a fresh upload id that lives for <see cref="Life"/>.</summary>
    /// <param name="resourceId">The resource the content is for.</param>
    /// <param name="now">The present.</param>
    public static UploadTicket For(string resourceId, DateTimeOffset now) =>
        new(resourceId, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), (now + Life).ToUnixTimeSeconds());

    /// <summary>The URL to PUT to.</summary>
    /// <param name="uploadBaseUrl">Where the media worker takes uploads, with or without a slash at the end.</param>
    /// <param name="uploadKey">The instance's upload key.</param>
    public string ToUrl(string uploadBaseUrl, ReadOnlyMemory<byte> uploadKey) =>
        string.Create(CultureInfo.InvariantCulture, $"{uploadBaseUrl.TrimEnd('/')}/upload/{Uri.EscapeDataString(ResourceId)}?id={Uri.EscapeDataString(UploadId)}&expires={Expires}&sig={Sign(uploadKey)}");

    /// <summary>The signature: base64url of HMAC-SHA256 (RFC 2104).</summary>
    /// <param name="uploadKey">The instance's upload key.</param>
    public string Sign(ReadOnlyMemory<byte> uploadKey) => Base64Url.EncodeToString(Mac(uploadKey.Span));

    /// <summary>Checks the signature in constant time, then the expiry.</summary>
    /// <param name="signature">What came as <c>sig</c> in the URL.</param>
    /// <param name="uploadKey">The instance's upload key.</param>
    /// <param name="now">The present.</param>
    public UploadTicketVerdict Verify(string? signature, ReadOnlyMemory<byte> uploadKey, DateTimeOffset now)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryDecode(signature, given) || !CryptographicOperations.FixedTimeEquals(given, Mac(uploadKey.Span)))
        {
            return UploadTicketVerdict.Forged;
        }

        return now.ToUnixTimeSeconds() < Expires ? UploadTicketVerdict.Valid : UploadTicketVerdict.Expired;
    }

    private static bool TryDecode(string? signature, Span<byte> destination) =>
        signature is { Length: 43 }
        && Base64Url.IsValid(signature, out int length)
        && length == destination.Length
        && Base64Url.TryDecodeFromChars(signature, destination, out _);

    // A line feed in a name would let one ticket be read as another, so each field is escaped before it is joined
    private byte[] Mac(ReadOnlySpan<byte> uploadKey) => HMACSHA256.HashData(
        uploadKey,
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"PUT\n{Uri.EscapeDataString(ResourceId)}\n{Uri.EscapeDataString(UploadId)}\n{Expires}")));
}
