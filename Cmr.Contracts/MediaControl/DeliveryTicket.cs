using System.Globalization;

namespace Cmr.Contracts.MediaControl;

/// <summary>Leave to fetch the content of one resource until a moment, carried in the URL and signed with the instance's delivery key. Good for any number of fetches.</summary>
/// <param name="ResourceId">The resource.</param>
/// <param name="Sha256">Its content, 64 lower-case hexadecimal digits.</param>
/// <param name="MediaType">Media type that the content is served with.</param>
/// <param name="Expires">First second at which the ticket is void, in seconds since 1970-01-01T00:00:00Z.</param>
public readonly record struct DeliveryTicket(string ResourceId, string Sha256, string MediaType, long Expires)
{
    /// <summary>Beginning of the path of every such URL.</summary>
    public const string PathPrefix = "/content/";

    /// <summary>The URL to GET.</summary>
    /// <param name="baseUrl">Where the media worker is reached by clients, with or without a slash at the end.</param>
    /// <param name="deliveryKey">The instance's delivery key.</param>
    public string ToUrl(string baseUrl, ReadOnlyMemory<byte> deliveryKey) => string.Create(
        CultureInfo.InvariantCulture,
        $"{baseUrl.TrimEnd('/')}{PathPrefix}{Uri.EscapeDataString(ResourceId)}?content={Sha256}&type={Uri.EscapeDataString(MediaType)}&expires={Expires}&sig={Sign(deliveryKey)}");

    /// <summary>The signature: base64url of HMAC-SHA256 (RFC 2104).</summary>
    /// <param name="deliveryKey">The instance's delivery key.</param>
    public string Sign(ReadOnlyMemory<byte> deliveryKey) => TicketSignature.Make(deliveryKey, "GET", Fields());

    /// <summary>Checks the signature in constant time, then the expiry.</summary>
    /// <param name="signature">What came as <c>sig</c> in the URL.</param>
    /// <param name="deliveryKey">The instance's delivery key.</param>
    /// <param name="now">The present.</param>
    public UploadTicketVerdict Verify(string? signature, ReadOnlyMemory<byte> deliveryKey, DateTimeOffset now)
    {
        if (!TicketSignature.IsRight(signature, deliveryKey, "GET", Fields()))
        {
            return UploadTicketVerdict.Forged;
        }

        return now.ToUnixTimeSeconds() < Expires ? UploadTicketVerdict.Valid : UploadTicketVerdict.Expired;
    }

    private string[] Fields() => [ResourceId, Sha256, MediaType, Expires.ToString(CultureInfo.InvariantCulture)];
}
