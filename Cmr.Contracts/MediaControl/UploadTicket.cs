using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

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
    public string Sign(ReadOnlyMemory<byte> uploadKey) => TicketSignature.Make(uploadKey, "PUT", Fields());

    /// <summary>Checks the signature in constant time, then the expiry.</summary>
    /// <param name="signature">What came as <c>sig</c> in the URL.</param>
    /// <param name="uploadKey">The instance's upload key.</param>
    /// <param name="now">The present.</param>
    public UploadTicketVerdict Verify(string? signature, ReadOnlyMemory<byte> uploadKey, DateTimeOffset now)
    {
        if (!TicketSignature.IsRight(signature, uploadKey, "PUT", Fields()))
        {
            return UploadTicketVerdict.Forged;
        }

        return now.ToUnixTimeSeconds() < Expires ? UploadTicketVerdict.Valid : UploadTicketVerdict.Expired;
    }

    private string[] Fields() => [ResourceId, UploadId, Expires.ToString(CultureInfo.InvariantCulture)];
}
