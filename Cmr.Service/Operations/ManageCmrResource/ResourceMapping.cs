using Cmr.Contracts.Soap;
using Cmr.Domain.Content;
using Cmr.Persistence.Model;
using ResourceStatus = Cmr.Contracts.Soap.ResourceStatus;

namespace Cmr.Service.Operations.ManageCmrResource;

/// <summary>Between a resource as it travels (OMA TS Tables 4 and 9) and its row.</summary>
internal static class ResourceMapping
{
    public static ResourceMediaType ToDomain(MediaType mediaType) => mediaType switch
    {
        MediaType.Video => ResourceMediaType.Video,
        MediaType.Text => ResourceMediaType.Text,
        MediaType.Image => ResourceMediaType.Image,
        MediaType.VCard => ResourceMediaType.VCard,
        _ => ResourceMediaType.Audio,
    };

    public static MediaType ToContract(ResourceMediaType mediaType) => mediaType switch
    {
        ResourceMediaType.Video => MediaType.Video,
        ResourceMediaType.Text => MediaType.Text,
        ResourceMediaType.Image => MediaType.Image,
        ResourceMediaType.VCard => MediaType.VCard,
        _ => MediaType.Audio,
    };

    /// <summary>Takes over what the request gives; what it leaves out stays.</summary>
    public static void Apply(ManageCmrResourceRequest request, ResourceRow row)
    {
        row.MediaType = request.MediaType is { } mediaType ? ToDomain(mediaType) : row.MediaType;
        row.Format = request.Format ?? row.Format;
        row.Name = request.Name ?? row.Name;
        row.Price = request.Price ?? row.Price;
        row.CopyrightOwner = request.CopyrightOwner ?? row.CopyrightOwner;
        row.ExpiresAt = request.ExpireDate?.ToUniversalTime() ?? row.ExpiresAt;
        // Both count as the table does
        row.Status = request.Status is { } status ? (Domain.Content.ResourceStatus)(int)status : row.Status;
        row.Author = request.Author ?? row.Author;
        row.Language = request.Language ?? row.Language;
    }

    public static ResourceDetail ToDetail(ResourceRow row) => new()
    {
        ResourceId = row.ResourceId,
        MediaType = ToContract(row.MediaType),
        Format = row.Format,
        Name = row.Name,
        Price = row.Price,
        ProviderId = row.ProviderId,
        Originator = (Originator)(int)row.Originator,
        CopyrightOwner = row.CopyrightOwner,
        ExpireDate = row.ExpiresAt,
        Status = (ResourceStatus)(int)row.Status,
        Author = row.Author,
        Language = row.Language,
        HasContent = row.ContentBoundAt is not null,
        DurationMs = row.DurationMs is { } duration ? (int)Math.Min(duration, int.MaxValue) : null,
    };

    public static Resource ToListed(ResourceRow row) => new()
    {
        ResourceId = row.ResourceId,
        Name = row.Name,
        Author = row.Author,
        Language = row.Language,
        MediaType = ToContract(row.MediaType),
        ContentProvider = row.ProviderId,
        ResourcePrice = row.Price,
        ExpireDate = row.ExpiresAt,
    };
}
