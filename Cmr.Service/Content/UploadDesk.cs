using Cmr.Contracts.MediaControl;
using Microsoft.Extensions.Options;

namespace Cmr.Service.Content;

/// <summary>Hands out upload URLs.</summary>
internal sealed class UploadDesk(InstanceKeys keys, IOptions<MediaOptions> options)
{
    /// <summary>A URL for one upload of one resource, and when it ends.</summary>
    public (string Url, DateTimeOffset Expires) HandOut(string resourceId, DateTimeOffset now)
    {
        UploadTicket ticket = UploadTicket.For(resourceId, now);
        return (ticket.ToUrl(options.Value.UploadBaseUrl, keys.UploadKey), DateTimeOffset.FromUnixTimeSeconds(ticket.Expires));
    }
}
