using Cmr.Domain.Content;
using Cmr.Persistence.Changes;
using Cmr.Persistence.Model;

namespace Cmr.Tests.Persistence;

/// <summary>Rows for tests.</summary>
internal static class ARow
{
    public static ResourceRow Resource(string resourceId, DateTimeOffset now) => new()
    {
        ResourceId = resourceId,
        OwnerPrincipalId = "operator",
        ProviderId = "operator",
        Originator = ResourceOriginator.ContentProvider,
        MediaType = ResourceMediaType.Audio,
        Name = resourceId,
        Status = ResourceStatus.Active,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public static ChangeEntry Entry(string operation) => new(new("seed", null, operation, []), null, 0, "", []);
}
