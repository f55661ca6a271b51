using Cmr.Contracts.MediaControl;
using Cmr.Persistence.Model;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Content;

/// <summary>Hands out addresses at which content can be fetched from a media worker.</summary>
internal sealed class DeliveryDesk(InstanceKeys keys, IOptions<MediaOptions> options)
{
    /// <summary>The address of a resource's content.</summary>
    /// <param name="resource">A resource that has content.</param>
    /// <param name="validUntil">When the address ends.</param>
    public string UrlOf(ResourceRow resource, DateTimeOffset validUntil)
    {
        if (resource is not { OriginalSha256: { } sha256, OriginalMediaType: { } mediaType })
            throw new InvalidOperationException($"Resource {resource.ResourceId} has no content.");
        return new DeliveryTicket(resource.ResourceId, sha256, mediaType, validUntil.ToUnixTimeSeconds()).ToUrl(options.Value.UploadBaseUrl, keys.DeliveryKey);
    }
}
