using System.Net;
using Cmr.Contracts.MediaControl;
using Cmr.Media.Content;

namespace Cmr.Media.Ingest;

/// <summary>Hands an original and its renditions to the service, and ties them to the resource last; what is not tied, the service sweeps.</summary>
internal sealed class ContentPublisher(ContentClient service, ILogger<ContentPublisher> logger)
{
    /// <summary>Publishes.</summary>
    /// <returns>True.</returns>
    public async Task<IngestStep<bool>> PublishAsync(string resourceId, ContentBinding binding, string originalPath, IReadOnlyList<Rendition> renditions, CancellationToken cancellationToken)
    {
        try
        {
            await using (FileStream original = File.OpenRead(originalPath))
            {
                HttpStatusCode status = await service.PutAsync(binding.Original.Sha256, original, cancellationToken);
                if (Explain(status) is { } refusal)
                {
                    return refusal;
                }
            }

            foreach (Rendition rendition in renditions)
            {
                using var octets = new MemoryStream(rendition.Octets, writable: false);
                HttpStatusCode status = await service.PutAsync(rendition.Track.Sha256, octets, cancellationToken);
                if (Explain(status) is { } refusal)
                {
                    return refusal;
                }
            }

            return Explain(await service.BindAsync(resourceId, binding, cancellationToken)) is { } last ? last : true;
        }
        catch (HttpRequestException e)
        {
            logger.ServiceUnreachable(e.Message);
            return (UploadProblem.ServiceUnavailable, "The service that keeps content cannot be reached");
        }
    }

    private (UploadProblem Problem, string Reason)? Explain(HttpStatusCode status)
    {
        switch (status)
        {
            case HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent:
                return null;
            case HttpStatusCode.NotFound:
                return (UploadProblem.ResourceUnknown, "There is no such resource any more");
            case HttpStatusCode.Conflict:
                return (UploadProblem.TicketUsed, "This upload URL was used before; ask for another");
            case HttpStatusCode.RequestEntityTooLarge:
                return (UploadProblem.TooLarge, "The service takes no content of this size");
            case HttpStatusCode.InsufficientStorage:
                return (UploadProblem.StorageFull, "The service has no room left");
            case HttpStatusCode.UnprocessableEntity:
                return (UploadProblem.ServiceRefused, "The service found fault with the content");
            default:
                logger.ServiceAnswered((int)status);
                return (UploadProblem.ServiceUnavailable, $"The service that keeps content answered {(int)status}");
        }
    }
}
